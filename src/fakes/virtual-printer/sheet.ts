import { PNG } from 'pngjs';
import { type Bitmap, createBitmap, rgbaOfBitmap } from '../../core/bitmap.ts';

/** One piece of paper that came out. */
export interface Sheet {
  /** 1-based, counted since the printer was opened; a torn sheet has the number that the whole one will have. */
  readonly no: number;
  /** Made when it is asked for. */
  readonly png: Uint8Array;
  readonly bitmap: Bitmap;
  readonly widthDots: number;
  readonly heightDots: number;
  /** Lines and fields that were sent as text; a picture has none. */
  readonly text: readonly string[];
  /** What the sheet was made from, as it came. */
  readonly bytes: Uint8Array;
  readonly bytesLength: number;
  readonly atMs: number;
  /** Only the upper half came out. */
  readonly torn: boolean;
}

/** Something that the engine has still to print. */
export interface SheetPlan {
  readonly draw: () => Bitmap;
  readonly text: readonly string[];
  readonly bytes: Uint8Array;
}

export interface KeptSheet {
  readonly sheet: Sheet;
  /** Lets the picture and the bytes go; the rest stays. */
  fade(): void;
}

const FADED = createBitmap(1, 1);

export function keepSheet(plan: SheetPlan, at: { no: number; atMs: number; torn: boolean }): KeptSheet {
  const whole = plan.draw();
  const { widthDots } = whole;
  const heightDots = at.torn ? Math.max(1, whole.heightDots >> 1) : whole.heightDots;
  let bitmap: Bitmap = { ...whole, heightDots, bits: whole.bits.subarray(0, heightDots * whole.stride) };
  let { bytes } = plan;
  let png: Uint8Array | null = null;
  const sheet = {
    ...at,
    get png() {
      png ??= pngOfSheet(bitmap);
      return png;
    },
    get bitmap() {
      return bitmap;
    },
    get bytes() {
      return bytes;
    },
    widthDots,
    heightDots,
    text: plan.text,
    bytesLength: plan.bytes.length,
  };
  return {
    sheet,
    fade: () => {
      [bitmap, bytes, png] = [FADED, new Uint8Array(), null];
    },
  };
}

/** pngjs, and not the encoder of the label zone: the two must agree without sharing a line. */
export function pngOfSheet(bitmap: Bitmap): Uint8Array {
  const png = new PNG({ width: bitmap.widthDots, height: bitmap.heightDots });
  png.data = Buffer.from(rgbaOfBitmap(bitmap).buffer);
  return PNG.sync.write(png, { colorType: 0, inputColorType: 6, inputHasAlpha: true, deflateLevel: 3, filterType: 0 });
}
