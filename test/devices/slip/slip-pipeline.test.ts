import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bitmapOfRgba } from '../../../src/core/bitmap.ts';
import { giftNoteOf } from '../../../src/core/gift-note.ts';
import { packingSlipOf } from '../../../src/core/packing-slip.ts';
import type { Raster } from '../../../src/devices/label/raster.ts';
import { decodeSymbols } from '../../../src/devices/label/verify.ts';
import { openSlipPipeline } from '../../../src/devices/slip/make-slip.ts';
import { labelContent, lineOf, OWN, orderOf, SSCC } from '../../core/labels/sample-content.ts';
import { A4, inkOf, NARROW, openParts, openSlipBench, type SlipBench, WIDE } from './slip-fixture.ts';

let bench: SlipBench;
beforeAll(async () => {
  bench = await openSlipBench();
});
afterAll(() => bench.close());

const slip = (copy = 1, parcelCode = OWN) =>
  packingSlipOf({
    order: labelContent().order,
    parcelCode,
    packedAt: '2026-03-04 11:02',
    copy,
    packed: [{ item: lineOf(), units: 3 }],
    missing: [{ item: lineOf({ name: 'Cap', variant: undefined }), units: 2 }],
  });

describe('a packing slip', () => {
  it('is printed with every line, and its parcel code scans', async () => {
    const made = await bench.make(slip());
    const sheet = await bench.print(made.bytes);
    expect(sheet.text.slice(0, 4)).toEqual([
      'PACKING SLIP',
      '',
      `Order${'SO-10482'.padStart(43)}`,
      `Packed${'2026-03-04 11:02'.padStart(42)}`,
    ]);
    for (const line of [
      'Zażółć Gęślą-Jaźń',
      `T-Shirt, red, M${'x 3'.padStart(33)}`,
      '  TEE-RED-M',
      'Not in this delivery:',
      `Cap${'x 2'.padStart(45)}`,
      OWN,
    ]) {
      expect(sheet.text).toContain(line);
    }
    expect(await decodeSymbols(sheet.bitmap, 'own')).toMatchObject([{ symbology: 'code128', text: OWN }]);
    expect(made.decoded).toMatchObject([{ symbology: 'code128', text: OWN }]);
    expect(made.sha256).toBe(createHash('sha256').update(made.bytes).digest('hex'));
  });

  it.each([
    [WIDE, OWN, 3],
    [WIDE, SSCC, 3],
    [NARROW, OWN, 2],
    [NARROW, SSCC, 2],
  ])('has bars on %o for %s of %i dots a module', async (form, parcelCode, moduleDots) => {
    const made = await bench.make(slip(1, parcelCode), form);
    expect(Buffer.from(made.bytes).includes(Buffer.from([0x1d, 0x77, moduleDots]))).toBe(true);
    const sheet = await bench.print(made.bytes);
    expect(await decodeSymbols(sheet.bitmap, 'own')).toMatchObject([{ text: parcelCode }]);
  });

  it('has a preview with the same symbols, and is the same to the byte when it is made again', async () => {
    const [one, other] = [await bench.make(slip()), await bench.make(slip())];
    expect(one.sha256).toBe(other.sha256);
    const png = PNG.sync.read(Buffer.from(one.png));
    expect(png.width).toBe(WIDE.widthDots);
    const picture = bitmapOfRgba(png.data, png.width, png.height);
    expect(await decodeSymbols(picture, 'own')).toMatchObject([{ text: OWN }]);
  });

  it('says which copy it is', async () => {
    expect((await bench.print((await bench.make(slip(2))).bytes)).text[0]).toBe('COPY 2');
  });

  it('is nothing for a label printer', async () => {
    const zpl = { language: 'zpl', dpi: 203, widthDots: 812, graphics: 'z64' } as const;
    expect(await bench.fault(slip(), zpl)).toMatchObject({ code: 'wrong-language' });
  });
});

describe('a gift note', () => {
  it('is printed with its line breaks and without a symbol', async () => {
    const made = await bench.make(giftNoteOf({ order: orderOf(), message: 'Ein Gruß\nвід нас €', from: 'Ida' }));
    expect(made.decoded).toEqual([]);
    const { text } = await bench.print(made.bytes);
    expect(text).toEqual(expect.arrayContaining(['A GIFT FOR YOU', 'Ein Gruß', 'від нас €', 'Ida'.padStart(48)]));
  });
});

describe('what the printer has no letters for', () => {
  it.each([
    ['Hebrew', 'שלום עולם'],
    ['Arabic', 'شارع الملك فهد'],
    ['Vietnamese', 'Nguyễn Thị Ánh'],
    ['an accent that no page has', 'Ḿichael'],
    ['marks on letters', 'Z\u0335amek'],
  ])('is drawn: %s', async (_, value) => {
    const made = await bench.make({
      blocks: [
        { t: 'text', value: 'A' },
        { t: 'text', value },
        { t: 'text', value: 'B' },
      ],
    });
    const bands = bandsOf(made.bytes);
    expect(bands).toHaveLength(1);
    expect(bands[0]?.rows).toBeLessThanOrEqual(240);
    const { text, bitmap } = await bench.print(made.bytes);
    expect(text.filter((line) => line !== '')).toEqual(['A', 'B']);
    expect(inkOf(bitmap)).toBeGreaterThan(inkOf((await bench.print((await empty()).bytes)).bitmap) + 100);
  });

  const empty = () =>
    bench.make({
      blocks: [
        { t: 'text', value: 'A' },
        { t: 'text', value: '' },
        { t: 'text', value: 'B' },
      ],
    });

  it('is drawn beside its number, and nothing else on the slip is', async () => {
    const blocks = [{ t: 'pair', left: 'תל אביב '.repeat(12), right: 'x 3' }] as const;
    const made = await bench.make({ blocks });
    expect(bandsOf(made.bytes).length).toBeGreaterThan(1);
    const { bytes } = await bench.make({ blocks: [{ t: 'pair', left: 'Tel Aviv', right: 'x 3' }] });
    expect(bandsOf(bytes)).toEqual([]);
  });

  it.each([
    ['Chinese', '日本', 'U+65E5 U+672C'],
    ['a smile', 'Ann 🙂', 'U+1F642'],
    ['a private character', '\u{E000}', 'U+E000'],
  ])('is refused without a font: %s', async (_, left, detail) => {
    const document = { blocks: [{ t: 'pair', left, right: '1' }] } as const;
    expect(await bench.fault(document)).toEqual({ code: 'missing-glyphs', detail });
    expect(await bench.fault(document, A4)).toEqual({ code: 'missing-glyphs', detail });
  });
});

describe('a slip that does not read', () => {
  it('is refused, and says what is missing', async () => {
    const parts = await openParts();
    const black: Raster = {
      draw: (svg) => {
        const paper = parts.raster.draw(svg);
        paper.bits.fill(0xff);
        return paper;
      },
    };
    for (const form of [WIDE, A4]) {
      const result = await openSlipPipeline({ ...parts, raster: black })(slip(), form);
      expect(result).toMatchObject({
        error: { code: 'unreadable', detail: `missing code128:${OWN}, unexpected nothing` },
      });
    }
  });
});

interface Band {
  readonly rows: number;
}

/** The pictures in a job: GS v 0. */
function bandsOf(bytes: Uint8Array): readonly Band[] {
  const bands: Band[] = [];
  const job = Buffer.from(bytes);
  for (let at = job.indexOf('\x1dv0\x00'); at >= 0; at = job.indexOf('\x1dv0\x00', at + 1)) {
    bands.push({ rows: job.readUInt16LE(at + 6) });
  }
  return bands;
}
