import type { ParcelCode } from '../ids.ts';
import type { LabelDocument } from '../label-document.ts';
import type { Address, Order } from '../order.ts';
import { addressLinesOf, senderLines, stackLines } from './address-lines.ts';
import { captionAt, ruleAt, textAt } from './label-parts.ts';
import { inFours, moduleWidthFor } from './parcel-symbol.ts';

export interface ReturnLabelContent {
  readonly order: Order;
  /** Of the parcel that went out. */
  readonly parcelCode: ParcelCode;
  /** Where it comes back to. */
  readonly warehouse: Address;
}

const WIDTH_MM = 101.6;
const LEFT = 4;
const INNER = WIDTH_MM - 2 * LEFT;

/**
 * The parcel's number with RT before it. Without, this label, which lies in the box or beside it, could be scanned in place of the
 * shipping label and prove a parcel that has none.
 */
export function returnCodeOf(parcelCode: ParcelCode): string {
  return `RT${parcelCode}`;
}

/** For the customer's way back, 4 x 6 inches: the warehouse receives, the customer sends. */
export function returnLabelOf({ order, parcelCode, warehouse }: ReturnLabelContent): LabelDocument {
  const code = returnCodeOf(parcelCode);
  const symbol = { xMm: 0, yMm: 108, xDimMm: moduleWidthFor(code, WIDTH_MM) ?? 0.25, heightMm: 32, withinMm: WIDTH_MM };
  return {
    widthMm: WIDTH_MM,
    heightMm: 152.4,
    elements: [
      textAt(0, 0, WIDTH_MM, 13, 'RETURN', { bold: true, inverse: true, align: 'centre' }),
      captionAt(LEFT, 15, 20, 'FROM'),
      ...senderLines(order.doc.to, '').map((value, at) => textAt(LEFT + 14, 14.8 + at * 3.5, INNER - 14, 3, value)),
      ruleAt(30, WIDTH_MM),
      captionAt(LEFT, 31.6, 20, 'RETURN TO'),
      ...stackLines(addressLinesOf(warehouse), { xMm: LEFT, yMm: 35, wMm: INNER, roomMm: 48 }),
      ruleAt(85, WIDTH_MM),
      captionAt(LEFT, 86.6, 20, 'ORDER'),
      textAt(LEFT, 89, INNER, 11, order.number, { bold: true }),
      ruleAt(105.6, WIDTH_MM),
      { t: 'symbol', symbology: 'code128', value: code, ...symbol },
      textAt(LEFT, 142, INNER, 6, inFours(code), { bold: true, align: 'centre' }),
    ],
    expect: [{ symbology: 'code128', text: code }],
  };
}
