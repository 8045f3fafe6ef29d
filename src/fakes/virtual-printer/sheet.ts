import { PNG } from 'pngjs';
import { type Bitmap, rgbaOfBitmap } from '../../core/bitmap.ts';

/** One piece of paper that came out. */
export interface Sheet {
  /** 1-based, counted since the printer was opened. */
  readonly no: number;
  readonly png: Uint8Array;
  readonly bitmap: Bitmap;
  readonly widthDots: number;
  readonly heightDots: number;
  /** Lines of text that were sent as text; a picture has none. */
  readonly text: readonly string[];
  /** Bytes that the sheet was made from. */
  readonly bytesLength: number;
  readonly atMs: number;
}

/** Something that the engine has still to print. */
export interface SheetPlan {
  readonly draw: () => Bitmap;
  readonly text: readonly string[];
  readonly bytesLength: number;
}

/** pngjs, and not the encoder of the label zone: the two must agree without sharing a line. */
export function pngOfSheet(bitmap: Bitmap): Uint8Array {
  const png = new PNG({ width: bitmap.widthDots, height: bitmap.heightDots });
  png.data = Buffer.from(rgbaOfBitmap(bitmap).buffer);
  return PNG.sync.write(png, { colorType: 0, inputColorType: 6, inputHasAlpha: true, deflateLevel: 3, filterType: 0 });
}
