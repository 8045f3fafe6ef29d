import type { ParcelCode } from './ids.ts';
import type { LabelDocument, LabelElement } from './label-document.ts';
import type { Address, Mark, Order } from './order.ts';

export interface ShippingLabelContent {
  readonly order: Order;
  readonly parcelCode: ParcelCode;
  /** 1-based. */
  readonly parcelNo: number;
  readonly parcelCount: number;
  /** Name of the packing station. */
  readonly station: string;
  readonly packedAtMs: number;
  /** Sender; without one the block names the station only. */
  readonly from?: Address | undefined;
}

const WIDTH_MM = 101.6;
const HEIGHT_MM = 152.4;
const LEFT = 4;
const INNER = WIDTH_MM - 2 * LEFT;
/** Right-hand column: parcel count, QR, order number. */
const SIDE = 30;
const SIDE_LEFT = LEFT + INNER - SIDE;
const MAIN = INNER - SIDE - 3;
/** From line to line, as a share of the letters' size. */
const LINE_PITCH = 1.26;

/**
 * Our own 4 x 6 inch label in the order of a GS1 logistic label (GS1 General Specifications 6.6.4): free text, then data,
 * then the symbol lowest, upright bars ("picket fence"), with its human readable text. Without a GS1 company prefix it
 * bears a plain Code 128, never a made-up SSCC.
 */
export function shippingLabelOf(content: ShippingLabelContent): LabelDocument {
  const { parcelCode } = content;
  return {
    widthMm: WIDTH_MM,
    heightMm: HEIGHT_MM,
    elements: [...header(content), ...sender(content), ...receiver(content), ...handling(content), ...symbol(content)],
    expect: [
      { symbology: 'qrcode', text: parcelCode },
      { symbology: 'code128', text: parcelCode },
    ],
  };
}

function header({ order, parcelNo, parcelCount }: ShippingLabelContent): readonly LabelElement[] {
  const words = order.doc.carrier.toUpperCase();
  const count = `${parcelNo}/${parcelCount}`;
  return [
    { t: 'text', xMm: 0, yMm: 0, wMm: 72, sizeMm: 13, bold: true, inverse: true, value: words },
    {
      t: 'text',
      xMm: 72,
      yMm: 0,
      wMm: WIDTH_MM - 72,
      sizeMm: 13,
      bold: true,
      inverse: true,
      align: 'end',
      value: count,
    },
    text(LEFT, 14.6, MAIN, 5, order.doc.service, { bold: true }),
    text(SIDE_LEFT, 14.6, SIDE, 5, order.number, { bold: true, align: 'end' }),
    rule(21),
  ];
}

function sender({ from, station, packedAtMs }: ShippingLabelContent): readonly LabelElement[] {
  return [
    caption(LEFT, 22.6, 'FROM'),
    ...senderLines(from, station).map((value, at) => text(LEFT + 11, 22.4 + at * 3.5, MAIN - 11, 3, value)),
    caption(SIDE_LEFT, 22.6, 'PACKED', 'end'),
    text(SIDE_LEFT, 25.8, SIDE, 3, packedAt(packedAtMs), { align: 'end' }),
    text(SIDE_LEFT, 29.2, SIDE, 3, station, { align: 'end' }),
    rule(37),
  ];
}

function senderLines(from: Address | undefined, station: string): readonly string[] {
  if (from === undefined) return [station];
  const { name, company, street, postcode, city, country } = from;
  const place = `${postcode} ${city}, ${countryName(country)}`;
  return [name, company, street, place].filter((line) => line !== undefined && line.trim() !== '') as string[];
}

function receiver({ order }: ShippingLabelContent): readonly LabelElement[] {
  const { to } = order.doc;
  const elements: LabelElement[] = [caption(LEFT, 38.6, 'SHIP TO')];
  const lines = linesOf(to);
  // Six full lines and the banner do not fit at full size: then all lines give way alike.
  const roomMm = (to.invented === true ? 76.2 : 83.4) - 42.2;
  const shrink = Math.min(1, roomMm / lines.reduce((sum, { sizeMm }) => sum + sizeMm * LINE_PITCH, 0));
  let y = 42.2;
  for (const { value, sizeMm, bold } of lines) {
    elements.push(text(LEFT, y, INNER, sizeMm * shrink, value, { bold }));
    y += sizeMm * shrink * LINE_PITCH;
  }
  if (to.invented === true) elements.push(banner(76.6, INNER, 6.4, 'MADE-UP ADDRESS – DO NOT SHIP'));
  return [...elements, rule(84.2)];
}

