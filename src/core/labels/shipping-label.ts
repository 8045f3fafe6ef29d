import type { LabelDocument, LabelElement } from '../label-document.ts';
import { isSscc } from '../sscc.ts';
import { addressLinesOf, senderLines, stackLines } from './address-lines.ts';
import { bannerAt, captionAt, ruleAt, textAt } from './label-parts.ts';
import { moduleWidthFor, parcelSymbolsOf } from './parcel-symbol.ts';
import { rollLabelOf } from './roll-label.ts';
import { MADE_UP, marksOf, type ShippingLabelContent } from './shipping-content.ts';

const WIDTH_MM = 101.6;
const HEIGHT_MM = 152.4;
const LEFT = 4;
const INNER = WIDTH_MM - 2 * LEFT;
/** Right-hand column: parcel count, square symbol, order number. */
const SIDE = 30;
const SIDE_LEFT = LEFT + INNER - SIDE;
const MAIN = INNER - SIDE - 3;
const HALF = (MAIN - 3) / 2;

/**
 * Our own label. It bears no mark of being a copy: a reprint is the same stored bytes, and the packer's record says which of them
 * left. An 80 mm printer gets a layout of its own, never this one squeezed.
 */
export function shippingLabelOf(content: ShippingLabelContent): LabelDocument {
  return content.media === 'roll-80' ? rollLabelOf(content) : sheetLabelOf(content);
}

/**
 * In the order of a GS1 logistic label (GS1 General Specifications 6.6.4): free text, then data titles with their content, then
 * the symbol lowest, upright bars ("picket fence"), with its human readable text. The receiver's postcode stands as text with
 * its title; a second GS1-128 for it, 31.75 mm high too, has no room on 4 x 6 inches beside the lane.
 */
function sheetLabelOf(content: ShippingLabelContent): LabelDocument {
  const { bars, square } = parcelSymbolsOf(content.parcelCode);
  return {
    widthMm: WIDTH_MM,
    heightMm: HEIGHT_MM,
    elements: [...header(content), ...sender(content), ...receiver(content), ...handling(content), ...symbol(content)],
    expect: [square, bars],
  };
}

function header({ order, parcelNo, parcelCount }: ShippingLabelContent): readonly LabelElement[] {
  const black = { bold: true, inverse: true };
  return [
    textAt(0, 0, 72, 13, order.doc.carrier.toUpperCase(), black),
    textAt(72, 0, WIDTH_MM - 72, 13, `${parcelNo}/${parcelCount}`, { ...black, align: 'end' }),
    textAt(LEFT, 14.6, MAIN, 5, order.doc.service, { bold: true }),
    textAt(SIDE_LEFT, 14.6, SIDE, 5, order.number, { bold: true, align: 'end' }),
    ruleAt(21, WIDTH_MM),
  ];
}

function sender({ from, station, packedAt }: ShippingLabelContent): readonly LabelElement[] {
  return [
    captionAt(LEFT, 22.6, 10, 'FROM'),
    ...senderLines(from, station).map((value, at) => textAt(LEFT + 11, 22.4 + at * 3.5, MAIN - 11, 3, value)),
    captionAt(SIDE_LEFT, 22.6, SIDE, 'PACKED', 'end'),
    textAt(SIDE_LEFT, 25.8, SIDE, 3, packedAt, { align: 'end' }),
    textAt(SIDE_LEFT, 29.2, SIDE, 3, station, { align: 'end' }),
    ruleAt(37, WIDTH_MM),
  ];
}

function receiver({ order, parcelCode }: ShippingLabelContent): readonly LabelElement[] {
  const { to } = order.doc;
  // The SSCC as a data title takes a band from the address.
  const endMm = isSscc(parcelCode) ? 73.4 : 84.2;
  const invented = to.invented === true;
  const roomMm = endMm - (invented ? 8 : 0.8) - 42.2;
  return [
    captionAt(LEFT, 38.6, 20, 'SHIP TO'),
    ...stackLines(addressLinesOf(to), { xMm: LEFT, yMm: 42.2, wMm: INNER, roomMm }),
    ...(invented ? [bannerAt(LEFT, endMm - 7.6, INNER, 6.4, MADE_UP)] : []),
    ruleAt(endMm, WIDTH_MM),
    ...(isSscc(parcelCode) ? dataBand(parcelCode) : []),
  ];
}

/** Data content is at least 7 mm high (GS1 General Specifications 6.6.4). */
function dataBand(sscc: string): readonly LabelElement[] {
  return [
    captionAt(LEFT, 74.2, 30, 'SSCC'),
    textAt(LEFT, 76.9, INNER, 7, sscc, { bold: true }),
    ruleAt(84.2, WIDTH_MM),
  ];
}

function handling({ order, parcelCode }: ShippingLabelContent): readonly LabelElement[] {
  const { doc } = order;
  const marks = marksOf(doc.marks);
  const { square } = parcelSymbolsOf(parcelCode);
  // A Data Matrix has fewer modules than a QR code, so they may be larger in the same place.
  const xDimMm = square.symbology === 'qrcode' ? 0.75 : 1;
  const place = { xMm: SIDE_LEFT + 8, yMm: 88.8, xDimMm, withinMm: SIDE - 8 };
  const laneMm = marks === '' ? 20 : 15;
  const lane = isSscc(parcelCode)
    ? [
        textAt(LEFT, 87.6, HALF, laneMm, doc.lane, { bold: true }),
        captionAt(LEFT + HALF + 3, 85.8, HALF, 'SHIP TO POST'),
        textAt(LEFT + HALF + 3, 88.4, HALF, 9, doc.to.postcode, { bold: true }),
      ]
    : [textAt(LEFT, 87.6, MAIN, laneMm, doc.lane, { bold: true })];
  return [
    captionAt(LEFT, 85.8, 20, 'LANE'),
    ...lane,
    { t: 'symbol', symbology: square.symbology, value: square.text, ...place },
    ...(marks === '' ? [] : [bannerAt(LEFT, 102.8, MAIN, 6.2, marks)]),
    ruleAt(110.2, WIDTH_MM),
  ];
}

/** X-dimension 0.495 to 0.940 mm and bars of 31.75 mm at least (GS1 General Specifications 5.12, table 5). */
function symbol({ parcelCode }: ShippingLabelContent): readonly LabelElement[] {
  const { bars, words } = parcelSymbolsOf(parcelCode);
  const xDimMm = isSscc(parcelCode) ? 0.5 : (moduleWidthFor(parcelCode, WIDTH_MM) ?? 0.25);
  const place = { xMm: 0, yMm: 111.8, xDimMm, heightMm: 32, withinMm: WIDTH_MM };
  return [
    { t: 'symbol', symbology: bars.symbology, value: bars.text, ...place },
    textAt(LEFT, 144.6, INNER, 6, words, { bold: true, align: 'centre' }),
  ];
}
