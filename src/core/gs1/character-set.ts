import type { CharacterSet } from './identifier.ts';

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SMALL = CAPITALS.toLowerCase();

/** In the order that gives each character its value in the check pair of AI 8013 (GS1 General Specifications, figure 7.11-1). */
export const SET_82 = `!"%&'()*+,-./${DIGITS}:;<=>?${CAPITALS}_${SMALL}`;

const BIT: Readonly<Record<CharacterSet, number>> = { n: 1, x: 2, y: 4, z: 8 };

const MEMBERSHIP = new Uint8Array(128);
mark(DIGITS, BIT.n);
mark(SET_82, BIT.x);
mark(`#-/${DIGITS}${CAPITALS}`, BIT.y);
mark(`${CAPITALS}${SMALL}${DIGITS}-_`, BIT.z);

/** A value in set 64 may be filled up with `=` to a multiple of three characters. */
const PADDING = /={1,2}$/;

export function isWritten(text: string, set: CharacterSet): boolean {
  const bare = set === 'z' ? withoutPadding(text) : text;
  const bit = BIT[set];
  for (let index = 0; index < bare.length; index++) {
    if (((MEMBERSHIP[bare.charCodeAt(index)] ?? 0) & bit) === 0) return false;
  }
  return true;
}

function withoutPadding(text: string): string {
  const padding = PADDING.exec(text)?.[0].length ?? 0;
  if (padding === 0) return text;
  return text.length % 3 === 0 ? text.slice(0, -padding) : text;
}

function mark(characters: string, bit: number): void {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    MEMBERSHIP[code] = (MEMBERSHIP[code] ?? 0) | bit;
  }
}
