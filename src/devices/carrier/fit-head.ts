import { type Bitmap, createBitmap, isBlack, paintDot } from '../../core/bitmap.ts';
import type { Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';

/** How much white paper may be cut from each side of a picture that is wider than the print head. */
const MARGIN_MM = 1;
/** No label is longer: 75 cm at 203 dpi, 50 cm at 300. */
export const LARGEST_DOTS = 6000;

/** How wide a picture may be at most, white margins included. */
export function widestDots(widthDots: number, dpi: Dpi): number {
  return widthDots + 2 * marginDots(dpi);
}

/** Cuts white margins off, never ink and never the scale; the failure says what was too wide. */
export function cutToHead(bitmap: Bitmap, widthDots: number, dpi: Dpi): Result<Bitmap, string> {
  const over = bitmap.widthDots - widthDots;
  if (over <= 0) return success(bitmap);
  const { left, right } = inkColumns(bitmap);
  if (over <= 2 * marginDots(dpi)) {
    const fromLeft = Math.min(over, marginDots(dpi), left);
    const fromRight = over - fromLeft;
    if (fromRight <= marginDots(dpi) && right < bitmap.widthDots - fromRight) {
      return success(columnsOf(bitmap, fromLeft, widthDots));
    }
  }
  return failure(`${bitmap.widthDots} dots wide, the print head has ${widthDots}`);
}

/** First and last column with a black dot; an empty picture has `left` beyond `right`. */
export function inkColumns(bitmap: Bitmap): { readonly left: number; readonly right: number } {
  let left = bitmap.stride;
  let right = -1;
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    const row = bitmap.bits.subarray(y * bitmap.stride, (y + 1) * bitmap.stride);
    const first = row.findIndex((byte) => byte !== 0);
    if (first < 0) continue;
    left = Math.min(left, first);
    right = Math.max(
      right,
      row.findLastIndex((byte) => byte !== 0),
    );
  }
  if (right < 0) return { left: bitmap.widthDots, right: -1 };
  return { left: edge(bitmap, left * 8, 1), right: edge(bitmap, right * 8 + 7, -1) };
}

/** From a column of the outermost inked byte inwards, to the first column with ink. */
function edge(bitmap: Bitmap, from: number, step: 1 | -1): number {
  for (let x = from; ; x += step) {
    for (let y = 0; y < bitmap.heightDots; y += 1) if (isBlack(bitmap, x, y)) return x;
  }
}

/** A vertical strip. */
export function columnsOf(bitmap: Bitmap, from: number, widthDots: number): Bitmap {
  const part = createBitmap(widthDots, bitmap.heightDots);
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) if (isBlack(bitmap, from + x, y)) paintDot(part, x, y);
  }
  return part;
}

function marginDots(dpi: Dpi): number {
  return Math.round((MARGIN_MM * dpi) / 25.4);
}
