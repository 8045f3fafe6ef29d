import { type Bitmap, createBitmap, paintBitmap, paintBox } from '../../core/bitmap.ts';
import { CELL_HEIGHT, CELL_WIDTH, type Glyphs } from './glyphs.ts';

export type Alignment = 'left' | 'centre' | 'right';

export interface Cell {
  readonly character: string;
  readonly bold: boolean;
  readonly inverse: boolean;
  /** Magnification. */
  readonly wide: number;
  readonly high: number;
}

/** What lies on the paper between two cuts, from top to bottom. */
export type Strip =
  | { readonly t: 'line'; readonly cells: readonly Cell[]; readonly align: Alignment; readonly pitchDots: number }
  | { readonly t: 'picture'; readonly picture: Bitmap; readonly align: Alignment }
  | { readonly t: 'feed'; readonly dots: number };

export function drawStrips(strips: readonly Strip[], widthDots: number, glyphs: Glyphs): Bitmap {
  glyphs.learn(strips.flatMap((strip) => (strip.t === 'line' ? strip.cells.map(({ character }) => character) : [])));
  const height = strips.reduce((sum, strip) => sum + heightOf(strip), 0);
  const sheet = createBitmap(widthDots, Math.max(1, height));
  let y = 0;
  for (const strip of strips) {
    if (strip.t === 'line')
      drawLine(sheet, strip.cells, leftOf(strip.align, widthDots, widthOf(strip.cells)), y, glyphs);
    if (strip.t === 'picture') {
      paintBitmap(sheet, strip.picture, leftOf(strip.align, widthDots, strip.picture.widthDots), y);
    }
    y += heightOf(strip);
  }
  return sheet;
}

function drawLine(sheet: Bitmap, cells: readonly Cell[], left: number, top: number, glyphs: Glyphs): void {
  const tallest = Math.max(1, ...cells.map(({ high }) => high));
  let x = left;
  for (const { character, bold, inverse, wide, high } of cells) {
    const y = top + (tallest - high) * CELL_HEIGHT;
    const glyph = glyphs.of(character);
    if (inverse) {
      paintBox(sheet, { x, y, width: CELL_WIDTH * wide, height: CELL_HEIGHT * high });
      paintWhite(sheet, glyph, x, y, wide, high);
    } else paintBitmap(sheet, glyph, x, y, wide, high);
    if (bold) paintBitmap(sheet, glyph, x + 1, y, wide, high);
    x += CELL_WIDTH * wide;
  }
}

function paintWhite(sheet: Bitmap, glyph: Bitmap, left: number, top: number, wide: number, high: number): void {
  for (let y = 0; y < glyph.heightDots; y += 1) {
    for (let x = 0; x < glyph.widthDots; x += 1) {
      const black = ((glyph.bits[y * glyph.stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
      if (black) paintBox(sheet, { x: left + x * wide, y: top + y * high, width: wide, height: high }, false);
    }
  }
}

export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { wide }) => sum + wide * CELL_WIDTH, 0);
}

function heightOf(strip: Strip): number {
  if (strip.t === 'feed') return strip.dots;
  if (strip.t === 'picture') return strip.picture.heightDots;
  return Math.max(strip.pitchDots, CELL_HEIGHT * Math.max(1, ...strip.cells.map(({ high }) => high)));
}

function leftOf(align: Alignment, widthDots: number, usedDots: number): number {
  if (align === 'left') return 0;
  const free = Math.max(0, widthDots - usedDots);
  return align === 'right' ? free : Math.floor(free / 2);
}
