import { hasCheckCharacter, mod3736 } from './check-character.ts';

const PLACE = /^L-([\x21-\x7e]{1,40})$/;
const STATION = /^XS(\d{4})[0-9A-Z]$/;

/** The text of a bin's barcode. */
export function placeCodeOf(bin: string): string {
  const code = `L-${bin}`;
  if (!PLACE.test(code))
    throw new Error(`A bin is named by 1 to 40 printable ASCII characters without spaces, not ${JSON.stringify(bin)}`);
  return code;
}

/** The bin that a place code names, or null. */
export function readPlaceCode(text: string): string | null {
  return PLACE.exec(text)?.[1] ?? null;
}

/** The text of a station's barcode: `XS`, four digits, and a check character over both. */
export function stationCodeOf(no: number): string {
  if (!Number.isInteger(no) || no < 0 || no > 9999) throw new Error(`A station has a number from 0 to 9999, not ${no}`);
  const body = `XS${String(no).padStart(4, '0')}`;
  return body + mod3736(body);
}

/** The station's number; what looks like a station code and is damaged is never anything else. */
export function readStationCode(text: string): number | 'not-a-station' | 'damaged' {
  const upper = text.toUpperCase();
  const no = STATION.exec(upper)?.[1];
  if (no === undefined) return 'not-a-station';
  return hasCheckCharacter(upper) ? Number(no) : 'damaged';
}
