import type { Bitmap } from '../../core/bitmap.ts';
import { encodeGraphicField } from '../../core/zpl-graphic.ts';

/**
 * One label as a ZPL II format that draws nothing but the picture: no printer fonts, no stored formats, one copy.
 * Being made of hexadecimal digits and run letters, it cannot carry a command that came in with an address.
 */
export function zplOf(bitmap: Bitmap): Uint8Array {
  const field = encodeGraphicField(bitmap);
  const size = `^PW${bitmap.widthDots}\n^LL${bitmap.heightDots}\n^LH0,0`;
  return new TextEncoder().encode(`^XA\n${size}\n^FO0,0${field}^FS\n^PQ1\n^XZ\n`);
}
