import { type Font, readFont } from './font.ts';

export interface LabelFonts {
  /** As the font files call it. */
  readonly family: string;
  /** Each measures whatever any of the fonts can draw: the renderer takes a missing character from another one. */
  readonly regular: Font;
  readonly bold: Font;
  /** Whether a character is only in a site's own fonts. */
  readonly isExtra: (codePoint: number) => boolean;
}

/**
 * Letters of these scripts change their shape with their neighbours, and a few become wider than alone. One part in eight
 * more covers what was measured (test/devices/label/scripts.test.ts).
 */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Thai}]/u;
const JOINING_RESERVE = 1.125;

/** A regular and a bold face of one family, and any others for the characters that they lack. */
export function openLabelFonts(files: readonly Uint8Array[], extraFiles: readonly Uint8Array[]): LabelFonts {
  const own = files.map(readFont);
  const extra = extraFiles.map(readFont);
  const face = (bold: boolean): Font => {
    const found = own.find((font) => font.bold === bold);
    if (found === undefined) throw new Error(`The label fonts lack a ${bold ? 'bold' : 'regular'} face`);
    return found;
  };
  const isOwn = (codePoint: number): boolean => own.some((font) => font.has(codePoint));
  return {
    family: 'DejaVu Sans',
    regular: withFallback(face(false), [...own, ...extra]),
    bold: withFallback(face(true), [...own, ...extra]),
    isExtra: (codePoint) => !isOwn(codePoint) && extra.some((font) => font.has(codePoint)),
  };
}

/** Of several fonts that could be taken for a character, the widest: a text that fits by it fits by any. */
function withFallback(first: Font, others: readonly Font[]): Font {
  const widths = new Map<string, number>();
  const widthOfCharacter = (character: string): number => {
    const known = widths.get(character);
    if (known !== undefined) return known;
    const codePoint = character.codePointAt(0) ?? 0;
    const able = first.has(codePoint) ? [first] : others.filter((font) => font.has(codePoint));
    const width = Math.max(0, ...able.map((font) => font.widthOf(character)));
    widths.set(character, width);
    return width;
  };
  return {
    bold: first.bold,
    has: (codePoint) => first.has(codePoint) || others.some((font) => font.has(codePoint)),
    widthOf: (text) => {
      let width = 0;
      for (const character of text) width += widthOfCharacter(character);
      return JOINING.test(text) ? width * JOINING_RESERVE : width;
    },
  };
}
