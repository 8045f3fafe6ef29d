import { hasCheckCharacter } from './check-character.ts';
import { COUNTRIES_ALPHA_2 } from './gs1/code-lists.ts';
import { checkDigitOf } from './gtin.ts';
import { isSscc } from './sscc.ts';

export type TrackingCarrier = 'ups' | 'usps' | 'fedex' | 'dhl' | 'dpd' | 'post' | 'any';

export interface TrackingCheck {
  /** `post`: any postal operator; `any`: GS1's own number, used by many. */
  readonly carrier: TrackingCarrier;
  readonly format: string;
  /** `none`: the number has no check digit. */
  readonly check: 'right' | 'wrong' | 'none';
}

/**
 * What can be said of a number that a carrier gave out. None of it blocks a parcel: sandboxes and contracts give out numbers that
 * break their own rule (UPS test numbers do).
 */
export type TrackingVerdict =
  | 'fits'
  | 'unknown' // no format that is known here, or a carrier that is not
  | 'check-digit' // warn: probably misread or mistyped
  | 'other-carrier'; // warn: it looks like somebody else's number

interface Format {
  readonly carrier: TrackingCarrier;
  readonly name: string;
  readonly pattern: RegExp;
  /** Looks at the part in the first group, or at the whole; absent: there is no check digit. */
  readonly holds?: (number: string) => boolean;
}

/** Formats by printing design 9.1; DPD by ISO/IEC 7064 MOD 37,36 over all that stands before the check character. */
const FORMATS: readonly Format[] = [
  { carrier: 'ups', name: 'UPS 1Z', pattern: /^1Z[0-9A-Z]{15}\d$/, holds: holdsUps },
  { carrier: 'post', name: 'S10', pattern: /^[A-Z]{2}\d{9}[A-Z]{2}$/, holds: holdsS10 },
  { carrier: 'dhl', name: 'DHL Express', pattern: /^\d{10,11}$/, holds: holdsMod7 },
  { carrier: 'dhl', name: 'DHL piece', pattern: /^(?:JJD|JVGL)\d{4,20}$/ },
  { carrier: 'dhl', name: 'DHL eCommerce', pattern: /^GM[0-9A-F]{16,20}$/ },
  { carrier: 'fedex', name: 'FedEx Express', pattern: /^\d{12}$/, holds: (number) => holdsFedex(number, [3, 1, 7]) },
  { carrier: 'dpd', name: 'DPD 14', pattern: /^\d{14}[0-9A-Z]$/, holds: hasCheckCharacter },
  { carrier: 'dpd', name: 'DPD 28', pattern: /^%?([0-9A-Z]{7}\d{20}[0-9A-Z])$/, holds: hasCheckCharacter },
  { carrier: 'fedex', name: 'FedEx Ground', pattern: /^\d{15}$/, holds: holdsMod10 },
  { carrier: 'any', name: 'SSCC', pattern: /^(?:00)?(\d{18})$/, holds: isSscc },
  // The older labels leave out the leading 91 of the 22 digits, and the check digit of some still covers it.
  { carrier: 'usps', name: 'USPS 20', pattern: /^\d{20}$/, holds: (it) => holdsMod10(it) || holdsMod10(`91${it}`) },
  // Its last 15 digits are a FedEx Ground number, and only they are covered.
  { carrier: 'fedex', name: 'FedEx Ground 96', pattern: /^96\d{5}(\d{15})$/, holds: holdsMod10 },
  // In the barcode the receiver's ZIP, 5 or 9 digits, stands before it as AI 420; the check digit does not cover it.
  { carrier: 'usps', name: 'USPS IMpb', pattern: /^(?:420\d{9})?(9[1-5]\d{20}(?:\d{4})?)$/, holds: holdsMod10 },
  { carrier: 'usps', name: 'USPS IMpb', pattern: /^420\d{5}(9[1-5]\d{20}(?:\d{4})?)$/, holds: holdsMod10 },
  {
    carrier: 'fedex',
    name: 'FedEx 34',
    pattern: /^1\d{19}(\d{14})$/,
    holds: (serial) => holdsFedex(serial, [1, 7, 3]),
  },
  {
    carrier: 'fedex',
    name: 'FedEx Ground GSN',
    pattern: /^96\d{18}(\d{14})$/,
    holds: (serial) => holdsFedex(serial, [1, 7, 3]),
  },
];

