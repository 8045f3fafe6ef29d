import { inflateSync } from 'node:zlib';
import type { Bitmap } from '../../core/bitmap.ts';
import { failure, type Result, success } from '../../core/result.ts';
import { decodeGraphicRows } from '../../core/zpl-graphic.ts';
import { crc16 } from '../label/zpl.ts';
import type { Picture } from './drawing.ts';
import { paintRuns } from './text-atlas.ts';

/** As large as the largest label that is drawn. */
const MOST_BYTES = 6000 * 750;

/**
 * Data of a graphic field into a bitmap. `format` A is text (hexadecimal with run lengths, `:Z64:` or `:B64:`), B and C
 * are raw bytes. The printer takes `totalBytes` of them, `stride` bytes a row (ZPL II programming guide, `^GF`).
 */
export function readGraphic(format: string, totalBytes: number, stride: number, data: string): Result<Bitmap, string> {
  if (!(stride > 0) || !(totalBytes > 0)) return failure('it has no size');
  if (totalBytes > MOST_BYTES || stride > 750) return failure('it is larger than any label');
  const bytes = bytesOf(format, totalBytes, stride, data);
  if (!bytes.ok) return bytes;
  const heightDots = Math.ceil(totalBytes / stride);
  const bits = new Uint8Array(heightDots * stride);
  bits.set(bytes.value.subarray(0, totalBytes));
  return success({ widthDots: stride * 8, heightDots, stride, bits });
}

function bytesOf(format: string, totalBytes: number, stride: number, data: string): Result<Uint8Array, string> {
  if (format === 'B') return success(Buffer.from(data, 'latin1'));
  if (format === 'C') return failure('its compression is not known');
  const coded = /^\s*:(Z64|B64):([A-Za-z0-9+/=\s]*):([0-9A-Fa-f]{4})/.exec(data);
  if (coded === null) {
    if (/^\s*:(Z64|B64):/.test(data)) return failure('its base64 is cut short');
    return success(decodeGraphicRows(data, stride, totalBytes));
  }
  const [, coding, body = '', sum = ''] = coded;
  const text = body.replace(/\s/g, '');
  // The CRC is over the base64 letters (ZPL II programming guide, "ZB64 encoding").
  if (crc16(Buffer.from(text, 'latin1')) !== Number.parseInt(sum, 16)) return failure('its check sum is wrong');
  const packed = Buffer.from(text, 'base64');
  if (coding === 'B64') return success(packed);
  try {
    return success(inflateSync(packed, { maxOutputLength: MOST_BYTES }));
  } catch {
    return failure('its zlib data is damaged');
  }
}

export function bitmapPicture(bitmap: Bitmap, timesWide = 1, timesHigh = 1): Picture {
  const { widthDots, heightDots } = bitmap;
  return {
    widthDots: widthDots * timesWide,
    heightDots: heightDots * timesHigh,
    cost: widthDots * heightDots * (1 + timesHigh / 8),
    paint: (paint) =>
      paintRuns(bitmap, 0, 0, widthDots, heightDots, (x, y, width, height) =>
        paint(x * timesWide, y * timesHigh, width * timesWide, height * timesHigh),
      ),
  };
}
