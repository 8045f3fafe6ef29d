import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitmapOfRgba } from '../../../src/core/bitmap.ts';
import type { LabelDocument } from '../../../src/core/label-document.ts';
import { encodeGraphicField } from '../../../src/core/zpl-graphic.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { type MakeLabel, openLabelPipeline } from '../../../src/devices/label/make-label.ts';
import type { MadeLabel } from '../../../src/runtime/ports.ts';
import { sampleLabel } from './sample-label.ts';

let make: MakeLabel;
beforeAll(async () => {
  make = await openLabelPipeline(findLabelAssets());
});

async function made(document: LabelDocument, dpi: 203 | 300 = 203): Promise<MadeLabel> {
  const result = await make(document, dpi);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const size = { widthMm: 101.6, heightMm: 152.4 };

describe('a shipping label', () => {
  it.each([
    [203, 812, 1218],
    [300, 1200, 1800],
  ] as const)('at %i dpi is %i x %i dots and says what it must', async (dpi, width, height) => {
    const document = sampleLabel();
    const label = await made(document, dpi);
    const zpl = Buffer.from(label.bytes).toString('latin1');
    expect(zpl).toMatch(new RegExp(`^\\^XA\\n\\^PW${width}\\n\\^LL${height}\\n\\^LH0,0\\n\\^FO0,0\\^GFA,`));
    expect(zpl.endsWith('^FS\n^PQ1\n^XZ\n')).toBe(true);
    expect([...label.decoded].sort()).toEqual(document.expect.map(({ text }) => text).sort());
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

  it.each([
    ['ZPL', { name: 'ACME ^XZ^XA^PQ50^FO10,10^FDPWNED^FS ~JA' }],
    ['ESC/POS', { name: '\x1b@\x1dV\x00\x10\x14\x08' }],
    ['SVG', { name: '</text><image href="file:///etc/passwd"/>&lt;', company: ']]>' }],
    ['two hundred characters', { name: 'Maximilian '.repeat(19), street: 'W'.repeat(200) }],
    ['Greek and Cyrillic', { name: 'Γιώργος Παπαδόπουλος', street: 'ул. Пушкина, дом Колотушкина' }],
    ['characters without a glyph', { name: '日本語 🙂', street: '\u{E000}' }],
    ['stacked marks', { name: `Z${'\u0335\u0317\u0321'.repeat(40)}` }],
    ['direction overrides', { name: '\u202Egnp.exe\u202C', street: '\uD800' }],
  ])('survives %s in the address', async (_, to) => {
    const document = sampleLabel(to);
    const label = await made(document);
    const zpl = Buffer.from(label.bytes).toString('latin1');
    expect(zpl.match(/[\^~][A-Z]{2}/g)).toEqual(['^XA', '^PW', '^LL', '^LH', '^FO', '^GF', '^FS', '^PQ', '^XZ']);
    expect(label.decoded).toHaveLength(2);
  });

  it('tells a made-up address by its picture', async () => {
    const [real, invented] = [await made(sampleLabel()), await made(sampleLabel({ invented: true }))];
    expect(invented.sha256).not.toBe(real.sha256);
  });
});

describe('a label that must not be printed', () => {
  it('does not say what it must', async () => {
    const document = { ...sampleLabel(), expect: [{ symbology: 'code128', text: 'SOMETHING ELSE' }] } as const;
    const result = await make(document, 203);
    expect(result).toMatchObject({
      ok: false,
      error: { kind: 'label-unreadable', missing: ['code128:SOMETHING ELSE'] },
    });
  });

  it('has a symbol that is covered', async () => {
    const { elements, ...rest } = sampleLabel();
    const blot = { t: 'rule', xMm: 20, yMm: 105, wMm: 25, hMm: 47 } as const;
    const result = await make({ ...rest, elements: [...elements, blot] }, 203);
    const missing = rest.expect.filter(({ symbology }) => symbology === 'code128').map(({ text }) => `code128:${text}`);
    expect(result).toMatchObject({ ok: false, error: { kind: 'label-unreadable', missing, unexpected: [] } });
  });

  it('says the same thing once too often', async () => {
    const qr = { t: 'symbol', symbology: 'qrcode', value: 'TWICE', xDimMm: 0.75, yMm: 45 } as const;
    const elements = [
      { ...qr, xMm: 10 },
      { ...qr, xMm: 60 },
    ];
    const result = await make({ ...size, elements, expect: [{ symbology: 'qrcode', text: 'TWICE' }] }, 203);
    expect(result).toMatchObject({ ok: false, error: { kind: 'label-unreadable', unexpected: ['qrcode:TWICE'] } });
  });

  it.each([
    [
      'a symbol too wide',
      { t: 'symbol', symbology: 'code128', value: 'A'.repeat(40), xMm: 0, yMm: 0, xDimMm: 0.5, heightMm: 20 },
    ],
    ['a quiet zone over the edge', { t: 'symbol', symbology: 'qrcode', value: 'A', xMm: 0, yMm: 10, xDimMm: 1 }],
    ['a box over the edge', { t: 'rule', xMm: 90, yMm: 10, wMm: 12, hMm: 1 }],
    ['a text below the edge', { t: 'text', xMm: 1, yMm: 150, wMm: 10, sizeMm: 5, value: 'x' }],
    [
      'a value that the symbol cannot hold',
      { t: 'symbol', symbology: 'code128', value: 'Ωmega', xMm: 9, yMm: 9, xDimMm: 0.25, heightMm: 9 },
    ],
    [
      'a symbol without a value',
      { t: 'symbol', symbology: 'code128', value: '', xMm: 9, yMm: 9, xDimMm: 0.25, heightMm: 9 },
    ],
  ] as const)('has %s', async (_, element) => {
    const result = await make({ ...size, elements: [element], expect: [] }, 203);
    expect(result).toMatchObject({ ok: false, error: { kind: 'label-does-not-fit' } });
  });
});
