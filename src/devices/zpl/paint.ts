import { type Bitmap, createBitmap, isBlack, paintDot } from '../../core/bitmap.ts';

/** `reverse` turns black dots white and white ones black (`^FR`, `^LR`). */
export type Ink = 'black' | 'white' | 'reverse';

/** Fills whole bytes at a time; what lies outside is cut off, as a print head does. */
export function fillBox(bitmap: Bitmap, x: number, y: number, width: number, height: number, ink: Ink): void {
  const left = Math.max(0, x);
  const right = Math.min(bitmap.widthDots, x + width);
  const bottom = Math.min(bitmap.heightDots, y + height);
  if (left >= right) return;
  const firstByte = left >> 3;
  const lastByte = (right - 1) >> 3;
  const firstMask = 0xff >> (left & 7);
  const lastMask = (0xff << (7 - ((right - 1) & 7))) & 0xff;
  for (let row = Math.max(0, y); row < bottom; row += 1) {
    const start = row * bitmap.stride;
    for (let at = firstByte; at <= lastByte; at += 1) {
      const mask = (at === firstByte ? firstMask : 0xff) & (at === lastByte ? lastMask : 0xff);
      const old = bitmap.bits[start + at] ?? 0;
      bitmap.bits[start + at] = ink === 'black' ? old | mask : ink === 'white' ? old & ~mask : old ^ mask;
    }
  }
}

/** Upside down (180 degrees): what `^POI` prints, and how its picture is made readable again. */
export function turnUpsideDown(bitmap: Bitmap): Bitmap {
  const { widthDots, heightDots } = bitmap;
  return redraw(bitmap, (x, y) => [widthDots - 1 - x, heightDots - 1 - y]);
}

/** Left and right changed over: `^PMY`. */
export function mirror(bitmap: Bitmap): Bitmap {
  return redraw(bitmap, (x, y) => [bitmap.widthDots - 1 - x, y]);
}

function redraw(bitmap: Bitmap, place: (x: number, y: number) => readonly [number, number]): Bitmap {
  const copy = createBitmap(bitmap.widthDots, bitmap.heightDots);
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) {
      if ((x & 7) === 0 && bitmap.bits[y * bitmap.stride + (x >> 3)] === 0) x += 7;
      else if (isBlack(bitmap, x, y)) paintDot(copy, ...place(x, y));
    }
  }
  return copy;
}
