import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bitmap, isBlack } from '../../../src/core/bitmap.ts';
import { openCarrierPipeline, type PrepareCarrier } from '../../../src/devices/carrier/prepare-carrier.ts';
import { encodeBitmap } from '../../../src/devices/label/encode-bitmap.ts';
import { pngOf } from '../../../src/devices/label/png.ts';
import {
  A4,
  bitmapOf,
  CODES,
  ESCPOS_203,
  openTools,
  sampleBoxes,
  source,
  ZPL_203,
  ZPL_300,
} from './sample-documents.ts';

let prepare: PrepareCarrier;
beforeAll(async () => {
  prepare = openCarrierPipeline(await openTools(() => ({ ok: false, error: 'no ZPL here' })));
});

const picture203 = () => bitmapOf(sampleBoxes(203), 812, 1218);

/** A PNG with colour, transparency and shades, as drawing programs make it, and without a resolution. */
function colourful(bitmap: Bitmap, shade: (black: boolean) => readonly [number, number, number, number]): Uint8Array {
  const png = new PNG({ width: bitmap.widthDots, height: bitmap.heightDots });
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) {
      png.data.set(shade(isBlack(bitmap, x, y)), (y * bitmap.widthDots + x) * 4);
    }
  }
  return Uint8Array.from(PNG.sync.write(png));
}

/** Grey values, one box of 3 by 3 dots after the other averaged: an unsharp photograph of the label. */
function blurred(bitmap: Bitmap): Uint8Array {
  const png = new PNG({ width: bitmap.widthDots, height: bitmap.heightDots });
  const reach = 2;
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) {
      let black = 0;
      for (let dx = -reach; dx <= reach; dx += 1) if (isBlack(bitmap, x + dx, y)) black += 1;
      const grey = Math.round(255 * (1 - black / (2 * reach + 1)));
      png.data.set([grey, grey, grey, 255], (y * bitmap.widthDots + x) * 4);
    }
  }
  return Uint8Array.from(PNG.sync.write(png));
}

describe('a PNG label', () => {
  it.each([
    ['ZPL at 203 dpi', ZPL_203, 203],
    ['ESC/POS at 203 dpi', ESCPOS_203, 203],
    ['ZPL at 300 dpi', ZPL_300, 300],
  ] as const)('for %s goes dot by dot to the printer of its own resolution', async (_, form, dpi) => {
    const bitmap = bitmapOf(sampleBoxes(dpi), 4 * dpi, 6 * dpi);
    const made = await prepare(source({ format: 'png', bytes: pngOf(bitmap, dpi) }), form);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(new Set(made.value.decoded)).toEqual(new Set(CODES));
    expect(Buffer.from(made.value.bytes).equals(Buffer.from(encodeBitmap(bitmap, form)))).toBe(true);
  });

  it('with colours and transparency is black where it is darker than half', async () => {
    const bytes = colourful(picture203(), (black) => (black ? [0, 0, 120, 255] : [0, 0, 0, 0]));
    const made = await prepare(source({ format: 'png', bytes, dpi: 203 }), ZPL_203);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(Buffer.from(made.value.bytes).equals(Buffer.from(encodeBitmap(picture203(), ZPL_203)))).toBe(true);
    const pale = colourful(picture203(), (black) => (black ? [200, 200, 200, 255] : [255, 255, 255, 255]));
    expect(await prepare(source({ format: 'png', bytes: pale, dpi: 203 }), ZPL_203)).toEqual({
      ok: false,
      error: { code: 'unreadable', detail: 'no bar code says 1Z999AA10123456784; read: nothing' },
    });
  });

  it.each([
    [
      'says 300 dpi itself',
      pngOf(bitmapOf(sampleBoxes(300), 1200, 1800), 300),
      undefined,
      'made for 300 dpi, the printer has 203',
    ],
    [
      'is announced for 300 dpi',
      colourful(picture203(), () => [0, 0, 0, 255]),
      300,
      'made for 300 dpi, the printer has 203',
    ],
    [
      'does not say',
      colourful(picture203(), () => [0, 0, 0, 255]),
      undefined,
      'it does not say for which dpi, the printer has 203',
    ],
    ['contradicts its order', pngOf(picture203(), 203), 300, 'announced for 300 dpi, but the file says 203'],
  ] as const)('that %s is refused on another head', async (_, bytes, dpi, detail) => {
    expect(await prepare(source({ format: 'png', bytes, dpi }), ZPL_203)).toEqual({
      ok: false,
      error: { code: 'wrong-dpi', detail },
    });
  });

  it('of 72 dpi is what drawing programs write: then the order must say', async () => {
    const bytes = withResolution(pngOf(picture203(), 203), 2835);
    expect(await prepare(source({ format: 'png', bytes }), ZPL_203)).toEqual({
      ok: false,
      error: { code: 'wrong-dpi', detail: 'it says 72 dpi, the printer has 203' },
    });
    expect((await prepare(source({ format: 'png', bytes, dpi: 203 }), ZPL_203)).ok).toBe(true);
  });

  it('wider than the head, or for a page printer, is refused', async () => {
    const wide = pngOf(bitmapOf(sampleBoxes(203), 900, 1218), 203);
    expect(await prepare(source({ format: 'png', bytes: wide }), ZPL_203)).toEqual({
      ok: false,
      error: { code: 'wrong-size', detail: '900 x 1218 dots, the print head has 812' },
    });
    expect(await prepare(source({ format: 'png', bytes: pngOf(picture203(), 203) }), A4)).toMatchObject({
      ok: false,
      error: { code: 'wrong-language' },
    });
  });

  it('that is blurred is refused before it wastes paper', async () => {
    const made = await prepare(source({ format: 'png', bytes: blurred(picture203()), dpi: 203 }), ZPL_203);
    expect(made).toMatchObject({ ok: false, error: { code: 'unreadable' } });
  });
});

