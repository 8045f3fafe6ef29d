import { deflateSync } from 'node:zlib';
import type { Bitmap } from '../../core/bitmap.ts';
import { encodeGraphicField } from '../../core/zpl-graphic.ts';

/**
 * One label as a ZPL II format that draws nothing but the picture: no printer fonts, no stored formats, one copy.
 * Being made of hexadecimal digits and run letters (or Base64), it cannot carry a command that came in with an address.
 */
export function zplOf(bitmap: Bitmap, graphics: 'run-length' | 'z64' = 'run-length'): Uint8Array {
  const field = graphics === 'z64' ? z64Field(bitmap) : encodeGraphicField(bitmap);
  return zplLabel(bitmap, `^FO0,0${field}^FS\n`);
}

/**
 * The frame around whatever a label is made of. What a carrier's label may have left switched on stays in the printer until it is
 * switched off: turned, mirrored, reversed, shifted, in other units or at half its resolution (ZPL II programming guide, ^PO, ^PM,
 * ^LR, ^LS, ^MU, ^JM).
 */
export function zplLabel(size: Pick<Bitmap, 'widthDots' | 'heightDots'>, fields: string): Uint8Array {
  const header = `^XA\n^PON^PMN^LRN^LS0^MUD^JMA\n^PW${size.widthDots}\n^LL${size.heightDots}\n^LH0,0\n`;
  return new TextEncoder().encode(`${header}${fields}^PQ1\n^XZ\n`);
}

/**
 * `^GFA` with zlib data in Base64 (ZPL II programming guide, "ZB64 encoding"): `:Z64:`, the data, a colon and the CRC of the
 * Base64 characters. A third of run-length, for printers whose firmware knows it.
 */
export function z64Field(bitmap: Bitmap): string {
  const data = deflateSync(bitmap.bits).toString('base64');
  const check = crc16(Buffer.from(data, 'latin1')).toString(16).toUpperCase().padStart(4, '0');
  const total = bitmap.bits.length;
  return `^GFA,${total},${total},${bitmap.stride},:Z64:${data}:${check}`;
}

/** CRC-16 with polynomial 0x1021, begun at 0 and not reflected: CCITT as Zebra counts it (catalogued as CRC-16/XMODEM). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
