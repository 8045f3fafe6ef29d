import type { Font } from './font.ts';

export interface FittedText {
  readonly text: string;
  readonly fontDots: number;
}

/** A text may shrink to this share of its size before it is cut. */
const SMALLEST = 0.6;

/** Shrinks, then ends in an ellipsis: a long name stays inside its box and shows that something is missing. */
export function fitText(value: string, font: Font, fontDots: number, widthDots: number): FittedText {
  const text = showUnprintable(value, font);
  const width = font.widthOf(text) * fontDots;
  if (width <= widthDots) return { text, fontDots };
  const share = widthDots / width;
  if (share >= SMALLEST) return { text, fontDots: fontDots * share };
  const smallest = fontDots * SMALLEST;
  const characters = Array.from(text);
  while (characters.length > 0 && font.widthOf(`${characters.join('')}…`) * smallest > widthDots) characters.pop();
  return { text: `${characters.join('').trimEnd()}…`, fontDots: smallest };
}

/**
 * What cannot be seen is made visible: control and format characters (bidirectional overrides among them) and unpaired
 * surrogates become U+FFFD, characters without a glyph become a box. Nothing disappears from an address unnoticed.
 */
export function showUnprintable(value: string, font: Font): string {
  let shown = '';
  let marks = 0;
  for (const character of value.normalize('NFC')) {
    const codePoint = character.codePointAt(0) ?? 0;
    // A tower of combining marks would climb out of the box and into the bars; two are enough for any script here.
    marks = /\p{M}/u.test(character) ? marks + 1 : 0;
    if (/\s/u.test(character)) shown += ' ';
    else if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(character) || marks > 2) shown += '\u{FFFD}';
    else shown += font.has(codePoint) ? character : '\u25A1';
  }
  return shown;
}