describe('a file that is no PNG', () => {
  const refusal = async (bytes: Uint8Array) => {
    const made = await prepare(source({ format: 'png', bytes, dpi: 203 }), ZPL_203);
    return made.ok ? 'passed' : made.error.code;
  };

  it('is refused, whatever is wrong with it', async () => {
    const good = pngOf(picture203(), 203);
    expect(await refusal(new TextEncoder().encode('GIF89a'))).toBe('broken');
    expect(await refusal(good.subarray(0, 8))).toBe('broken');
    for (const at of [20, 40, 100, good.length >> 1, good.length - 20]) {
      expect([at, await refusal(good.subarray(0, at))]).toEqual([at, 'broken']);
    }
    const bent = good.slice();
    bent[good.length >> 1] = (bent[good.length >> 1] ?? 0) ^ 0xff;
    expect(await refusal(bent)).toBe('broken');
  });

  it('that promises more than a label has, or swells when it is opened, is refused', async () => {
    expect(await refusal(png({ width: 812, height: 60_000 }, deflateSync(Buffer.alloc(1000))))).toBe('wrong-size');
    const bomb = deflateSync(Buffer.alloc(200_000_000));
    expect(bomb.length).toBeLessThan(300_000);
    expect(await refusal(png({ width: 812, height: 1218 }, bomb))).toBe('broken');
    const interlaced = png({ width: 812, height: 1218, interlaced: true }, bomb);
    expect(await prepare(source({ format: 'png', bytes: interlaced, dpi: 203 }), ZPL_203)).toEqual({
      ok: false,
      // It was stopped on the way, not measured at the end.
      error: { code: 'broken', detail: expect.stringContaining('larger than') },
    });
  });
});

function png(size: { width: number; height: number; interlaced?: boolean }, pixels: Buffer): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size.width, 0);
  head.writeUInt32BE(size.height, 4);
  head.set([8, 0, 0, 0, size.interlaced === true ? 1 : 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Uint8Array.from(
    Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The same picture with another `pHYs`. */
function withResolution(bytes: Uint8Array, dotsPerMetre: number): Uint8Array {
  const file = Buffer.from(bytes);
  const at = file.indexOf('pHYs', 0, 'latin1');
  file.writeUInt32BE(dotsPerMetre, at + 4);
  file.writeUInt32BE(dotsPerMetre, at + 8);
  file.writeUInt32BE(crc32(file.subarray(at, at + 13)), at + 13);
  return Uint8Array.from(file);
}