const RANKS: readonly TrackingCheck['check'][] = ['right', 'none', 'wrong'];

/** What a number looks like; blanks do not count, and a reading whose check digit is right goes before one where it is wrong. */
export function checkTracking(text: string): TrackingCheck | null {
  return readingsOf(text)[0] ?? null;
}

/** @param carrier as the shop writes it, for example `DHL Paket` */
export function judgeTracking(carrier: string, text: string): TrackingVerdict {
  const readings = readingsOf(text);
  const known = carrierOf(carrier);
  const own = readings.find((reading) => reading.carrier === known || known === null || isShared(reading, known));
  if (own !== undefined) return own.check === 'wrong' ? 'check-digit' : 'fits';
  return readings.some(({ check }) => check === 'right') ? 'other-carrier' : 'unknown';
}

function readingsOf(text: string): readonly TrackingCheck[] {
  const bare = text.replace(/\s/g, '').toUpperCase();
  const readings = FORMATS.flatMap(({ carrier, name, pattern, holds }): TrackingCheck[] => {
    const match = pattern.exec(bare);
    if (match === null) return [];
    const check = holds === undefined ? 'none' : holds(match[1] ?? bare) ? 'right' : 'wrong';
    return [{ carrier, format: name, check }];
  });
  return readings.toSorted((one, other) => RANKS.indexOf(one.check) - RANKS.indexOf(other.check));
}

/** Posts and private carriers alike hand out S10 and SSCC numbers. */
function isShared({ carrier }: TrackingCheck, known: TrackingCarrier): boolean {
  return carrier === 'any' || (carrier === 'post' && (known === 'usps' || known === 'dhl'));
}

function carrierOf(name: string): TrackingCarrier | null {
  const bare = name.toLowerCase().replace(/[^a-z]/g, '');
  return (['ups', 'usps', 'fedex', 'dhl', 'dpd'] as const).find((carrier) => bare.startsWith(carrier)) ?? null;
}

function holdsMod10(number: string): boolean {
  return checkDigitOf(number.slice(0, -1)) === lastDigit(number);
}

/** The digits before the last as one number, modulo 7. */
function holdsMod7(number: string): boolean {
  return Number(number.slice(0, -1)) % 7 === lastDigit(number);
}

/** 15 characters after `1Z`; a letter stands for (ASCII - 63) mod 10, every second one counts twice. */
function holdsUps(number: string): boolean {
  const sum = Array.from(number.slice(2, -1)).reduce((total, character, at) => {
    const value = /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10;
    return total + value * (at % 2 === 0 ? 1 : 2);
  }, 0);
  return (10 - (sum % 10)) % 10 === lastDigit(number);
}

/** Weights repeat from the left; modulo 11, then modulo 10. */
function holdsFedex(number: string, weights: readonly number[]): boolean {
  return (weighed(number.slice(0, -1), weights) % 11) % 10 === lastDigit(number);
}

/** UPU S10: two letters, eight digits, check digit, the country of the operator (ISO 3166-1 alpha-2). */
function holdsS10(number: string): boolean {
  const rest = 11 - (weighed(number.slice(2, 10), [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return check === Number(number.charAt(10)) && COUNTRIES_ALPHA_2.has(number.slice(11));
}

function weighed(digits: string, weights: readonly number[]): number {
  return Array.from(digits).reduce((sum, digit, at) => sum + Number(digit) * (weights[at % weights.length] ?? 0), 0);
}

function lastDigit(number: string): number {
  return Number(number.slice(-1));
}
