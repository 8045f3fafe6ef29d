import type { LabelElement } from '../label-document.ts';
import type { Address } from '../order.ts';
import { LINE_PITCH, textAt } from './label-parts.ts';

export interface AddressLine {
  readonly value: string;
  readonly sizeMm: number;
  readonly bold: boolean;
}

/** The receiver, in the sizes that a sorter reads from a step away. */
export function addressLinesOf(address: Address): readonly AddressLine[] {
  const { name, company, street, extra, postcode, city, region, country } = address;
  const line = (value: string | undefined, sizeMm: number, bold = false): readonly AddressLine[] =>
    isGiven(value) ? [{ value: value.trim(), sizeMm, bold }] : [];
  return [
    ...line(name, 6.2, true),
    ...line(company, 4.8),
    ...line(street, 5.4),
    ...line(extra, 4.8),
    ...line([postcode, city, region].filter(isGiven).join(' '), 6.6, true),
    ...line(countryName(country), 4.8, true),
  ];
}

export function heightOfLines(lines: readonly AddressLine[]): number {
  return lines.reduce((sum, { sizeMm }) => sum + sizeMm * LINE_PITCH, 0);
}

/** One under the other; when they need more than `roomMm`, all give way alike. */
export function stackLines(
  lines: readonly AddressLine[],
  place: { readonly xMm: number; readonly yMm: number; readonly wMm: number; readonly roomMm: number },
): readonly LabelElement[] {
  const shrink = Math.min(1, place.roomMm / heightOfLines(lines));
  let y = place.yMm;
  return lines.map(({ value, sizeMm, bold }) => {
    const element = textAt(place.xMm, y, place.wMm, sizeMm * shrink, value, { bold });
    y += sizeMm * shrink * LINE_PITCH;
    return element;
  });
}

/** Without a sender the station stands for the house. */
export function senderLines(from: Address | undefined, station: string): readonly string[] {
  if (from === undefined) return [station];
  const { name, company, street, postcode, city, country } = from;
  return [name, company, street, `${postcode} ${city}, ${countryName(country)}`].filter(isGiven);
}

/** English, in capitals, last line: what the Universal Postal Union asks of cross-border addresses (UPU S42). */
export function countryName(code: string): string {
  try {
    return (new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code).toUpperCase();
  } catch {
    return code; // not a country code; printed as it came
  }
}

export function isGiven(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}
