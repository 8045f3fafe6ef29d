import fc from 'fast-check';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bitmap, bitmapOfRgba } from '../../../src/core/bitmap.ts';
import type { LabelDocument, LabelElement } from '../../../src/core/label-document.ts';
import type { Dpi } from '../../../src/core/print.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { code128Field } from '../../../src/devices/label/code128-field.ts';
import { type LabelPipeline, openLabelPipeline } from '../../../src/devices/label/make-label.ts';
import { compareSymbols, decodeSymbols } from '../../../src/devices/label/verify.ts';
import { renderZpl } from './render-zpl.ts';
import { sampleLabel, zplForm } from './sample-label.ts';

let pipeline: LabelPipeline;
beforeAll(async () => {
  pipeline = await openLabelPipeline(findLabelAssets());
});

const GS = '\x1d';

async function native(document: LabelDocument, dpi: Dpi = 203): Promise<string> {
  const made = await pipeline.make(document, zplForm(dpi, 'native'));
  if (!made.ok) throw new Error(made.error.detail);
  return Buffer.from(made.value.bytes).toString('latin1');
}

function render(zpl: string, dpi: Dpi): Promise<Bitmap> {
  const [, width, height] = /\^PW(\d+)\n\^LL(\d+)/.exec(zpl) ?? [];
  return renderZpl(Buffer.from(zpl), dpi, Number(width), Number(height));
}

/** All that has a native form. */
const rich: LabelDocument = {
  widthMm: 101.6,
  heightMm: 152.4,
  elements: [
    { t: 'text', xMm: 0, yMm: 0, wMm: 80, sizeMm: 12, bold: true, inverse: true, value: 'ACME ^XZ~JA_5E' },
    {
      t: 'text',
      xMm: 4,
      yMm: 16,
      wMm: 90,
      sizeMm: 5,
      lines: 2,
      value: 'A long name that needs two lines because it is so long',
    },
    { t: 'rule', xMm: 0, yMm: 30, wMm: 101.6, hMm: 0.5 },
    { t: 'box', xMm: 4, yMm: 32, wMm: 60, hMm: 32, lineMm: 0.5 },
    { t: 'symbol', symbology: 'qrcode', value: 'PH4-0001', xMm: 10, yMm: 38, xDimMm: 0.75 },
    { t: 'symbol', symbology: 'datamatrix', value: 'BIN A-01', xMm: 40, yMm: 40, xDimMm: 0.75 },
    { t: 'symbol', symbology: 'code128', value: 'PH4-ABC', xMm: 8, yMm: 68, xDimMm: 0.25, heightMm: 12 },
    { t: 'symbol', symbology: 'gs1-128', value: `37120${GS}10LOT9A`, xMm: 8, yMm: 84, xDimMm: 0.25, heightMm: 12 },
    { t: 'symbol', symbology: 'gs1-128', value: '00340123450000000017', xMm: 8, yMm: 110, xDimMm: 0.5, heightMm: 32 },
    { t: 'text', xMm: 4, yMm: 143, wMm: 93, sizeMm: 6, align: 'centre', value: '(00) 3 4012345 000000001 7' },
  ],
  expect: [
    { symbology: 'qrcode', text: 'PH4-0001' },
    { symbology: 'datamatrix', text: 'BIN A-01' },
    { symbology: 'code128', text: 'PH4-ABC' },
    { symbology: 'gs1-128', text: `37120${GS}10LOT9A` },
    { symbology: 'gs1-128', text: '00340123450000000017' },
  ],
};

