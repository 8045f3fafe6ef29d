import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '../../core/bitmap.ts';
import type { Dpi } from '../../core/print.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A one-bit greyscale PNG (ISO/IEC 15948) that knows its resolution, so that a preview shows its true size. */
export function pngOf(bitmap: Bitmap, dpi: Dpi): Uint8Array {
  const { widthDots, heightDots, stride, bits } = bitmap;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthDots, 0);
  header.writeUInt32BE(heightDots, 4);
  header.set([1, 0, 0, 0, 0], 8); // bit depth 1, greyscale, deflate, filter method 0, not interlaced
  const physical = Buffer.alloc(9);
  const dotsPerMetre = Math.round(dpi / 0.0254);
  physical.writeUInt32BE(dotsPerMetre, 0);
  physical.writeUInt32BE(dotsPerMetre, 4);
  physical.writeUInt8(1, 8);
  const rows = Buffer.alloc((stride + 1) * heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    const start = y * (stride + 1) + 1; // the byte before is filter type 0
    for (let at = 0; at < stride; at += 1) rows[start + at] = ~(bits[y * stride + at] ?? 0) & 0xff; // 1 is white in PNG
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('pHYs', physical),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