function handling({ order, parcelCode }: ShippingLabelContent): readonly LabelElement[] {
  const marks = order.doc.marks.map((mark) => WORDS[mark]).join('   ');
  const qr = { xMm: SIDE_LEFT + 8, yMm: 88.8, xDimMm: 0.75, withinMm: SIDE - 8 };
  return [
    caption(LEFT, 85.8, 'LANE'),
    text(LEFT, 87.6, MAIN, marks === '' ? 20 : 15, order.doc.lane, { bold: true }),
    { t: 'symbol', symbology: 'qrcode', value: parcelCode, ...qr },
    ...(marks === '' ? [] : [banner(102.8, MAIN, 6.2, marks)]),
    rule(110.2),
  ];
}

function symbol({ parcelCode }: ShippingLabelContent): readonly LabelElement[] {
  const bars = { xMm: 0, yMm: 111.8, xDimMm: moduleWidthFor(parcelCode), heightMm: 31.75, withinMm: WIDTH_MM };
  return [
    { t: 'symbol', symbology: 'code128', value: parcelCode, ...bars },
    text(LEFT, 144.4, INNER, 6, spaced(parcelCode), { bold: true, align: 'centre' }),
  ];
}

const WORDS: Readonly<Record<Mark, string>> = { gift: 'GIFT', 'no-invoice': 'NO INVOICE', fragile: 'FRAGILE' };

interface AddressLine {
  readonly value: string;
  readonly sizeMm: number;
  readonly bold: boolean;
}

function linesOf(address: Address): readonly AddressLine[] {
  const { name, company, street, extra, postcode, city, region, country } = address;
  const line = (value: string | undefined, sizeMm: number, bold = false): readonly AddressLine[] =>
    value === undefined || value.trim() === '' ? [] : [{ value: value.trim(), sizeMm, bold }];
  return [
    ...line(name, 6.2, true),
    ...line(company, 4.8),
    ...line(street, 5.4),
    ...line(extra, 4.8),
    ...line([postcode, city, region].filter((part) => part !== undefined && part.trim() !== '').join(' '), 6.6, true),
    ...line(countryName(country), 4.8, true),
  ];
}

/** English, in capitals, last line: what the Universal Postal Union asks of cross-border addresses (UPU S42). */
function countryName(code: string): string {
  try {
    return (new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code).toUpperCase();
  } catch {
    return code; // not a country code; printed as it came
  }
}

/** Widest module that leaves both quiet zones on the label: 0.5 mm is 4 dots at 203 dpi and 6 at 300. */
function moduleWidthFor(code: string): number {
  const digits = (code.match(/\d{4,}/g) ?? []).map((run) => run.length);
  const pairs = digits.reduce((sum, run) => sum + Math.floor(run / 2) - 2, 0);
  const modules = 11 * (code.length - Math.max(0, pairs) + 2) + 13 + 20;
  return [0.5, 0.375, 0.25].find((width) => modules * width * 1.02 <= WIDTH_MM) ?? 0.25;
}

/** Groups of four are easier to read aloud; the symbol itself holds no blanks. */
function spaced(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

/** In UTC: a label is read in other places than the one that printed it. */
function packedAt(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function text(
  xMm: number,
  yMm: number,
  wMm: number,
  sizeMm: number,
  value: string,
  look: { readonly bold?: boolean; readonly align?: 'start' | 'end' | 'centre' } = {},
): LabelElement {
  return { t: 'text', xMm, yMm, wMm, sizeMm, value, ...look };
}

function banner(yMm: number, wMm: number, sizeMm: number, value: string): LabelElement {
  return { t: 'text', xMm: LEFT, yMm, wMm, sizeMm, bold: true, inverse: true, align: 'centre', value };
}

function caption(xMm: number, yMm: number, value: string, align: 'start' | 'end' = 'start'): LabelElement {
  return text(xMm, yMm, align === 'start' ? 10 : SIDE, 2.4, value, { bold: true, align });
}

function rule(yMm: number): LabelElement {
  return { t: 'rule', xMm: 0, yMm, wMm: WIDTH_MM, hMm: 0.4 };
}
