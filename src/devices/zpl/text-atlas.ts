import { type Bitmap, isBlack } from '../../core/bitmap.ts';
import type { Raster } from '../label/raster.ts';
import { escapeXml } from '../label/svg.ts';
import type { Picture, TextLine } from './drawing.ts';

/** The dots of one line of text; `x` and `y` are where they belong in the field's own frame. */
export interface SetLine extends Picture {
  readonly x: number;
  readonly y: number;
}

/** One sheet holds the lines of any real label; a stream that needs many is not a label. */
const SHEET_DOTS = 8_000_000;
const MOST_SHEETS = 8;
const SHEET_WIDTH = 2048;

interface Cell {
  readonly line: TextLine;
  readonly sheet: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly originX: number;
  readonly originY: number;
}

/**
 * Draws all lines with one call of the renderer, side by side on a sheet of their own: each can then be turned in whole
 * dots, painted in the order of the fields and reversed. Undefined: there is more text than a label has room for.
 */
export function drawLines(lines: readonly TextLine[], raster: Raster): ReadonlyMap<TextLine, SetLine> | undefined {
  const cells: Cell[] = [];
  let [sheet, left, top, rowHeight] = [0, 0, 0, 0];
  const sizes: { width: number; height: number }[] = [{ width: 1, height: 1 }];
  for (const line of lines) {
    const { width, height, originX, originY } = sizeOf(line);
    if (left > 0 && left + width > SHEET_WIDTH) {
      [left, top, rowHeight] = [0, top + rowHeight, 0];
    }
    if (top > 0 && (top + height) * Math.max(width, SHEET_WIDTH) > SHEET_DOTS) {
      [sheet, left, top, rowHeight] = [sheet + 1, 0, 0, 0];
      sizes.push({ width: 1, height: 1 });
    }
    if (sheet >= MOST_SHEETS || width * height > 2 * SHEET_DOTS) return undefined;
    cells.push({ line, sheet, left, top, width, height, originX, originY });
    const size = sizes[sheet];
    if (size !== undefined) {
      size.width = Math.max(size.width, left + width);
      size.height = Math.max(size.height, top + height);
    }
    left += width;
    rowHeight = Math.max(rowHeight, height);
  }
  const set = new Map<TextLine, SetLine>();
  for (const [at, size] of sizes.entries()) {
    const here = cells.filter((cell) => cell.sheet === at);
    if (here.length === 0) continue;
    const picture = raster.draw(svgOf(here, size));
    for (const cell of here) set.set(cell.line, pictureOf(cell, picture));
  }
  return set;
}

/** Room for accents above the cell, tails below, and letters that lean out sideways. */
function sizeOf({ x, baseline, widthDots, style }: TextLine): {
  readonly width: number;
  readonly height: number;
  readonly originX: number;
  readonly originY: number;
} {
  const originX = Math.ceil(style.emDots * 0.2) + 1;
  const originY = Math.ceil(style.emDots * 1.05) + 1;
  // The place within a dot is kept, so that a centred line is centred.
  const [partX, partY] = [x - Math.floor(x), baseline - Math.floor(baseline)];
  return {
    width: Math.ceil(widthDots) + 2 * originX + 1,
    height: originY + Math.ceil(style.emDots * 0.3) + 1,
    originX: originX + partX,
    originY: originY + partY,
  };
}

function svgOf(cells: readonly Cell[], { width, height }: { width: number; height: number }): string {
  const texts = cells.map(({ line, left, top, originX, originY }) => {
    const { style, text, widthDots } = line;
    const own = style.ownWidthOf(text);
    const squeeze = own > 0 ? widthDots / own : 1;
    const place = `translate(${(left + originX).toFixed(2)} ${(top + originY).toFixed(2)}) scale(${squeeze.toFixed(4)} 1)`;
    const face = `font-family="${style.family}" font-weight="${style.weight}" font-stretch="${style.stretch}"`;
    const shown = escapeXml(printable(style.shown(text)));
    return `<text transform="${place}" ${face} font-size="${style.emDots.toFixed(2)}" font-kerning="none" xml:space="preserve">${shown}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${texts.join('')}</svg>`;
}

/** XML 1.0 2.2 knows no control characters; a printer prints a blank. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\ufffe\uffff]/gu, ' ');
}

function pictureOf({ line, left, top, width, height, originX, originY }: Cell, sheet: Bitmap): SetLine {
  return {
    x: Math.floor(line.x) - Math.floor(originX),
    y: Math.floor(line.baseline) - Math.floor(originY),
    widthDots: width,
    heightDots: height,
    cost: width * height,
    paint: (paint) => paintRuns(sheet, left, top, width, height, paint),
  };
}

/** Every run of black dots of a part of a bitmap, row by row, relative to its corner. */
export function paintRuns(
  bitmap: Bitmap,
  left: number,
  top: number,
  width: number,
  height: number,
  paint: (x: number, y: number, width: number, height: number) => void,
): void {
  for (let y = 0; y < height; y += 1) {
    let start = -1;
    for (let x = 0; x <= width; x += 1) {
      const black = x < width && isBlack(bitmap, left + x, top + y);
      if (black && start < 0) start = x;
      else if (!black && start >= 0) {
        paint(start, y, x - start, 1);
        start = -1;
      }
    }
  }
}
