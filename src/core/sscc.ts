import { checkDigitOf } from './gtin.ts';
import type { SsccRange } from './site.ts';

/** Digits before the check digit: extension digit, company prefix, serial reference. */
const BODY_DIGITS = 17;

/**
 * A serial shipping container code, 18 digits (GS1 General Specifications 3.3.1; check digit 7.9).
 * @param serialReference the extension digit first; leading zeros are filled in up to the 17 digits
 * @throws when the prefix has not 4 to 12 digits or the reference does not fit beside it
 */
export function ssccOf(companyPrefix: string, serialReference: number): string {
  if (!isCompanyPrefix(companyPrefix)) throw new Error(`A GS1 company prefix has 4 to 12 digits, not ${companyPrefix}`);
  const room = BODY_DIGITS - companyPrefix.length;
  const reference = String(serialReference).padStart(room, '0');
  if (!Number.isSafeInteger(serialReference) || serialReference < 0 || reference.length > room) {
    throw new Error(`A serial reference has ${room} digits beside ${companyPrefix}: ${serialReference} does not fit`);
  }
  const body = reference.slice(0, 1) + companyPrefix + reference.slice(1);
  return body + checkDigitOf(body);
}

/**
 * The number after `last`; null when the range is used up, and then nothing is made up in its place. A `last` that is not of this
 * range, because the hub has given out a new one, begins it.
 */
export function nextSscc(range: SsccRange, last: string | null): string | null {
  const before = last === null ? null : referenceIn(last, range.companyPrefix);
  const inside = before !== null && before >= range.from && before <= range.to;
  const next = inside ? before + 1 : range.from;
  return next > range.to ? null : ssccOf(range.companyPrefix, next);
}

export function isSscc(text: string): boolean {
  return /^\d{18}$/.test(text) && checkDigitOf(text.slice(0, -1)) === Number(text.slice(-1));
}

/** The serial reference with its extension digit; null for a number under another prefix. */
function referenceIn(sscc: string, companyPrefix: string): number | null {
  if (!isSscc(sscc) || !sscc.startsWith(companyPrefix, 1)) return null;
  return Number(sscc.slice(0, 1) + sscc.slice(1 + companyPrefix.length, -1));
}

function isCompanyPrefix(text: string): boolean {
  return /^\d{4,12}$/.test(text);
}
