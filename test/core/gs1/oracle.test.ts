import bwip from 'bwip-js/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/decode.ts';
import { ALL_IDENTIFIERS, type Identifier, identifierOf } from '../../../src/core/gs1/identifier.ts';
import { readGs1Brackets } from '../../../src/core/gs1/read-gs1.ts';
import type { Gs1Element } from '../../../src/core/scan.ts';
import { brokenElements, goodElements, legalValueOf } from './gs1-arbitrary.ts';

/** The oracle's century is counted from 2021. */
const OPTIONS = { aim: 'on', today: '2021-07-15' } as const;
const SEED = 20260715;
/** The oracle draws a whole symbol for each answer; on a busy machine that takes its time. */
const LIMIT_MS = 180_000;

/** One of each family that excludes another or its own kind. */
const RELATED = [
  ...['01', '02', '03', '21', '235', '255', '37', '415', '8006', '8020', '8026', '8005', '8111', '8017', '8018'],
  ...['3100', '3101', '3370', '3371', '3900', '3901', '3910', '3911', '3920', '3930', '3940', '3943', '3950', '3955'],
  ...['420', '421', '4307', '422', '423', '424', '425', '426', '4330', '4331', '4332', '4333'],
  ...['7250', '7251', '7253', '7254', '7255', '7256', '7259', '10', '00'],
];

function known(ai: string): Identifier {
  const identifier = identifierOf(ai);
  if (identifier === undefined) throw new Error(`No identifier ${ai}`);
  return identifier;
}

const bracketed = (elements: readonly Gs1Element[]) => elements.map(({ ai, value }) => `(${ai})${value}`).join('');

function elementString(elements: readonly Gs1Element[]): string {
  return elements
    .map(
      ({ ai, value }, index) => ai + value + (identifierOf(ai)?.fixed || index === elements.length - 1 ? '' : '\x1d'),
    )
    .join('');
}

/** What bwip-js says to it, by the name of its complaint; it throws on data that breaks the standard. */
function oracle(symbology: string, text: string, lintreqs: boolean): string {
  try {
    bwip.raw(symbology, text, { lintreqs } as unknown as string);
    return 'good';
  } catch (error) {
    return /bwipp\.(\w+)/.exec(String(error))?.[1] ?? String(error);
  }
}

/** Where we are stricter, with reason. Company prefixes have four digits at least; a component's serial has no leading zero; no counting by zero. */
function isStricter({ ai, value }: Gs1Element): boolean {
  if (ai === '30' || ai === '37') return /^0+$/.test(value);
  if (ai === '8011') return value === '0';
  return ['401', '7023', '8004', '8010', '8013', '8014'].includes(ai) && !/^\d{4}/.test(value);
}

