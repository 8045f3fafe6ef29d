import type { Font } from './font.ts';

export interface FittedText {
  /** One at least. */
  readonly lines: readonly string[];
  readonly fontDots: number;
}

/** A text may shrink to this share of its size before it is cut. */
const SMALLEST = 0.6;
/** Ideographs and kana may be parted anywhere, other scripts at blanks only. */
const PIECE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

interface Piece {
  readonly text: string;
  /** Whether a blank stands before it when it is not the first of its line. */
  readonly blankBefore: boolean;
}

/**
 * Breaks between words into at most `most` lines, then shrinks, then ends in an ellipsis: a long name stays inside its box
 * and shows that something is missing.
 */
export function fitText(text: string, font: Font, fontDots: number, widthDots: number, most = 1): FittedText {
  const width = font.widthOf(text) * fontDots;
  if (width <= widthDots) return { lines: [text], fontDots };
  if (most === 1 && widthDots / width >= SMALLEST) return { lines: [text], fontDots: (fontDots * widthDots) / width };
  const pieces = piecesOf(text);
  const broken = most === 1 ? null : shrinkToBreak(pieces, font, fontDots, widthDots, most);
  return broken ?? cutShort(pieces, font, fontDots * SMALLEST, widthDots, most);
}

function piecesOf(text: string): readonly Piece[] {
  return Array.from(text.matchAll(PIECE), (match) => ({
    text: match[0],
    blankBefore: match.index > 0 && text[match.index - 1] === ' ',
  }));
}

/** The largest letters at which the text needs no more lines than there are; found by halving, to a sixtieth. */
function shrinkToBreak(
  pieces: readonly Piece[],
  font: Font,
  fontDots: number,
  widthDots: number,
  most: number,
): FittedText | null {
  const linesAt = (share: number): readonly string[] | null => {
    const lines = breakLines(pieces, font, widthDots / (fontDots * share)).map(joined);
    return lines.length <= most && lines.every((line) => font.widthOf(line) * fontDots * share <= widthDots)
      ? lines
      : null;
  };
  const full = linesAt(1);
  if (full !== null) return { lines: full, fontDots };
  let best = linesAt(SMALLEST);
  if (best === null) return null;
  let [low, high] = [SMALLEST, 1];
  for (let step = 0; step < 6; step += 1) {
    const middle = (low + high) / 2;
    const lines = linesAt(middle);
    if (lines === null) high = middle;
    else [low, best] = [middle, lines];
  }
  return { lines: best, fontDots: fontDots * low };
}

/** Fills one line after the other; `widthEm` is the room as a multiple of the font's size. A word too long stands alone. */
function breakLines(pieces: readonly Piece[], font: Font, widthEm: number): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line === undefined || font.widthOf(joined([...line, piece])) > widthEm) lines.push([piece]);
    else line.push(piece);
  }
  return lines;
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map(({ text, blankBefore }, at) => (blankBefore && at > 0 ? ` ${text}` : text)).join('');
}

function cutShort(pieces: readonly Piece[], font: Font, fontDots: number, widthDots: number, most: number): FittedText {
  const widthEm = widthDots / fontDots;
  const lines = breakLines(pieces, font, widthEm);
  const kept = lines.slice(0, most - 1).map((line) => cutLine(joined(line), font, widthEm));
  const last = joined(lines.slice(most - 1).flat());
  return { lines: [...kept, cutLine(last, font, widthEm)], fontDots };
}

function cutLine(line: string, font: Font, widthEm: number): string {
  if (font.widthOf(line) <= widthEm) return line;
  const characters = Array.from(line);
  const cutAt = (length: number): string => `${characters.slice(0, length).join('').trimEnd()}…`;
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (font.widthOf(cutAt(middle)) <= widthEm) fits = middle;
    else tooLong = middle;
  }
  return cutAt(fits);
}
