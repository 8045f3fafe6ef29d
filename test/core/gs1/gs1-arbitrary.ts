import fc from 'fast-check';
import { CHECKS, type Check } from '../../../src/core/gs1/check.ts';
import { hasCheckPair } from '../../../src/core/gs1/check-pair.ts';
import { COUNTRIES, COUNTRIES_ALPHA_2, CURRENCIES, PACKAGE_TYPES } from '../../../src/core/gs1/code-lists.ts';
import { ALL_IDENTIFIERS, type Identifier, identifierOf, type Part } from '../../../src/core/gs1/identifier.ts';
import { checkDigitOf } from '../../../src/core/gtin.ts';
import type { Gs1Element } from '../../../src/core/scan.ts';

const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, '0'));
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const day = fc.tuple(two(0, 99), two(1, 12), two(1, 28)).map((parts) => parts.join(''));
const members = (codes: ReadonlySet<string>) => fc.constantFrom(...codes);

/** Values that pass the check by the standard's words, made without asking the check. */
const PASSING = new Map<Check, fc.Arbitrary<string>>([
  [CHECKS.date, day],
  [
    CHECKS.date0,
    fc.oneof(
      day,
      fc.tuple(two(0, 99), two(1, 12)).map((parts) => `${parts.join('')}00`),
    ),
  ],
  [CHECKS.date8, day.map((text) => `20${text}`)],
  [CHECKS.hh, two(0, 23)],
  [CHECKS.hhmm, fc.tuple(two(0, 23), two(0, 59)).map((parts) => parts.join(''))],
  [CHECKS.minute, two(0, 59)],
  [CHECKS.second, two(0, 59)],
  [CHECKS.zero, fc.constant('0')],
  [CHECKS.hyphen, fc.constant('-')],
  [CHECKS.importer, fc.constantFrom('0', 'A', 'z', '-', '_')],
  [CHECKS.yesno, fc.constantFrom('0', '1')],
  [CHECKS.winding, fc.constantFrom('0', '1', '9')],
  [CHECKS.sex, fc.constantFrom('0', '1', '2', '9')],
  [CHECKS.pieces, fc.tuple(two(1, 50), two(50, 99)).map((parts) => parts.join(''))],
  [CHECKS['place-in-order'], fc.tuple(fc.nat(4), fc.nat(4)).map(([a, b]) => `${a + 1}/${a + b + 1}`)],
  [CHECKS.percent, fc.stringMatching(/^([A-Z]|%[0-9A-F]{2}){1,10}$/)],
  [CHECKS.latitude, digits(9).map((rest) => `0${rest}`)],
  [CHECKS.longitude, digits(9).map((rest) => `2${rest}`)],
  [CHECKS.media, fc.constantFrom('01', '10', '80', '99')],
  [CHECKS.country, members(COUNTRIES)],
  [CHECKS.country999, fc.oneof(members(COUNTRIES), fc.constant('999'))],
  [CHECKS.country2, members(COUNTRIES_ALPHA_2)],
  [CHECKS.currency, members(CURRENCIES)],
  [CHECKS.package, members(PACKAGE_TYPES)],
  [CHECKS.iban, fc.constantFrom('DE89370400440532013000', 'GB82WEST12345698765432', 'FR1420041010050500013M02606')],
  [
    CHECKS.coupon,
    fc.constantFrom('012345612345611110123', '0123456123456111101233210131', '01234561234561111012390000'),
  ],
  [CHECKS.offer, fc.constantFrom('001234561234560123456', '11123456712345611234567')],
  [CHECKS['no-zero-first'], fc.stringMatching(/^[1-9]\d{0,11}$/)],
]);

const SETS = { n: '[0-9]', x: '[!%&*+,./0-9:;<=>?A-Z_a-z"\'-]', y: '[#/0-9A-Z-]', z: '[0-9A-Z_a-z-]' } as const;

