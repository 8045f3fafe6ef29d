import type { LineId, OrderId, ParcelCode, Sku } from './ids.ts';
import type { Extra, Item, Order } from './order.ts';
import type { DamageReason, ShortReason } from './question.ts';
import type { ScanEvidence } from './scan-evidence.ts';
import type { Ask, UnitFacts } from './unit-facts.ts';
import type { RefusalCode } from './verdict.ts';

/** What happens to goods and boxes of the open order. */
export type WorkEvent =
  | ({
      readonly type: 'item-packed';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
      readonly scan: ScanEvidence;
      /** Absent: the only box. */
      readonly boxNo?: number | undefined;
      /** The substitute that was packed in place of the line's item. */
      readonly swap?: Sku | undefined;
      /** Counted or typed by a person, not scanned. */
      readonly manual?: boolean | undefined;
    } & UnitFacts)
  /** The last packing was taken back. */
  | { readonly type: 'item-unpacked'; readonly orderId: OrderId; readonly lineId: LineId; readonly units: number }
  /** Some units of an earlier packing were taken out again; `packNo` counts the packings of this order from 1. */
  | {
      readonly type: 'item-removed';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly packNo: number;
      readonly units: number;
      readonly scan: ScanEvidence;
    }
  | { readonly type: 'line-reset'; readonly orderId: OrderId; readonly lineId: LineId }
  | { readonly type: 'line-skipped'; readonly orderId: OrderId; readonly lineId: LineId }
  | { readonly type: 'line-chosen'; readonly orderId: OrderId; readonly lineId: LineId }
  | {
      readonly type: 'line-short';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
      readonly reason: ShortReason;
      /** A picking round has told of it before. */
      readonly told?: boolean | undefined;
    }
  | { readonly type: 'short-taken-back'; readonly orderId: OrderId; readonly lineId: LineId; readonly units: number }
  | {
      readonly type: 'item-damaged';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
      readonly reason: DamageReason;
    }
  | {
      readonly type: 'wrong-bin-told';
      readonly orderId: OrderId | null;
      readonly sku: string;
      readonly bin: string | null;
    }
  | { readonly type: 'kit-broken'; readonly orderId: OrderId; readonly lineId: LineId }
  // a unit in hand that lacks something
  | {
      readonly type: 'capture-begun';
      readonly orderId: OrderId;
      readonly capture: Capture;
      readonly scan: ScanEvidence;
    }
  | {
      readonly type: 'capture-filled';
      readonly orderId: OrderId;
      readonly facts: UnitFacts;
      readonly ask: Ask;
      readonly scan: ScanEvidence;
    }
  | { readonly type: 'capture-dropped'; readonly orderId: OrderId }
  // how the next scan counts
  | { readonly type: 'mode-entered'; readonly orderId: OrderId; readonly mode: Mode }
  | { readonly type: 'mode-left'; readonly orderId: OrderId }
  // boxes
  | { readonly type: 'item-moved'; readonly orderId: OrderId; readonly packNo: number; readonly toBox: number }
  | { readonly type: 'box-closed'; readonly orderId: OrderId; readonly boxNo: number }
  | { readonly type: 'box-begun'; readonly orderId: OrderId; readonly boxNo: number }
  | { readonly type: 'box-asked'; readonly orderId: OrderId; readonly boxNo: number }
  /** `cartons`: codes of the suggestion and its alternatives; empty when nothing known holds it all. */
  | {
      readonly type: 'box-suggested';
      readonly orderId: OrderId;
      readonly boxNo: number;
      readonly cartons: readonly string[];
      /** How many boxes it takes, when no single carton is enough. */
      readonly split?: number | undefined;
    }
  | {
      readonly type: 'box-too-small';
      readonly orderId: OrderId;
      readonly boxNo: number;
      readonly carton: string;
    }
  | {
      readonly type: 'box-chosen';
      readonly orderId: OrderId;
      readonly boxNo: number;
      readonly carton: string;
      /** Empty weight, as the site knew it. */
      readonly grams: number;
    }
  | {
      readonly type: 'weight-asked';
      readonly orderId: OrderId;
      readonly boxNo: number;
      readonly expected: ExpectedWeight;
    }
  | {
      readonly type: 'box-weighed';
      readonly orderId: OrderId;
      readonly boxNo: number;
      readonly grams: number;
      readonly by: 'scale' | 'typed';
      readonly verdict: 'ok' | 'low' | 'high' | 'not-decisive';
    }
  /** The packer wants the scale asked again. */
  | { readonly type: 'weighing-repeated'; readonly orderId: OrderId; readonly boxNo: number }
  | { readonly type: 'weight-skipped'; readonly orderId: OrderId; readonly boxNo: number }
  | { readonly type: 'papers-asked'; readonly orderId: OrderId; readonly extras: readonly Extra[] }
  /** `skipped`: there was no camera for the photo. */
  | {
      readonly type: 'extra-done';
      readonly orderId: OrderId;
      readonly extra: Extra;
      readonly skipped?: boolean | undefined;
    }
  | {
      readonly type: 'order-packed';
      readonly orderId: OrderId;
      readonly parcelCode: ParcelCode;
      readonly parcels?: readonly ParcelCode[] | undefined;
    }
  // the shop
  | {
      readonly type: 'order-changed-above';
      readonly orderId: OrderId;
      readonly rev: number;
      readonly cancelled: boolean;
    }
  | { readonly type: 'order-revised'; readonly orderId: OrderId; readonly order: Order }
  /** The order was cancelled above; its goods go to the return tote. */
  | { readonly type: 'order-dropped'; readonly orderId: OrderId };

/** A scanned unit that may not count yet. */
export interface Capture {
  readonly lineId: LineId;
  /** The item scanned: the line's own or one of its substitutes. */
  readonly item: Item;
  readonly units: number;
  readonly swap: boolean;
  readonly manual: boolean;
  readonly facts: UnitFacts;
  readonly ask: Ask;
  /** What somebody has agreed to already, for this unit. */
  readonly waived: readonly RefusalCode[];
}

export type Mode =
  /** The next item scan takes a unit out. */
  | { readonly t: 'remove' }
  /** The next item scan says what goes into another box. */
  | { readonly t: 'move' }
  /** The next item scan counts so many. */
  | { readonly t: 'quantity'; readonly units: number };

/** What the closed box should weigh; `decisive` is false when a missing unit could hide in the tolerance. */
export interface ExpectedWeight {
  readonly grams: number;
  readonly toleranceGrams: number;
  readonly decisive: boolean;
}
