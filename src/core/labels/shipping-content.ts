import type { ParcelCode } from '../ids.ts';
import type { Address, Mark, Order } from '../order.ts';

export interface ShippingLabelContent {
  readonly order: Order;
  /** Our own number, or an SSCC of 18 digits. */
  readonly parcelCode: ParcelCode;
  /** 1-based. */
  readonly parcelNo: number;
  readonly parcelCount: number;
  /** Name of the packing station. */
  readonly station: string;
  /** The time on the wall of the station, as it is to be printed. */
  readonly packedAt: string;
  /** Sender; without one the block names the station only. */
  readonly from?: Address | undefined;
  /** A label of 4 x 6 inches, or a piece of an 80 mm roll. */
  readonly media: '4x6' | 'roll-80';
}

const WORDS: Readonly<Record<Mark, string>> = { gift: 'GIFT', 'no-invoice': 'NO INVOICE', fragile: 'FRAGILE' };

export function marksOf(marks: readonly Mark[]): string {
  return marks.map((mark) => WORDS[mark]).join('   ');
}

export const MADE_UP = 'MADE-UP ADDRESS – DO NOT SHIP';
