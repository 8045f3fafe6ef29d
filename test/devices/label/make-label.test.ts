import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitmapOfRgba } from '../../../src/core/bitmap.ts';
import type { LabelDocument, LabelElement } from '../../../src/core/label-document.ts';
import type { DrawnSymbology, PrintForm } from '../../../src/core/print.ts';
import { encodeGraphicField } from '../../../src/core/zpl-graphic.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { type LabelPipeline, openLabelPipeline } from '../../../src/devices/label/make-label.ts';
import { quietOf } from '../../../src/devices/label/symbol.ts';
import type { MadeLabel } from '../../../src/runtime/ports.ts';
import { escposForm, sampleLabel, zplForm } from './sample-label.ts';

let pipeline: LabelPipeline;
beforeAll(async () => {
  pipeline = await openLabelPipeline(findLabelAssets());
});

async function made(document: LabelDocument, form: PrintForm = zplForm()): Promise<MadeLabel> {
  const result = await pipeline.make(document, form);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const size = { widthMm: 101.6, heightMm: 152.4 };
const GS = '\x1d';

describe('a shipping label', () => {
  it.each([
    [203, 812, 1218],
    [300, 1200, 1800],
  ] as const)('at %i dpi is %i x %i dots and says what it must', async (dpi, width, height) => {
    const document = sampleLabel();
    const label = await made(document, zplForm(dpi));
    const zpl = Buffer.from(label.bytes).toString('latin1');
    expect(zpl).toMatch(
      new RegExp(
        `^\\^XA\\n\\^PON\\^PMN\\^LRN\\^LS0\\^MUD\\^JMA\\n\\^PW${width}\\n\\^LL${height}\\n\\^LH0,0\\n\\^FO0,0\\^GFA,`,
      ),
    );
    expect(zpl.endsWith('^FS\n^PQ1\n^XZ\n')).toBe(true);
    const [text = ''] = document.expect.map((symbol) => symbol.text);
    expect([...label.decoded].sort((one, other) => (one.symbology < other.symbology ? -1 : 1))).toEqual([
      { symbology: 'code128', aim: ']C0', text },
      { symbology: 'qrcode', aim: ']Q1', text },
    ]);
    expect(label.sha256).toBe(createHash('sha256').update(label.bytes).digest('hex'));
  });

  it('has a preview with exactly the dots that are printed', async () => {
    const label = await made(sampleLabel());
    const png = PNG.sync.read(Buffer.from(label.png));
    const field = encodeGraphicField(bitmapOfRgba(png.data, png.width, png.height));
    expect(Buffer.from(label.bytes).toString('latin1')).toContain(field);
  });

  it('is the same to the byte when it is made again', async () => {
    const [first, second] = [await made(sampleLabel()), await made(sampleLabel())];
    expect(second.sha256).toBe(first.sha256);
  });

  it('tells a made-up address by its picture', async () => {
    const [real, invented] = [await made(sampleLabel()), await made(sampleLabel({ invented: true }))];
    expect(invented.sha256).not.toBe(real.sha256);
  });
});

describe('a symbol', () => {
  const place = { t: 'symbol', xMm: 12, yMm: 12, heightMm: 20 } as const;
  it.each([
    ['code128', 'PH4-0001 >0^~_', 0.375],
    ['gs1-128', '00340123450000000017', 0.5],
    ['gs1-128', `010950600013435210LOT9A${GS}17270531`, 0.25],
    ['gs1-128', `37120${GS}10LOT9A`, 0.25],
    ['qrcode', 'https://example.com/track?no=1&x=ü', 0.5],
    ['datamatrix', 'BIN A-01-02', 0.5],
    ['gs1datamatrix', `010950600013435221S1${GS}10LOT/9`, 0.5],
    ['pdf417', 'One parcel, a long story, 4711.', 0.375],
  ] as const)('%s of %j reads as itself, at both resolutions', async (symbology, value, xDimMm) => {
    const document = {
      ...size,
      elements: [{ ...place, symbology, value, xDimMm }],
      expect: [{ symbology, text: value }],
    };
    for (const dpi of [203, 300] as const) {
      const { decoded } = await made(document, zplForm(dpi));
      expect(decoded.map(({ symbology: drawn, text }) => [drawn, text])).toEqual([[symbology, value]]);
    }
  });

  it.each([
    ['gs1-128', '00340123450000000018', 'check digit'],
    ['gs1-128', '99', 'no value'],
    ['gs1-128', '0534', 'no known application identifier'],
    ['gs1datamatrix', `0109506000134352${GS}10A`, 'separator'],
    ['gs1datamatrix', '10A(21)B', 'brackets'],
    ['code128', 'Ωmega', 'not plain ASCII'],
    ['datamatrix', 'Ω', 'not plain ASCII'],
    ['pdf417', 'ä', 'not plain ASCII'],
    ['code128', '', 'no value'],
    ['qrcode', 'x'.repeat(3000), 'Maximum length'],
  ] as const)('%s of %j is refused: %s', async (symbology, value, why) => {
    const element = { ...place, symbology, value, xDimMm: 0.25 };
    const result = await pipeline.make({ ...size, elements: [element], expect: [] }, zplForm());
    expect(result).toMatchObject({ ok: false, error: { code: 'does-not-fit', detail: expect.stringContaining(why) } });
  });
});

it.each([
  ['code128', 10, 0],
  ['gs1-128', 10, 0],
  ['qrcode', 4, 4],
  ['datamatrix', 1, 1],
  ['gs1datamatrix', 1, 1],
  ['pdf417', 2, 2],
] as const)('%s keeps %i modules free beside it and %i above', (symbology, beside, above) => {
  expect(quietOf(symbology, 3)).toEqual({ besideDots: beside * 3, aboveDots: above * 3 });
});

const mark = { symbology: 'qrcode', xDimMm: 0.75, yMm: 45 } as const;
const qr = (value: string, xMm: number, over: object = {}): LabelElement => ({
  t: 'symbol',
  value,
  xMm,
  ...mark,
  ...over,
});

describe('a label that must not be printed', () => {
  it('does not say what it must', async () => {
    const document = { ...sampleLabel(), expect: [{ symbology: 'code128', text: 'SOMETHING ELSE' }] } as const;
    const result = await pipeline.make(document, zplForm());
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'unreadable', detail: expect.stringContaining('not there: code128:SOMETHING ELSE; too much: ') },
    });
  });

  it('says the same thing once too often', async () => {
    const elements = [qr('TWICE', 10), qr('TWICE', 60)];
    const result = await pipeline.make(
      { ...size, elements, expect: [{ symbology: 'qrcode', text: 'TWICE' }] },
      zplForm(),
    );
    expect(result).toEqual({ ok: false, error: { code: 'unreadable', detail: 'too much: qrcode:TWICE' } });
  });

  it('says it as another symbology', async () => {
    const document = { ...size, elements: [qr('X1', 10)], expect: [{ symbology: 'datamatrix', text: 'X1' }] } as const;
    const result = await pipeline.make(document, zplForm());
    expect(result).toEqual({
      ok: false,
      error: { code: 'unreadable', detail: 'not there: datamatrix:X1; too much: qrcode:X1' },
    });
  });

  it.each([
    ['a rule', { t: 'rule', xMm: 20, yMm: 47, wMm: 25, hMm: 1 }, 'rule at 160,376'],
    ['a text', { t: 'text', xMm: 0, yMm: 47, wMm: 11, sizeMm: 3, value: 'over it' }, 'text "over it"'],
    ['a frame', { t: 'box', xMm: 15, yMm: 40, wMm: 30, hMm: 30, lineMm: 0.5 }, 'box at 120,320'],
    ['another symbol', qr('B', 26), 'qrcode "B" with its quiet zone'],
  ] as const)('has a symbol under %s', async (_, over, name) => {
    const elements = [qr('A', 12), over as LabelElement];
    const result = await pipeline.make({ ...size, elements, expect: [] }, zplForm());
    const detail = `qrcode "A" with its quiet zone is covered by ${name}`;
    expect(result).toEqual({ ok: false, error: { code: 'does-not-fit', detail } });
  });

  it('has nothing covered when a frame runs around, or quiet zones share their white', async () => {
    const frame = { t: 'box', xMm: 5, yMm: 38, wMm: 60, hMm: 30, lineMm: 0.5 } as const;
    const elements = [qr('A', 12), qr('B', 12 + 21 * 0.75 + 3.2), frame];
    const expected = ['A', 'B'].map((text) => ({ symbology: 'qrcode' as DrawnSymbology, text }));
    expect((await made({ ...size, elements, expect: expected })).decoded).toHaveLength(2);
  });

  it.each([
    ['a symbol too wide', { ...mark, symbology: 'code128', value: 'A'.repeat(40), xMm: 0, heightMm: 20, t: 'symbol' }],
    ['a quiet zone over the side', qr('A', 2)],
    ['a quiet zone over the top', qr('A', 20, { yMm: 2 })],
    ['a rule over the edge', { t: 'rule', xMm: 90, yMm: 10, wMm: 12, hMm: 1 }],
    ['a frame over the edge', { t: 'box', xMm: -1, yMm: 10, wMm: 12, hMm: 1, lineMm: 1 }],
    ['a text below the edge', { t: 'text', xMm: 1, yMm: 150, wMm: 10, sizeMm: 5, value: 'x' }],
    ['a second line below the edge', { t: 'text', xMm: 1, yMm: 145, wMm: 10, sizeMm: 5, lines: 2, value: 'x' }],
    ['bars without height', { t: 'symbol', symbology: 'code128', value: 'A', xMm: 9, yMm: 9, xDimMm: 0.25 }],
  ])('has %s', async (_, element) => {
    const result = await pipeline.make({ ...size, elements: [element as LabelElement], expect: [] }, zplForm());
    expect(result).toMatchObject({ ok: false, error: { code: 'does-not-fit' } });
  });

  it('is wider than the print head', async () => {
    const result = await pipeline.make(sampleLabel(), escposForm(203, 576));
    expect(result).toEqual({
      ok: false,
      error: { code: 'wrong-size', detail: '812 dots wide, the print head has 576' },
    });
  });

  it('goes to a page printer', async () => {
    const result = await pipeline.make(sampleLabel(), { language: 'pdf', paper: 'a4' });
    expect(result).toMatchObject({ ok: false, error: { code: 'wrong-language' } });
  });
});

describe('the module of a logistic label', () => {
  it.each([
    [203, 0.495, 4],
    [203, 0.5, 4],
    [300, 0.495, 6],
    [300, 0.5, 6],
  ] as const)('at %i dpi, %f mm is %i dots', async (dpi, xDimMm, moduleDots) => {
    const value = '00340123450000000017';
    const bars = { t: 'symbol', symbology: 'gs1-128', value, xMm: 8, yMm: 10, xDimMm, heightMm: 32 } as const;
    const { png } = await made(
      { ...size, elements: [bars], expect: [{ symbology: 'gs1-128', text: value }] },
      zplForm(dpi),
    );
    const { data, width } = PNG.sync.read(Buffer.from(png));
    const row = Math.round((20 * dpi) / 25.4) * width;
    const black = Array.from({ length: width }, (_, x) => x).filter((x) => data[(row + x) * 4] === 0);
    // 156 modules, of which the last is black (design, section 9.2).
    expect((black.at(-1) ?? 0) - (black[0] ?? 0) + 1).toBe(156 * moduleDots);
  });
});
