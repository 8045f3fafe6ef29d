import type { Bitmap } from '../../core/bitmap.ts';

/** Rows in one block: more than some printers' image buffers hold at full width would be lost. */
const BAND_ROWS = 240;
/** ESC @: back to the settings of power-on. */
const RESET = Uint8Array.of(0x1b, 0x40);
/** GS ( D: real-time commands DLE DC4 1 and 2 off until the next ESC @, for a picture may contain their bytes. */
const NO_REAL_TIME = Uint8Array.of(0x1d, 0x28, 0x44, 0x05, 0x00, 0x14, 0x01, 0x00, 0x02, 0x00);
/** GS V 66 0: feed the last row past the knife and cut; ESC @ ends what was switched off above. */
const FEED_AND_CUT = Uint8Array.of(0x1d, 0x56, 0x42, 0x00, 0x1b, 0x40);

/** A picture as ESC/POS (Epson command reference, GS v 0) in bands of whole rows. */
export function escposOf(bitmap: Bitmap): Uint8Array {
  const { stride, heightDots, bits } = bitmap;
  const parts: Uint8Array[] = [RESET, NO_REAL_TIME];
  for (let top = 0; top < heightDots; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, heightDots - top);
    parts.push(Uint8Array.of(0x1d, 0x76, 0x30, 0x00, stride & 0xff, stride >> 8, rows & 0xff, rows >> 8));
    parts.push(bits.subarray(top * stride, (top + rows) * stride));
  }
  parts.push(FEED_AND_CUT);
  return Uint8Array.from(Buffer.concat(parts));
}
