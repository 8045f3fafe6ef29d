import type { LabelDocument, LabelElement } from '../../../src/core/label-document.ts';
import type { Address, Order } from '../../../src/core/order.ts';
import { parcelCodeOf } from '../../../src/core/parcel-code.ts';
import type { Dpi, PrintForm, ZplGraphics } from '../../../src/core/print.ts';
import { orderOf, RECEIVER } from '../../core/labels/sample-content.ts';

export function sampleOrder(to: Partial<Address> = {}, doc: Partial<Order['doc']> = {}): Order {
  return orderOf({ to: { ...RECEIVER, ...to }, lines: [], ...doc });
}

/** A 4 inch head. */
export function zplForm(dpi: Dpi = 203, graphics: ZplGraphics = 'run-length') {
  return { language: 'zpl', dpi, widthDots: dpi === 203 ? 832 : 1248, graphics } as const satisfies PrintForm;
}

export function escposForm(dpi: Dpi = 203, widthDots = dpi === 203 ? 832 : 1248) {
  return { language: 'escpos', dpi, widthDots, columns: 48 } as const satisfies PrintForm;
}

const WIDTH_MM = 101.6;
const INNER_MM = 93.6;

/** A 4 x 6 inch label with all that a real one has; `count` makes it another parcel. */
export function sampleLabel(to: Partial<Address> = {}, count = 1, doc: Partial<Order['doc']> = {}): LabelDocument {
  const order = sampleOrder(to, doc);
  const code = parcelCodeOf({ no: 4, epoch: 1 }, count);
  const { carrier, service, lane, marks } = order.doc;
  const address = order.doc.to;
  const lines = [address.name, address.company, address.street, `${address.postcode} ${address.city}`, address.country];
  const elements: LabelElement[] = [
    { t: 'text', xMm: 0, yMm: 0, wMm: 72, sizeMm: 13, bold: true, inverse: true, value: carrier.toUpperCase() },
    { t: 'text', xMm: 72, yMm: 0, wMm: 29.6, sizeMm: 13, bold: true, inverse: true, align: 'end', value: '1/2' },
    text(14.6, 60, 5, service, true),
    { ...text(14.6, 30, 5, order.number, true), xMm: 67.6, align: 'end' },
    rule(21),
    text(22.4, 60, 3, 'Packhouse, Hafenstraße 7, 20457 Hamburg'),
    { ...text(22.4, 30, 3, '2026-03-04 10:02 UTC'), xMm: 67.6, align: 'end' },
    rule(37),
    text(38.6, 10, 2.4, 'SHIP TO', true),
    ...lines.map((line, at) => text(42.2 + at * 7, INNER_MM, 5.4, line ?? '', at === 0)),
    ...(address.invented === true
      ? [{ ...text(76.6, INNER_MM, 6.4, 'MADE-UP ADDRESS – DO NOT SHIP', true), inverse: true }]
      : []),
    rule(84.2),
    text(87.6, 60, 15, lane, true),
    { ...text(102.8, 60, 6.2, marks.join('   ').toUpperCase(), true), inverse: true, align: 'centre' },
    { t: 'symbol', symbology: 'qrcode', value: code, xMm: 75.6, yMm: 88.8, xDimMm: 0.75, withinMm: 22 },
    rule(110.2),
    { ...bars(code), xMm: 0, yMm: 111.8 },
    { ...text(144.4, INNER_MM, 6, code, true), align: 'centre' },
  ];
  const expect = [
    { symbology: 'qrcode', text: code },
    { symbology: 'code128', text: code },
  ] as const;
  return { widthMm: WIDTH_MM, heightMm: 152.4, elements, expect };
}

type Text = Extract<LabelElement, { t: 'text' }>;

function text(yMm: number, wMm: number, sizeMm: number, value: string, bold = false): Text {
  return { t: 'text', xMm: 4, yMm, wMm, sizeMm, bold, value };
}

function rule(yMm: number): LabelElement {
  return { t: 'rule', xMm: 0, yMm, wMm: WIDTH_MM, hMm: 0.4 };
}

function bars(value: string) {
  return { t: 'symbol', symbology: 'code128', value, xDimMm: 0.375, heightMm: 31.75, withinMm: WIDTH_MM } as const;
}