describe('bwip-js as an oracle', { timeout: LIMIT_MS }, () => {
  it('knows the same identifiers', () => {
    const all = [2, 3, 4].flatMap((length) =>
      Array.from({ length: 10 ** length }, (_, no) => String(no).padStart(length, '0')),
    );
    const known = all.filter((ai) => oracle('gs1datamatrix', `(${ai})1`, false) !== 'GS1unknownAI');
    expect(ALL_IDENTIFIERS.map(({ ai }) => ai).sort()).toEqual(known.sort());
  });

  it('takes what we take of each identifier, and refuses what is too long', () => {
    for (const identifier of ALL_IDENTIFIERS) {
      const { ai, max } = identifier;
      for (const value of fc.sample(legalValueOf(identifier), { numRuns: 1, seed: SEED })) {
        const text = `(${ai})${value}`;
        expect([text, decode({ text }, { ...OPTIONS, aim: 'auto' }).payload.t]).toEqual([
          text,
          isStricter({ ai, value }) ? 'text' : 'gs1',
        ]);
        expect([text, oracle('gs1datamatrix', text, false)]).toEqual([text, 'good']);
        const long = `(${ai})${value.padEnd(max + 1, '1')}`;
        expect([long, decode({ text: long }, { ...OPTIONS, aim: 'auto' }).payload.t]).toEqual([long, 'text']);
        expect(oracle('gs1datamatrix', long, false)).not.toBe('good');
      }
    }
  });

  it('agrees on good element strings, and on what belongs together', () => {
    fc.assert(
      fc.property(goodElements, (elements) => {
        fc.pre(!elements.some(isStricter));
        const { payload, warnings } = decode({ text: `]d2${elementString(elements)}` }, OPTIONS);
        const alone = oracle('gs1datamatrix', bracketed(elements), false);
        expect(payload.t === 'gs1' ? 'good' : payload).toEqual(
          alone === 'good' ? 'good' : expect.objectContaining({ t: 'invalid' }),
        );
        if (payload.t !== 'gs1') return;
        expect(payload.elements).toEqual(elements);
        // A digital signature wants more of its key than the oracle asks for.
        if (elements.some(({ ai }) => ai === '8030')) return;
        expect(warnings.includes('requisite-missing')).toBe(
          oracle('gs1datamatrix', bracketed(elements), true) === 'GS1missingAIs',
        );
      }),
      { numRuns: 400, seed: SEED },
    );
  });

  it('agrees on every pair that excludes each other, and on those that do not', () => {
    const rows = RELATED.map((ai) => ({
      ai,
      value: fc.sample(legalValueOf(known(ai)), { numRuns: 1, seed: SEED })[0] ?? '',
    }));
    const exclusive: string[] = [];
    for (const [index, one] of rows.entries()) {
      for (const other of rows.slice(index + 1)) {
        const text = bracketed([one, other]);
        const complaint = oracle('gs1datamatrix', text, false);
        if (complaint === 'GS1exclusiveAIs') exclusive.push(text);
        expect([text, readGs1Brackets(text, 'sure', 2021).fault ?? 'good']).toEqual([
          text,
          complaint === 'GS1exclusiveAIs' ? 'ai-conflict' : complaint,
        ]);
      }
    }
    expect(exclusive.length).toBeGreaterThan(40);
  });

  it('agrees on broken ones', () => {
    let refused = 0;
    fc.assert(
      fc.property(brokenElements, (elements) => {
        const text = bracketed(elements);
        const ours = decode({ text }, { ...OPTIONS, aim: 'auto' }).payload.t === 'gs1';
        const theirs = oracle('gs1datamatrix', text, false) === 'good';
        refused += theirs ? 0 : 1;
        expect(ours).toBe(theirs && !elements.some(isStricter));
      }),
      { numRuns: 1000, seed: SEED },
    );
    // Otherwise the damage does none, and the test proves nothing.
    expect(refused).toBeGreaterThan(300);
  });

  it('agrees on links', () => {
    const pair = fc.tuple(
      fc.constantFrom(
        '01',
        '00',
        '414',
        '8003',
        '8004',
        '10',
        '21',
        '22',
        '235',
        '254',
        '7040',
        '17',
        '3103',
        '99',
        '8011',
        '89',
        '4',
      ),
      fc.nat(),
    );
    const path = fc.array(pair, { minLength: 1, maxLength: 3 });
    const query = fc.array(pair, { maxLength: 2 });
    let taken = 0;
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(null), fc.constantFrom('01', '00', '414')),
        path,
        query,
        (start, inPath, inQuery) => {
          const filled = ([ai, no]: readonly [string, number]): readonly [string, string] => {
            const identifier = identifierOf(ai);
            return [
              ai,
              identifier === undefined ? 'X' : (fc.sample(legalValueOf(identifier), { numRuns: 1, seed: no })[0] ?? ''),
            ];
          };
          const first: readonly (readonly [string, number])[] = start === null ? [] : [[start, 1]];
          const way = [...first, ...inPath].map(filled).map(([ai, value]) => `/${ai}/${encodeURIComponent(value)}`);
          const rest = inQuery.map(filled).map(([ai, value]) => `${ai}=${encodeURIComponent(value)}`);
          const link = `https://example.com${way.join('')}${rest.length > 0 ? `?${rest.join('&')}` : ''}`;
          const payload = decode({ text: `]Q1${link}` }, OPTIONS).payload;
          const theirs = oracle('gs1dlqrcode', link, false);
          if (payload.t === 'gs1') taken += 1;
          const repeats = payload.t === 'invalid' && payload.detail.endsWith('twice');
          expect([link, payload.t === 'gs1']).toEqual([link, theirs === 'good' && !repeats]);
        },
      ),
      { numRuns: 400, seed: SEED },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
