import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/decode.ts';
import type { LabelDocument } from '../../../src/core/label-document.ts';
import { contentLabelOf } from '../../../src/core/labels/content-label.ts';
import { badgeLabelOf, binLabelOf, toteLabelOf } from '../../../src/core/labels/name-label.ts';
import { moduleWidthFor } from '../../../src/core/labels/parcel-symbol.ts';
import { returnLabelOf } from '../../../src/core/labels/return-label.ts';
import { shippingLabelOf } from '../../../src/core/labels/shipping-label.ts';
import type { Address } from '../../../src/core/order.ts';
import type { PrintForm } from '../../../src/core/print.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { type LabelPipeline, openLabelPipeline } from '../../../src/devices/label/make-label.ts';
import { drawSymbol } from '../../../src/devices/label/symbol.ts';
import type { MadeLabel } from '../../../src/runtime/ports.ts';
import { labelContent, lineOf, OWN, orderOf, RECEIVER, SSCC, WAREHOUSE } from './sample-content.ts';

let pipeline: LabelPipeline;
beforeAll(async () => {
  pipeline = await openLabelPipeline(findLabelAssets());
});

const SHEET = (dpi: 203 | 300): PrintForm => ({
  language: 'zpl',
  dpi,
  widthDots: 4 * dpi + 20,
  graphics: 'run-length',
});
const ROLL = (dpi: 203 | 300): PrintForm => ({
  language: 'escpos',
  dpi,
  widthDots: dpi === 203 ? 576 : 850,
  columns: dpi === 203 ? 48 : 70,
});

