import { type Bitmap, createBitmap, isBlack, paintBitmap, paintBox, paintDot } from '../../core/bitmap.ts';
import { cellOf, type Glyphs } from './glyphs.ts';

export type Alignment = 'left' | 'centre' | 'right';

/** Where a line or a picture may stand. */
export interface Area {
  readonly align: Alignment;
  readonly marginDots: number;
  readonly areaDots: number;
}

export interface Cell {
  readonly character: string;
  readonly bold: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
  /** Font B. */
  readonly small: boolean;
  /** Magnification. */
  readonly wide: number;
  readonly high: number;
  /** Space to its right; the whole of a cell without a character, and then it may lead back. */
  readonly spaceDots: number;
}

/** What lies on the paper between two cuts, from top to bottom. */
export type Strip =
  | {
      readonly t: 'line';
      readonly cells: readonly Cell[];
      readonly area: Area;
      readonly pitchDots: number;
      readonly upsideDown: boolean;
    }
  | { readonly t: 'picture'; readonly picture: Bitmap; readonly area: Area }
  | { readonly t: 'feed'; readonly dots: number };

export function drawStrips(strips: readonly Strip[], widthDots: number, glyphs: Glyphs): Bitmap {
  glyphs.learn(strips.flatMap((strip) => (strip.t === 'line' ? strip.cells : [])));
  const height = strips.reduce((sum, strip) => sum + heightOf(strip), 0);
  const sheet = createBitmap(widthDots, Math.max(1, height));
  let y = 0;
  for (const strip of strips) {
    if (strip.t === 'line') {
      drawLine(sheet, strip.cells, leftOf(strip.area, widthOf(strip.cells)), y, glyphs);
      if (strip.upsideDown) turn(sheet, y, heightOf(strip));
    }
    if (strip.t === 'picture') paintBitmap(sheet, strip.picture, leftOf(strip.area, strip.picture.widthDots), y);
    y += heightOf(strip);
  }
  return sheet;
}

function drawLine(sheet: Bitmap, cells: readonly Cell[], left: number, top: number, glyphs: Glyphs): void {
  const tallest = Math.max(1, ...cells.map((cell) => cellOf(cell).height * cell.high));
  let x = left;
  for (const cell of cells) {
    const { character, bold, inverse, underline, wide, high } = cell;
    const { width, height } = cellOf(cell);
    const y = top + tallest - high * height;
    if (character !== '') {
      const glyph = glyphs.of(cell);
      if (inverse) {
        paintBox(sheet, { x, y, width: width * wide + cell.spaceDots, height: height * high });
        paintWhite(sheet, glyph, x, y, wide, high);
      } else paintBitmap(sheet, glyph, x, y, wide, high);
      if (bold && !inverse) paintBitmap(sheet, glyph, x + 1, y, wide, high);
      if (underline) paintBox(sheet, { x, y: y + height * high - 2, width: width * wide, height: 2 });
    }
    x += advanceOf(cell);
  }
}

function paintWhite(sheet: Bitmap, glyph: Bitmap, left: number, top: number, wide: number, high: number): void {
  for (let y = 0; y < glyph.heightDots; y += 1) {
    for (let x = 0; x < glyph.widthDots; x += 1) {
      if (!isBlack(glyph, x, y)) continue;
      paintBox(sheet, { x: left + x * wide, y: top + y * high, width: wide, height: high }, false);
    }
  }
}

/** Upside-down printing turns the whole line, margins and all. */
function turn(sheet: Bitmap, top: number, height: number): void {
  const line = {
    ...sheet,
    heightDots: height,
    bits: sheet.bits.slice(top * sheet.stride, (top + height) * sheet.stride),
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < sheet.widthDots; x += 1) {
      paintDot(sheet, x, top + y, isBlack(line, sheet.widthDots - 1 - x, height - 1 - y));
    }
  }
}

function advanceOf(cell: Cell): number {
  return (cell.character === '' ? 0 : cell.wide * cellOf(cell).width) + cell.spaceDots;
}

export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + advanceOf(cell), 0);
}

function heightOf(strip: Strip): number {
  if (strip.t === 'feed') return strip.dots;
  if (strip.t === 'picture') return strip.picture.heightDots;
  return Math.max(strip.pitchDots, ...strip.cells.map((cell) => cellOf(cell).height * cell.high));
}

function leftOf({ align, marginDots, areaDots }: Area, usedDots: number): number {
  const free = Math.max(0, areaDots - usedDots);
  return marginDots + (align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2));
}

/** A line as it would be read aloud. */
export function textOfLine(cells: readonly Cell[]): string {
  return cells
    .map(({ character, spaceDots }) => character || ' '.repeat(Math.max(0, Math.round(spaceDots / 12))))
    .join('')
    .trimEnd();
}