function partOf(part: Part): fc.Arbitrary<string> {
  const { set, min, max, checks } = part;
  const special = checks.map((check) => PASSING.get(check)).find((found) => found !== undefined);
  if (special !== undefined) return part.optional ? fc.oneof(special, fc.constant('')) : special;
  const has = (check: Check) => checks.includes(check);
  if (has(CHECKS.mod1021))
    return digits(4).chain((start) =>
      fc.stringMatching(/^[0-9A-Za-z]{1,15}$/).map((rest) => paired(`${start}A${rest}`)),
    );
  if (has(CHECKS.gcp) && set !== 'n')
    return digits(4).chain((start) =>
      fc.stringMatching(new RegExp(`^${SETS[set]}{0,${max - 4}}$`)).map((rest) => start + rest),
    );
  if (has(CHECKS.mod10)) return digits(max - 1).map((body) => `${body}${checkDigitOf(body)}`);
  if (has(CHECKS.nonzero)) return digits(max - 1).map((rest) => `${rest}7`);
  const plain = fc.stringMatching(new RegExp(`^${SETS[set]}{${min},${max}}$`));
  return part.optional ? fc.oneof(plain, fc.constant('')) : plain;
}

function paired(body: string): string {
  const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  for (const first of signs)
    for (const second of signs) if (hasCheckPair(body + first + second)) return body + first + second;
  throw new Error(`No check pair for ${body}`);
}

/** A value that this identifier may have. An optional part is there only when all before it are. */
export function legalValueOf({ parts }: Identifier): fc.Arbitrary<string> {
  return fc.tuple(...parts.map(partOf)).map((pieces) => {
    const gap = pieces.indexOf('');
    return pieces.slice(0, gap < 0 ? pieces.length : gap).join('');
  });
}

/** Identifiers of packing come up often, all others now and then. */
const identifier = fc.oneof(
  fc.constantFrom(
    '00',
    '01',
    '02',
    '10',
    '11',
    '15',
    '17',
    '21',
    '30',
    '37',
    '3103',
    '400',
    '410',
    '414',
    '254',
    '8003',
    '8008',
  ),
  fc.constantFrom(...ALL_IDENTIFIERS.map(({ ai }) => ai)),
);

function elementOf(ai: string): fc.Arbitrary<Gs1Element> {
  const found = identifierOf(ai);
  if (found === undefined) throw new Error(`No identifier ${ai}`);
  return legalValueOf(found).map((value) => ({ ai, value }));
}

export const goodElements: fc.Arbitrary<readonly Gs1Element[]> = fc
  .uniqueArray(identifier, { minLength: 1, maxLength: 4 })
  .chain((ais) => fc.tuple(...ais.map(elementOf)));

type Damage = (value: string, at: number, sign: string) => string;
const DAMAGES: readonly Damage[] = [
  (value, at, sign) => value.slice(0, at) + sign + value.slice(at + 1),
  (value, at, sign) => value.slice(0, at) + sign + value.slice(at),
  (value, at) => value.slice(0, at) + value.slice(at + 1),
  (value, at) => value.slice(0, at),
  (value) => `${value}${value}`,
  (value, at) => [...value].map((sign, index) => (index === at ? value.at(-1) : sign)).join(''),
];

/** Good elements of which one is damaged, put under another identifier, or repeated. */
export const brokenElements: fc.Arbitrary<readonly Gs1Element[]> = fc
  .tuple(
    goodElements,
    fc.nat(),
    fc.nat(),
    fc.nat(DAMAGES.length + 1),
    fc.constantFrom(...'0123456789AZaz #%_-/'),
    identifier,
  )
  .map(([elements, which, where, how, sign, ai]) => {
    const place = which % elements.length;
    const element = elements[place];
    if (element === undefined) return elements;
    if (how === DAMAGES.length) return elements.with(place, { ai, value: element.value });
    const at = where % element.value.length;
    const value = (DAMAGES[how] ?? DAMAGES[0])?.(element.value, at, sign) ?? '';
    return how > DAMAGES.length
      ? [...elements, { ai: element.ai, value }]
      : elements.with(place, { ai: element.ai, value });
  });
