import type { LineId, OrderId, ParcelCode } from './ids.ts';
import type { Order } from './order.ts';
import type { ShortReason } from './question.ts';
import type { ScanEvidence } from './scan-evidence.ts';
import type { UnitFacts } from './unit-facts.ts';

/** Picking rounds and the hand-over to the carrier. */
export type PickEvent =
  /** One order, or several with a tote each, fetched in one walk along the shelves. */
  | { readonly type: 'round-begun'; readonly orders: readonly Order[] }
  | { readonly type: 'tote-given'; readonly orderId: OrderId; readonly tote: string; readonly scan: ScanEvidence }
  /** Full; the order goes on in another one. */
  | { readonly type: 'tote-full'; readonly orderId: OrderId; readonly tote: string }
  | { readonly type: 'place-proved'; readonly bin: string; readonly scan: ScanEvidence }
  | ({
      readonly type: 'item-picked';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
      readonly bin: string | null;
      readonly scan: ScanEvidence;
    } & UnitFacts)
  /** The unit in hand was laid into its order's tote. */
  | { readonly type: 'tote-proved'; readonly orderId: OrderId; readonly scan: ScanEvidence }
  | {
      readonly type: 'item-unpicked';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
    }
  | { readonly type: 'pick-skipped'; readonly orderId: OrderId; readonly lineId: LineId }
  | { readonly type: 'pick-chosen'; readonly orderId: OrderId; readonly lineId: LineId }
  | {
      readonly type: 'pick-short';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
      readonly reason: ShortReason;
      readonly bin: string | null;
    }
  /** The stock said that this shelf is empty now; a person looked. */
  | { readonly type: 'bin-looked-at'; readonly bin: string; readonly empty: boolean }
  | { readonly type: 'round-ended' }
  | { readonly type: 'loading-begun' }
  | { readonly type: 'parcel-loaded'; readonly parcelCode: ParcelCode; readonly scan: ScanEvidence }
  | { readonly type: 'parcel-unloaded'; readonly parcelCode: ParcelCode }
  /** What the carrier took, and what stays for the next time. */
  | {
      readonly type: 'loading-ended';
      readonly loaded: readonly ParcelCode[];
      readonly left: readonly ParcelCode[];
    };
