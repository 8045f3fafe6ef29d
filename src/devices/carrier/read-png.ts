import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { type Bitmap, bitmapOfRgba } from '../../core/bitmap.ts';
import type { Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';

/** What a PNG says before its pixels (ISO/IEC 15948). */
export interface PngHead {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Dots per inch from `pHYs`, rounded; null when it does not say, or not in metres. */
  readonly dpi: number | null;
  readonly interlaced: boolean;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads the chunks up to the first pixels; no memory is spent on what the head promises. */
export function readPngHead(bytes: Uint8Array): Result<PngHead, string> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, 8).equals(SIGNATURE)) return failure('not a PNG');
  let size: { widthDots: number; heightDots: number; interlaced: boolean } | null = null;
  let dpi: number | null = null;
  for (const { type, data } of chunksOf(file)) {
    if (type === 'IDAT') break;
    if (type === 'IHDR' && data.length === 13) {
      size = { widthDots: data.readUInt32BE(0), heightDots: data.readUInt32BE(4), interlaced: data[12] !== 0 };
    }
    if (type === 'pHYs' && data.length === 9 && data[8] === 1 && data.readUInt32BE(0) === data.readUInt32BE(4)) {
      dpi = Math.round(data.readUInt32BE(0) * 0.0254);
    }
  }
  return size === null ? failure('a PNG without a head') : success({ ...size, dpi });
}

/** Dots darker than half are black, paper shines through; nothing is scaled. */
export function readPng(bytes: Uint8Array, head: PngHead): Result<Bitmap, string> {
  try {
    // The library measures what it inflates, except in interlaced files.
    if (head.interlaced)
      inflateSync(pixelsOf(bytes), { maxOutputLength: 9 * (head.widthDots + 8) * (head.heightDots + 8) });
    const { data, width, height } = PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return success(bitmapOfRgba(data, width, height));
  } catch (problem) {
    return failure(`a damaged PNG (${problem instanceof Error ? problem.message : String(problem)})`);
  }
}

/** A picture made for a print head says so; 72 or 96 is what drawing programs write when they do not know. */
export function headDpiOf(dpi: number | null): Dpi | null {
  for (const head of [203, 300] as const) if (dpi !== null && Math.abs(dpi - head) <= 1) return head;
  return null;
}

function pixelsOf(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Buffer.concat([...chunksOf(file)].filter(({ type }) => type === 'IDAT').map(({ data }) => data));
}

/** Whole chunks only: a file may end in the middle of one. */
function* chunksOf(file: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let at = SIGNATURE.length; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    if (at + 12 + length > file.length) return;
    yield { type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}
