/** Data of GS k 73, and how wide it comes out. */
export interface EscposBars {
  readonly data: Uint8Array;
  /** Start, characters, check and stop (ISO/IEC 15417 4.3), without quiet zones. */
  readonly modules: number;
}

/** What one length byte can count. */
const MOST_BYTES = 255;

/**
 * Code 128 for the printer's firmware (Epson command reference, GS k, CODE128): `{B` and `{C` choose the code set, `{{` is a
 * brace, and in set C every byte is two digits. The encoder library knows set B alone, in which a parcel's number, mostly digits,
 * does not fit 58 mm paper. Null for a value that the symbol cannot hold.
 */
export function escposBarsOf(value: string): EscposBars | null {
  if (!/^[\x20-\x7e]+$/.test(value)) return null;
  const bytes: number[] = [];
  let codes = 0;
  let set = '';
  for (const part of partsOf(value)) {
    if (part.set !== set) {
      bytes.push(0x7b, part.set.charCodeAt(0));
      codes += 1;
      set = part.set;
    }
    const characters = part.set === 'C' ? (part.text.match(/../g) ?? []) : Array.from(part.text);
    codes += characters.length;
    for (const character of characters) {
      if (part.set === 'C') bytes.push(Number(character));
      else bytes.push(...(character === '{' ? [0x7b, 0x7b] : [character.charCodeAt(0)]));
    }
  }
  return bytes.length > MOST_BYTES ? null : { data: Uint8Array.from(bytes), modules: 11 * (codes + 1) + 13 };
}

interface Part {
  readonly set: 'B' | 'C';
  readonly text: string;
}

/** Pairs of digits where they save more than the changes of set cost: four at an end, six in the middle (ISO/IEC 15417, annex E). */
function partsOf(value: string): readonly Part[] {
  return Array.from(value.matchAll(/\d+|\D+/g)).flatMap(({ 0: text, index }): readonly Part[] => {
    const atEdge = index === 0 || index + text.length === value.length;
    if (!/^\d/.test(text) || text.length < (atEdge ? 4 : 6)) return [{ set: 'B', text }];
    if (text.length % 2 === 0) return [{ set: 'C', text }];
    // The odd digit keeps to the side where set B is already, or comes anyway.
    return index === 0
      ? [
          { set: 'C', text: text.slice(0, -1) },
          { set: 'B', text: text.slice(-1) },
        ]
      : [
          { set: 'B', text: text.slice(0, 1) },
          { set: 'C', text: text.slice(1) },
        ];
  });
}
