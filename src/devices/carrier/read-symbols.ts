import type { Bitmap } from '../../core/bitmap.ts';
import type { DecodedSymbol, Dpi } from '../../core/print.ts';
import { decodeSymbols } from '../label/verify.ts';
import { findMaxicodes } from './find-maxicode.ts';

/** Every code of somebody else's label. The decoder must be open (`openDecoder`). */
export async function readSymbols(bitmap: Bitmap, dpi: Dpi): Promise<readonly DecodedSymbol[]> {
  return await decodeSymbols(bitmap, 'any', findMaxicodes(bitmap, dpi));
}