describe('native ZPL', () => {
  it.each([203, 300] as const)('at %i dpi a foreign renderer draws what the picture says', async (dpi) => {
    const zpl = await native(rich, dpi);
    expect(zpl).not.toContain('^GFA');
    const foreign = await decodeSymbols(await render(zpl, dpi), 'own');
    expect(compareSymbols(rich.expect, foreign)).toEqual({ missing: [], unexpected: [] });
    const made = await pipeline.make(rich, zplForm(dpi));
    expect(made.ok && compareSymbols(rich.expect, made.value.decoded)).toEqual({ missing: [], unexpected: [] });
  });

  it.each([
    [203, 'symbol'],
    [300, 'symbol'],
    [203, 'box'],
    [300, 'rule'],
  ] as const)('at %i dpi every %s stands to the dot where the picture has it', async (dpi, t) => {
    // By themselves, for a frame would hide what is a few dots too low.
    const elements = rich.elements.filter((each) => each.t === t);
    const document = { ...rich, elements, expect: t === 'symbol' ? rich.expect : [] };
    const foreign = await render(await native(document, dpi), dpi);
    const made = await pipeline.make(document, zplForm(dpi));
    if (!made.ok) throw new Error(made.error.detail);
    const { data, width, height } = PNG.sync.read(Buffer.from(made.value.png));
    const own = bitmapOfRgba(data, width, height);
    expect(inkedColumns(foreign)).toEqual(inkedColumns(own));
    expect(inkedRows(foreign)).toEqual(inkedRows(own));
  });

  it('holds only our own commands, escaped as the guide says', async () => {
    const zpl = await native(rich);
    const known = /^\^(XA|XZ|PO|PM|LR|LS|MU|JM|PW|LL|LH|CI|FO|GB|FS|FR|A0|FB|FH|FD|BY|BC|BQ|BX|PQ)$/;
    for (const command of zpl.match(/[\^~].?.?/gs) ?? []) expect(command).toMatch(known);
    expect(zpl).toContain('^FH_^FDACME _5EXZ_7EJA_5F5E^FS');
  });

  it.each([
    ['a text beyond ASCII', { t: 'text', xMm: 4, yMm: 4, wMm: 90, sizeMm: 5, value: 'Zürich' }],
    ['a backslash, which ^FB takes for a command', { t: 'text', xMm: 4, yMm: 4, wMm: 90, sizeMm: 5, value: 'a\\&b' }],
    ['PDF417', { t: 'symbol', symbology: 'pdf417', value: 'A', xMm: 9, yMm: 9, xDimMm: 0.375 }],
    [
      'GS1 Data Matrix',
      { t: 'symbol', symbology: 'gs1datamatrix', value: '0109506000134352', xMm: 9, yMm: 9, xDimMm: 0.5 },
    ],
    [
      'a QR value that the printer might make larger',
      { t: 'symbol', symbology: 'qrcode', value: '1'.repeat(30), xMm: 9, yMm: 9, xDimMm: 0.5 },
    ],
    [
      'bars with an escape in them',
      { t: 'symbol', symbology: 'code128', value: 'A>1', xMm: 9, yMm: 9, xDimMm: 0.25, heightMm: 9 },
    ],
  ])('gives way to the picture for %s', async (_, element) => {
    const given = element as LabelElement;
    const expected = given.t === 'symbol' ? [{ symbology: given.symbology, text: given.value }] : [];
    const zpl = await native({ widthMm: 101.6, heightMm: 50, elements: [given], expect: expected });
    expect(zpl).toMatch(
      /^\^XA\n\^PON\^PMN\^LRN\^LS0\^MUD\^JMA\n\^PW812\n\^LL400\n\^LH0,0\n\^FO0,0\^GFA,[^^~]*\^FS\n\^PQ1\n\^XZ\n$/,
    );
  });

  it('gives way as a whole', async () => {
    expect((await native(sampleLabel())).match(/\^FO/g)).toHaveLength(1);
  });

  it('keeps the printer letters in their box', async () => {
    const ascii = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((one) => one !== '\\');
    const every = Array.from({ length: 12 }, (_, at) => ascii.slice(at * 8, at * 8 + 8).join(''));
    const values = [...every, 'WWWWWWWWWW', 'MMMM mmmm @@', 'Illicit fjord', 'AVAVAVAV 0123456789'];
    for (const align of ['start', 'centre', 'end'] as const) {
      for (const [at, value] of values.entries()) {
        const text: LabelElement = {
          t: 'text',
          xMm: 20,
          yMm: 10,
          wMm: 50,
          sizeMm: 7,
          align,
          bold: at % 2 === 0,
          value,
        };
        const zpl = await native({ widthMm: 101.6, heightMm: 40, elements: [text], expect: [] });
        expect(zpl).toContain('^A0N');
        const bitmap = await render(zpl, 203);
        const columns = inkedColumns(bitmap);
        expect(columns.length).toBeGreaterThan(20);
        expect(columns[0]).toBeGreaterThanOrEqual(159);
        expect(columns.at(-1)).toBeLessThanOrEqual(160 + 400 + 1);
      }
    }
  });
});

function inkedRows({ heightDots, stride, bits }: Bitmap): readonly number[] {
  const rows = Array.from({ length: heightDots }, (_, y) => y);
  return rows.filter((y) => bits.subarray(y * stride, (y + 1) * stride).some((byte) => byte !== 0));
}

function inkedColumns({ widthDots, heightDots, stride, bits }: Bitmap): readonly number[] {
  return Array.from({ length: widthDots }, (_, x) => x).filter((x) =>
    Array.from({ length: heightDots }, (_, y) => bits[y * stride + (x >> 3)] ?? 0).some(
      (byte) => byte & (0x80 >> (x & 7)),
    ),
  );
}

describe('Code 128 field data', () => {
  it.each([
    ['PH4-123456', false, '>:PH4-123456'],
    ['123456', false, '>;123456'],
    ['12345', false, '>;1234>65'],
    ['A12345B', false, '>:A12345B'],
    ['00340123450000000017', true, '>;>800340123450000000017'],
    [`37120${GS}10LOT9A`, true, '>;>83712>60>810LOT9A'],
  ] as const)('of %j is %s', (value, isGs1, data) => {
    expect(code128Field(value, isGs1)?.data).toBe(data);
  });

  it.each(['a^b', 'a~b', 'a_b', 'a>b', 'a<b', 'a\\b', 'ä', ''])('of %j is not written', (value) => {
    expect(code128Field(value, false)).toBeNull();
  });

  it('is read as it was written by foreign hands, and as wide as it says', async () => {
    const value = fc.stringMatching(/^[0-9A-Z a-z./+-]{4,16}$/);
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        const field = code128Field(text, false);
        const zpl = `^XA^BY2,3,60^FO40,20^BCN,60,N,N,N,N^FD${field?.data}^FS^XZ`;
        const bitmap = await renderZpl(Buffer.from(zpl), 203, 720, 100);
        expect((await decodeSymbols(bitmap, 'own')).map((symbol) => symbol.text)).toEqual([text]);
        const columns = inkedColumns(bitmap);
        expect((columns.at(-1) ?? 0) - (columns[0] ?? 0) + 1).toBe(2 * (field?.modules ?? 0));
      }),
      { numRuns: 25 },
    );
  });
});
