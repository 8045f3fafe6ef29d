import { hasCheckCharacter, mod3736 } from './check-character.ts';
import type { ParcelCode } from './ids.ts';

/**
 * The number on our own label: `PH`, station (4 digits), the station's epoch (2), a count (6), check character.
 * It is made from the journal alone, so a station needs nobody to hand out numbers, and no two stations can collide.
 */
export function parcelCodeOf(station: { readonly no: number; readonly epoch: number }, count: number): ParcelCode {
  const body = `PH${digits(station.no, 4)}${digits(station.epoch, 2)}${digits(count, 6)}`;
  return (body + mod3736(body)) as ParcelCode;
}

/** On paper these look like digits, and a packer reads the last four aloud. */
const MISREAD = /[OI]$/;

/** The code of the next parcel after `made` ones. A few counts are left out, because their check character is easily misread. */
export function nextParcelCode(station: { readonly no: number; readonly epoch: number }, made: number): ParcelCode {
  for (let count = made + 1; ; count += 1) {
    const code = parcelCodeOf(station, count);
    if (!MISREAD.test(code)) return code;
  }
}

/** Whether a parcel's number is of our own count, and not an SSCC. */
export function isCounted(code: ParcelCode): boolean {
  return code.startsWith('PH');
}

/** The count inside a code. */
export function countIn(code: ParcelCode): number {
  return Number(code.slice(8, 14));
}

export function isParcelCode(text: string): text is ParcelCode {
  return /^PH\d{12}[0-9A-Z]$/.test(text) && hasCheckCharacter(text);
}

function digits(value: number, length: number): string {
  const text = String(value);
  if (!Number.isInteger(value) || value < 0 || text.length > length) {
    throw new Error(`A parcel code has ${length} digits for ${value}: it does not fit`);
  }
  return text.padStart(length, '0');
}
