import { PNG } from 'pngjs';
import { type Bitmap, createBitmap, paintDot } from '../../core/bitmap.ts';
import { failure, type Result, success } from '../../core/result.ts';
import type { LabelFault } from '../../runtime/ports.ts';

/** Bytes of a PNG that may stand in a label, and pixels that it may unfold to: a hostile file stays a refusal. */
export const IMAGE_LIMITS = { bytes: 1_000_000, pixels: 16_000_000 } as const;

/** A PNG in Base64, scaled to the box by the mean of the pixels under each dot, in black and white. */
export function drawImage(
  base64: string,
  widthDots: number,
  heightDots: number,
  dither: boolean,
): Result<Bitmap, LabelFault> {
  const file = Buffer.from(base64, 'base64');
  const refused = (why: string) => failure<LabelFault>({ code: 'broken', detail: `image: ${why}` });
  if (file.length > IMAGE_LIMITS.bytes) return refused(`${file.length} bytes, at most ${IMAGE_LIMITS.bytes}`);
  if (file.length < 33 || file.toString('latin1', 1, 4) !== 'PNG') return refused('not a PNG');
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  if (width * height > IMAGE_LIMITS.pixels) return refused(`${width} x ${height} pixels are too many`);
  if (widthDots < 1 || heightDots < 1) {
    return failure({ code: 'does-not-fit', detail: `image of ${widthDots} x ${heightDots} dots` });
  }
  try {
    const greys = scaled(PNG.sync.read(file), widthDots, heightDots);
    return success(dither ? dithered(greys, widthDots, heightDots) : thresholded(greys, widthDots, heightDots));
  } catch (problem) {
    return refused(problem instanceof Error ? problem.message : String(problem));
  }
}

interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Luma (ITU-R BT.601) on white paper, row by row, 0 to 255. */
function scaled({ data, width, height }: Picture, widthDots: number, heightDots: number): Float32Array {
  const greys = new Float32Array(widthDots * heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    const [top, bottom] = spanOf(y, height / heightDots, height);
    for (let x = 0; x < widthDots; x += 1) {
      const [left, right] = spanOf(x, width / widthDots, width);
      let sum = 0;
      for (let row = top; row < bottom; row += 1) {
        for (let at = (row * width + left) * 4, end = (row * width + right) * 4; at < end; at += 4) {
          const luma = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
          const alpha = (data[at + 3] ?? 0) / 255;
          sum += 255 + (luma - 255) * alpha;
        }
      }
      greys[y * widthDots + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return greys;
}

/** The pixels under one dot, one at least. */
function spanOf(at: number, step: number, end: number): readonly [number, number] {
  const first = Math.min(end - 1, Math.floor(at * step));
  return [first, Math.min(end, Math.max(first + 1, Math.floor((at + 1) * step)))];
}

function thresholded(greys: Float32Array, widthDots: number, heightDots: number): Bitmap {
  const bitmap = createBitmap(widthDots, heightDots);
  for (const [at, grey] of greys.entries()) {
    if (grey < 128) paintDot(bitmap, at % widthDots, Math.floor(at / widthDots));
  }
  return bitmap;
}

/** Floyd and Steinberg 1976: what a dot is too dark or too light is shared among its later neighbours in sixteenths. */
function dithered(greys: Float32Array, widthDots: number, heightDots: number): Bitmap {
  const bitmap = createBitmap(widthDots, heightDots);
  const share = (x: number, y: number, error: number): void => {
    if (x < 0 || x >= widthDots || y >= heightDots) return;
    greys[y * widthDots + x] = (greys[y * widthDots + x] ?? 0) + error;
  };
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const grey = greys[y * widthDots + x] ?? 255;
      const isBlack = grey < 128;
      if (isBlack) paintDot(bitmap, x, y);
      const error = grey - (isBlack ? 0 : 255);
      share(x + 1, y, (error * 7) / 16);
      share(x - 1, y + 1, (error * 3) / 16);
      share(x, y + 1, (error * 5) / 16);
      share(x + 1, y + 1, error / 16);
    }
  }
  return bitmap;
}
