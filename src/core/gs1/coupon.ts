import { fullYearOf, isDay } from './date.ts';

/** The first digit has to be one of `first`; then follow so many digits. */
interface Field {
  readonly first: string;
  readonly more: (first: number) => number;
}

const code = (first: string): Field => ({ first, more: () => 0 });
const digits = (count: number): Field => ({ first: '0123456789', more: () => count - 1 });
/** A length digit, then `atLeast` digits and so many more. 9 stands for "left out" where it is allowed. */
const long = (first: string, atLeast: number, leftOut = false): Field => ({
  first,
  more: (length) => (leftOut && length === 9 ? 0 : atLeast + length),
});

const REQUIREMENT_CODE = code('012349');
const COMPANY_OR_NONE = long('01234569', 6, true);

/** North American coupon, AI 8110: company, offer, saving, first purchase. */
const COUPON: readonly Field[] = [
  long('0123456', 6),
  digits(6),
  long('12345', 0),
  long('12345', 0),
  REQUIREMENT_CODE,
  digits(3),
];
const PURCHASE: readonly Field[] = [long('12345', 0), REQUIREMENT_CODE, digits(3), COMPANY_OR_NONE];

/** What may follow, each behind its number and in this order. */
const OPTIONAL: readonly (readonly [number: string, fields: readonly Field[]])[] = [
  ['1', [code('0123'), ...PURCHASE]],
  ['2', PURCHASE],
  ['3', [digits(6)]], // last day
  ['4', [digits(6)]], // first day
  ['5', [long('0123456789', 6)]],
  ['6', [long('1234567', 6)]],
  ['9', [code('01256'), code('012'), digits(1), code('01')]],
];

/** North American positive offer file, AI 8112: format, funder, offer, serial. */
const OFFER: readonly Field[] = [code('01'), long('0123456', 6), digits(6), long('0123456789', 6)];

const TORN = -1;

export function isCoupon(text: string, thisYear: number): boolean {
  let at = /^\d+$/.test(text) ? pass(text, 0, COUPON) : TORN;
  const days = new Map<string, string>();
  for (const [number, fields] of OPTIONAL) {
    if (at === TORN || text[at] !== number) continue;
    const end = pass(text, at + 1, fields);
    if (number === '3' || number === '4') days.set(number, text.slice(at + 1, end));
    at = end;
  }
  if (at !== text.length || ![...days.values()].every((day) => isCouponDay(day, thisYear))) return false;
  const [last, first] = [days.get('3'), days.get('4')];
  return last === undefined || first === undefined || last >= first;
}

export function isCouponOffer(text: string): boolean {
  return /^\d+$/.test(text) && pass(text, 0, OFFER) === text.length;
}

/** Where the fields end, or TORN. */
function pass(text: string, from: number, fields: readonly Field[]): number {
  let at = from;
  for (const { first, more } of fields) {
    const digit = text[at];
    if (digit === undefined || !first.includes(digit)) return TORN;
    at += 1 + more(Number(digit));
    if (at > text.length) return TORN;
  }
  return at;
}

function isCouponDay(yymmdd: string, thisYear: number): boolean {
  const [year, month, day] = [0, 2, 4].map((at) => Number(yymmdd.slice(at, at + 2)));
  return isDay(fullYearOf(year ?? 0, thisYear), month ?? 0, day ?? 0, false);
}
