import { checkDigitOf } from '../gtin.ts';
import type { DecodeFault } from '../scan.ts';
import { isWritten } from './character-set.ts';
import { hasCheckPair } from './check-pair.ts';
import { COUNTRIES, COUNTRIES_ALPHA_2, CURRENCIES, PACKAGE_TYPES } from './code-lists.ts';
import { isCoupon, isCouponOffer } from './coupon.ts';
import { fullYearOf, isDay } from './date.ts';
import { isIban } from './iban.ts';

/** Looks at one part of a value, whose length and character set are right already. `thisYear` decides the century of a date. */
export type Check = (value: string, thisYear: number) => DecodeFault | null;

/** Shortest GS1 company prefix (GS1 General Specifications 1.4.4). */
const COMPANY_PREFIX = /^\d{4}/;

/** The names stand in identifier-table.ts. */
export const CHECKS = {
  mod10: when(
    (value) => /^\d+$/.test(value) && checkDigitOf(value.slice(0, -1)) === Number(value.slice(-1)),
    'check-digit',
  ),
  mod1021: when(hasCheckPair, 'check-digit'),
  gcp: when((value) => COMPANY_PREFIX.test(value)),
  gcp2: when((value) => COMPANY_PREFIX.test(value.slice(1))),
  date: when((value, thisYear) => isDayOf(value, thisYear, false), 'bad-date'),
  date0: when((value, thisYear) => isDayOf(value, thisYear, true), 'bad-date'),
  date8: when((value) => isDay(Number(value.slice(0, 4)), pair(value, 4), pair(value, 6), false), 'bad-date'),
  hh: when((value) => value.length === 2 && pair(value, 0) <= 23, 'bad-time'),
  hhmm: when((value) => value.length === 4 && pair(value, 0) <= 23 && pair(value, 2) <= 59, 'bad-time'),
  minute: when((value) => pair(value, 0) <= 59, 'bad-time'),
  second: when((value) => pair(value, 0) <= 59, 'bad-time'),
  zero: when((value) => /^0+$/.test(value)),
  nonzero: when((value) => /[1-9]/.test(value)),
  'no-zero-first': when((value) => !value.startsWith('0')),
  letter: when((value) => /\D/.test(value)),
  hyphen: when((value) => value === '-'),
  yesno: when((value) => value === '0' || value === '1'),
  winding: when((value) => value === '0' || value === '1' || value === '9'),
  sex: when((value) => /^[0129]$/.test(value)), // ISO/IEC 5218
  pieces: when(isPieceOfTotal),
  'place-in-order': when(isPlaceInOrder),
  percent: when((value) => !/%(?![0-9A-Fa-f]{2})/.test(value)),
  latitude: when((value) => value <= '1800000000'),
  longitude: when((value) => value <= '3600000000'),
  media: when((value) => /^(0[1-9]|10|[89]\d)$/.test(value)), // AIDC media type, GS1 General Specifications 3.8.20
  importer: when((value) => value !== '=' && isWritten(value, 'z')),
  country: when((value) => COUNTRIES.has(value)),
  country999: when((value) => value === '999' || COUNTRIES.has(value)),
  country2: when((value) => COUNTRIES_ALPHA_2.has(value)),
  currency: when((value) => CURRENCIES.has(value)),
  package: when((value) => PACKAGE_TYPES.has(value)),
  iban: when(isIban),
  coupon: when(isCoupon),
  offer: when((value) => isCouponOffer(value)),
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;

function when(holds: (value: string, thisYear: number) => boolean, fault: DecodeFault = 'bad-value'): Check {
  return (value, thisYear) => (holds(value, thisYear) ? null : fault);
}

function pair(digits: string, at: number): number {
  return Number(digits.slice(at, at + 2));
}

function isDayOf(yymmdd: string, thisYear: number, dayZero: boolean): boolean {
  return yymmdd.length === 6 && isDay(fullYearOf(pair(yymmdd, 0), thisYear), pair(yymmdd, 2), pair(yymmdd, 4), dayZero);
}

/** First half: which piece; second half: of how many. */
function isPieceOfTotal(value: string): boolean {
  const half = value.length / 2;
  const piece = Number(value.slice(0, half));
  return Number.isInteger(half) && piece >= 1 && piece <= Number(value.slice(half));
}

function isPlaceInOrder(value: string): boolean {
  const [, place, last] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(value) ?? [];
  return place !== undefined && Number(place) <= Number(last);
}