async function made(document: LabelDocument, form: PrintForm): Promise<MadeLabel> {
  const result = await pipeline.make(document, form);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** As many as an address can have, each as long as can be. */
const LONG = 'Maximilian-Alexander '.repeat(6).slice(0, 120);
const LONGEST: Address = {
  name: LONG,
  company: LONG,
  street: LONG,
  extra: LONG,
  city: LONG,
  region: LONG,
  postcode: 'SW1A 1AA',
  country: 'GS',
  invented: true,
};

describe('a shipping label', () => {
  it.each([
    ['4x6', OWN, ['qrcode', OWN], ['code128', OWN]],
    ['4x6', SSCC, ['gs1datamatrix', `00${SSCC}`], ['gs1-128', `00${SSCC}`]],
    ['roll-80', OWN, ['qrcode', OWN], ['code128', OWN]],
    ['roll-80', SSCC, ['gs1datamatrix', `00${SSCC}`], ['code128', SSCC]],
  ] as const)('on %s of %s says exactly what it must, at 203 and 300 dpi', async (media, parcelCode, square, bars) => {
    const document = shippingLabelOf(labelContent({ media, parcelCode }));
    for (const dpi of [203, 300] as const) {
      const { decoded } = await made(document, media === '4x6' ? SHEET(dpi) : ROLL(dpi));
      expect(decoded.map(({ symbology, text }) => [symbology, text]).sort()).toEqual([[...square], [...bars]].sort());
    }
  });

  it('bears a GS1 logistic label when it has an SSCC', () => {
    const { elements } = shippingLabelOf(labelContent({ parcelCode: SSCC }));
    const bars = elements.find((element) => element.t === 'symbol' && element.symbology === 'gs1-128');
    if (bars?.t !== 'symbol') throw new Error('It has no GS1-128');
    const { xMm, yMm, xDimMm, heightMm = 0, withinMm = 0 } = bars;
    const lowest = elements.filter((element) => element.t === 'symbol').every((element) => element.yMm <= yMm);
    expect({ lowest, tall: heightMm >= 31.75 }).toEqual({ lowest: true, tall: true });
    // Whole dots: 4 at 203 dpi and 6 at 300, both within 0.495 to 0.940 mm, with 10 modules of quiet on either side.
    for (const [dpi, moduleDots] of [
      [203, 4],
      [300, 6],
    ] as const) {
      expect(Math.round((xDimMm * dpi) / 25.4)).toBe(moduleDots);
      expect((moduleDots * 25.4) / dpi).toBeGreaterThanOrEqual(0.495);
      expect((moduleDots * 25.4) / dpi).toBeLessThanOrEqual(0.94);
      const drawn = drawSymbol({ symbology: 'gs1-128', text: `00${SSCC}` }, moduleDots, 1);
      expect(drawn).toMatchObject({ ok: true, value: { widthDots: 156 * moduleDots } });
      expect(xMm + (withinMm * dpi) / 25.4).toBeGreaterThanOrEqual(176 * moduleDots);
    }
    const words = elements.flatMap((element) => (element.t === 'text' ? [element.value] : []));
    expect(words).toEqual(
      expect.arrayContaining(['SSCC', SSCC, '(00) 3401 2345 0000 0000 17', 'SHIP TO POST', '61-749']),
    );
  });

  it('never calls its own number an SSCC', () => {
    const words = shippingLabelOf(labelContent()).elements.flatMap((it) => (it.t === 'text' ? [it.value] : []));
    expect(words.some((word) => word.includes('SSCC') || word.includes('(00)'))).toBe(false);
  });

  it('bears the time that it was given, the sender, and no mark of being a copy', () => {
    const words = shippingLabelOf(labelContent()).elements.flatMap((it) => (it.t === 'text' ? [it.value] : []));
    expect(words).toEqual(expect.arrayContaining(['2026-03-04 11:02', 'Hafenstraße 7', '20457 Hamburg, GERMANY']));
    expect(words.join(' ')).not.toMatch(/copy/i);
    const unsent = shippingLabelOf(labelContent({ from: undefined })).elements;
    expect(unsent.filter((it) => it.t === 'text' && it.value === 'Station 4')).toHaveLength(2);
  });

  it.each([
    ['ZPL', { name: 'ACME ^XZ^XA^PQ50^FO10,10^FDPWNED^FS ~JA' }],
    ['ESC/POS', { name: '\x1b@\x1dV\x00\x10\x14\x08', city: '\x1dV\x00' }],
    ['SVG', { name: '</text><image href="file:///etc/passwd"/>&lt;', company: ']]>' }],
    ['every line as long as can be', LONGEST],
    ['right to left', { name: 'דוד כהן', street: 'شارع الملك فهد 118', city: 'תל אביב' }],
    ['direction overrides', { name: '\u202Egnp.exe\u202C', street: '\uD800' }],
  ])('keeps %s inside its lines, on a sheet and on a roll', async (_, to) => {
    for (const parcelCode of [OWN, SSCC]) {
      const content = labelContent({
        order: orderOf({ to: { ...RECEIVER, ...to } }),
        from: { ...WAREHOUSE, ...to },
        parcelCode,
      });
      const sheet = await made(shippingLabelOf(content), SHEET(203));
      const zpl = Buffer.from(sheet.bytes).toString('latin1');
      expect(zpl.match(/[\^~][A-Z]{2}/g)).toEqual(
        '^XA ^PO ^PM ^LR ^LS ^MU ^JM ^PW ^LL ^LH ^FO ^GF ^FS ^PQ ^XZ'.split(' '),
      );
      const roll = shippingLabelOf({ ...content, media: 'roll-80' });
      expect((await made(roll, ROLL(203))).decoded).toHaveLength(2);
      expect(roll.heightMm).toBeLessThanOrEqual(150);
    }
  });

  it('is refused rather than printed with boxes for letters', async () => {
    const content = labelContent({ order: orderOf({ to: { ...RECEIVER, name: '日本語' } }) });
    expect(await pipeline.make(shippingLabelOf(content), SHEET(203))).toMatchObject({
      error: { code: 'missing-glyphs' },
    });
  });

  it('has room for every carrier, service, lane and number that an order can have', () => {
    const text = fc.string({ minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.constantFrom(OWN, SSCC),
        fc.boolean(),
        (carrier, lane, name, parcelCode, roll) => {
          const order = orderOf({ carrier, service: lane, lane, to: { ...LONGEST, name } });
          const label = shippingLabelOf(labelContent({ order, parcelCode, media: roll ? 'roll-80' : '4x6' }));
          for (const element of label.elements) {
            if (element.t !== 'text') continue;
            expect(element.xMm).toBeGreaterThanOrEqual(0);
            expect(element.xMm + element.wMm).toBeLessThanOrEqual(label.widthMm + 0.01);
            expect(element.yMm + element.sizeMm).toBeLessThanOrEqual(label.heightMm);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('bars of a parcel number', () => {
  it('are never wider than they were taken for', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,40}$/), fc.constantFrom(203, 300), (code, dpi) => {
        const width = moduleWidthFor(code, 101.6);
        if (width === null) return;
        const moduleDots = Math.round((width * dpi) / 25.4);
        const drawn = drawSymbol({ symbology: 'code128', text: code }, moduleDots, 1);
        if (!drawn.ok) throw new Error(drawn.error);
        expect(drawn.value.widthDots + 20 * moduleDots).toBeLessThanOrEqual(Math.round((101.6 * dpi) / 25.4));
      }),
      { numRuns: 300 },
    );
  });
});

describe('labels for things and people', () => {
  const today = { aim: 'auto', today: '2026-03-04' } as const;

  it.each([
    ['a tote', toteLabelOf('T-0042'), 'code128', 'T-0042', { t: 'text', text: 'T-0042' }],
    ['a small tote label', toteLabelOf('T-0042', '3x1'), 'code128', 'T-0042', { t: 'text' }],
    ['a bin', binLabelOf('A-01-02-3'), 'code128', 'L-A-01-02-3', { t: 'place', bin: 'A-01-02-3' }],
    ['a bin with a long name', binLabelOf('A'.repeat(40), '3x1'), 'datamatrix', `L-${'A'.repeat(40)}`, { t: 'place' }],
    ['a tote with a long name', toteLabelOf('T'.repeat(48), '3x1'), 'datamatrix', 'T'.repeat(48), { t: 'text' }],
    ['a badge', badgeLabelOf({ name: 'Ann', code: 'XB12345K' }), 'code128', 'XB12345K', { t: 'invalid' }],
    ['a long badge', badgeLabelOf({ name: 'Ann', code: `XB${'7'.repeat(33)}` }), 'code128', `XB${'7'.repeat(33)}`, {}],
  ] as const)('%s', async (_, document, symbology, text, payload) => {
    for (const dpi of [203, 300] as const) {
      const { decoded } = await made(document, SHEET(dpi));
      expect(decoded).toMatchObject([{ symbology, text }]);
    }
    expect(decode({ text }, today).payload).toMatchObject(payload);
  });

  it('never print what a badge is worth in letters', () => {
    const { elements } = badgeLabelOf({ name: 'Anna Nowak', code: 'XB12345K' });
    expect(elements.flatMap((it) => (it.t === 'text' ? [it.value] : []))).toEqual(['Anna Nowak']);
  });

  it.each([
    () => toteLabelOf(''),
    () => toteLabelOf('Kiste Ü'),
    () => toteLabelOf('^XA\x1b@'),
    () => toteLabelOf(' T'),
    () => toteLabelOf('T'.repeat(49)),
    () => binLabelOf('A 01'),
    () => badgeLabelOf({ name: 'Ann', code: 'ann' }),
  ])('refuse a code that no scanner gives back %#', (make) => expect(make).toThrow());
});

describe('a content label', () => {
  const goods = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      item: lineOf({ name: LONG }),
      units: at + 1,
      lots: ['LOT9A', 'LOT9B'],
    }));
  const words = (count: number): string[] =>
    contentLabelOf({ number: 'SO-10482', parcelNo: 1, parcelCount: 2, goods: goods(count) }).elements.flatMap((it) =>
      it.t === 'text' ? [it.value] : [],
    );

  it('lists what is in the box, and counts what it has no room for', async () => {
    expect(words(2)).toEqual(expect.arrayContaining(['1/2', '3', '1 x', '2 x', 'TEE-RED-M   LOT LOT9A, LOT9B']));
    expect(words(12).some((word) => word.startsWith('+'))).toBe(false);
    expect(words(14)).toContain('+ 3 more (39 units): see the packing slip');
    const document = contentLabelOf({ number: 'SO-10482', parcelNo: 1, parcelCount: 2, goods: goods(40) });
    // Nothing on it can be scanned in place of the shipping label.
    expect((await made(document, SHEET(203))).decoded).toEqual([]);
  });
});

describe('a return label', () => {
  it.each([OWN, SSCC])('of %s cannot be taken for the shipping label', async (parcelCode) => {
    const document = returnLabelOf({ order: orderOf({ to: LONGEST }), parcelCode, warehouse: WAREHOUSE });
    const { decoded } = await made(document, SHEET(203));
    expect(decoded).toMatchObject([{ symbology: 'code128', text: `RT${parcelCode}` }]);
    const { payload } = decode({ text: `RT${parcelCode}` }, { aim: 'auto', today: '2026-03-04' });
    expect(payload).toEqual({ t: 'text', text: `RT${parcelCode}` });
  });
});
