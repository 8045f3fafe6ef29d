import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bitmap, bitmapOfRgba, createBitmap, paintDot } from '../../../src/core/bitmap.ts';
import type { Dpi, PrintForm } from '../../../src/core/print.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { encodeBitmap } from '../../../src/devices/label/encode-bitmap.ts';
import { type LabelPipeline, openLabelPipeline } from '../../../src/devices/label/make-label.ts';
import { crc16 } from '../../../src/devices/label/zpl.ts';
import { renderZpl } from './render-zpl.ts';
import { escposForm, sampleLabel, zplForm } from './sample-label.ts';

let pipeline: LabelPipeline;
beforeAll(async () => {
  pipeline = await openLabelPipeline(findLabelAssets());
});

/** The sample label's bytes in this form, and its dots as its picture has them. */
async function sample(form: PrintForm): Promise<{ readonly bytes: Uint8Array; readonly bitmap: Bitmap }> {
  const made = await pipeline.make(sampleLabel(), form);
  if (!made.ok) throw new Error(made.error.detail);
  const { data, width, height } = PNG.sync.read(Buffer.from(made.value.png));
  return { bytes: made.value.bytes, bitmap: bitmapOfRgba(data, width, height) };
}

const anyBitmap: fc.Arbitrary<Bitmap> = fc
  .record({ width: fc.integer({ min: 1, max: 90 }), height: fc.integer({ min: 1, max: 600 }), seed: fc.integer() })
  .map(({ width, height, seed }) => {
    const bitmap = createBitmap(width, height);
    for (let at = 0; at < width * height; at += 1) {
      if (((at * 2654435761 + seed) >>> 7) % 3 === 0) paintDot(bitmap, at % width, Math.floor(at / width));
    }
    return bitmap;
  });

function difference(one: Bitmap, other: Bitmap): number {
  expect([one.widthDots, one.heightDots]).toEqual([other.widthDots, other.heightDots]);
  return one.bits.reduce((sum, byte, at) => sum + (byte === other.bits[at] ? 0 : 1), 0);
}

describe('ZPL', () => {
  it.each([
    [203, 'run-length'],
    [203, 'z64'],
    [300, 'run-length'],
    [300, 'z64'],
  ] as const)('at %i dpi as %s is drawn dot for dot by a renderer that is not ours', async (dpi: Dpi, graphics) => {
    const { bytes, bitmap } = await sample(zplForm(dpi, graphics));
    const rendered = await renderZpl(bytes, dpi, bitmap.widthDots, bitmap.heightDots);
    expect(difference(rendered, bitmap)).toBe(0);
  });

  it('Z64 is zlib in Base64 with the right check, whatever the picture', () => {
    fc.assert(
      fc.property(anyBitmap, (bitmap) => {
        const zpl = Buffer.from(encodeBitmap(bitmap, zplForm(203, 'z64'))).toString('latin1');
        const [, total, , stride, data = '', check] =
          /\^GFA,(\d+),(\d+),(\d+),:Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})\^FS/.exec(zpl) ?? [];
        expect([Number(total), Number(stride)]).toEqual([bitmap.bits.length, bitmap.stride]);
        expect(inflateSync(Buffer.from(data, 'base64')).equals(Buffer.from(bitmap.bits))).toBe(true);
        expect(Number.parseInt(check ?? '', 16)).toBe(crc16(Buffer.from(data)));
      }),
      { numRuns: 60 },
    );
  });

  it('counts its check as the catalogue says', () => {
    expect(crc16(Buffer.from('123456789'))).toBe(0x31c3);
  });

  it('is much shorter with Z64', async () => {
    const [runs, packed] = [await sample(zplForm()), await sample(zplForm(203, 'z64'))];
    expect(packed.bytes.length).toBeLessThan(runs.bytes.length * 0.6);
  });

  it('native has no picture of its own', () => {
    const bitmap = createBitmap(20, 20);
    expect(encodeBitmap(bitmap, zplForm(203, 'native'))).toEqual(encodeBitmap(bitmap, zplForm()));
  });
});

/** What an ESC/POS printer makes of it: reset, real-time commands off, bands, feed and cut, reset. */
function readEscpos(bytes: Uint8Array): {
  readonly rows: readonly number[];
  readonly stride: number;
  readonly bits: Buffer;
} {
  const buffer = Buffer.from(bytes);
  expect(buffer.toString('hex', 0, 12)).toBe('1b401d284405001401000200');
  const bands: Buffer[] = [];
  const rows: number[] = [];
  let [at, stride] = [12, 0];
  while (buffer.toString('hex', at, at + 4) === '1d763000') {
    stride = buffer.readUInt16LE(at + 4);
    const height = buffer.readUInt16LE(at + 6);
    rows.push(height);
    bands.push(buffer.subarray(at + 8, at + 8 + stride * height));
    at += 8 + stride * height;
  }
  expect(buffer.toString('hex', at)).toBe('1d5642001b40');
  return { rows, stride, bits: Buffer.concat(bands) };
}

describe('ESC/POS', () => {
  it('is the picture again when its bands are put together', async () => {
    for (const dpi of [203, 300] as const) {
      const { bytes, bitmap } = await sample(escposForm(dpi));
      const read = readEscpos(bytes);
      expect(read.stride).toBe(bitmap.stride);
      expect(read.bits.equals(Buffer.from(bitmap.bits))).toBe(true);
    }
  });

  it('never sends more than 240 rows in a band', () => {
    fc.assert(
      fc.property(anyBitmap, (bitmap) => {
        const { rows, bits } = readEscpos(encodeBitmap(bitmap, escposForm()));
        expect(Math.max(...rows)).toBeLessThanOrEqual(240);
        expect(bits.equals(Buffer.from(bitmap.bits))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

it('refuses to squeeze', () => {
  expect(() => encodeBitmap(createBitmap(577, 10), escposForm(203, 576))).toThrow('577 dots wide');
  expect(() => encodeBitmap(createBitmap(10, 10), { language: 'pdf', paper: 'a4' })).toThrow('PDF');
});
