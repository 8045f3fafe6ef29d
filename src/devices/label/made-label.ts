import { createHash } from 'node:crypto';
import type { Bitmap } from '../../core/bitmap.ts';
import type { DecodedSymbol, Dpi } from '../../core/print.ts';
import type { MadeLabel } from '../../runtime/ports.ts';
import { pngOf } from './png.ts';

/** Printer bytes with their picture, their fingerprint, and what was read from them. */
export function madeOf(
  bytes: Uint8Array,
  bitmap: Bitmap,
  dpi: Dpi,
  decoded: readonly DecodedSymbol[],
  times: Pick<MadeLabel, 'renderMs' | 'verifyMs'>,
): MadeLabel {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, png: pngOf(bitmap, dpi), sha256, decoded, ...times };
}
