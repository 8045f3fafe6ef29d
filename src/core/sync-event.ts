import type { ConflictAnswer } from './conflict.ts';
import type { OrderId, PersonId } from './ids.ts';

/** Facts about rights, contradictions and the network: what many stations have between them. */
export type SyncEvent =
  /** A claim given back that nobody opened here; the goods were not touched. */
  | {
      readonly type: 'order-released';
      readonly orderId: OrderId;
      readonly number: string;
      readonly fence: number;
      readonly reason: 'cancelled' | 'surplus';
    }
  /** A supervisor at this bench says: the parcel or its goods are here, whoever holds the order. */
  | {
      readonly type: 'order-take-over-asked';
      readonly orderId: OrderId;
      readonly number: string;
      readonly by: PersonId;
    }
  /** Packed under a soft lease; before anything is printed the claim must be hard. */
  | { readonly type: 'order-hardening-asked'; readonly orderId: OrderId }
  | { readonly type: 'order-hardened'; readonly orderId: OrderId; readonly fence: number }
  /** The hub gave it to somebody else: it is closed here. `printed`: a label of ours is on a box and must be destroyed. */
  | {
      readonly type: 'order-lost';
      readonly orderId: OrderId;
      readonly number: string;
      readonly to: string | null;
      readonly printed: boolean;
    }
  | {
      readonly type: 'conflict-answered';
      readonly orderId: OrderId;
      readonly conflictId: string;
      readonly answer: ConflictAnswer;
    }
  /** The network is cut in software, to see how the bench does alone. */
  | { readonly type: 'drill-begun'; readonly minutes: number; readonly by: PersonId; readonly claimed: number }
  | { readonly type: 'drill-ended'; readonly score: DrillScore }
  | { readonly type: 'drill-seen' };

/** What an outage of this length would have meant. */
export interface DrillScore {
  readonly lastedMs: number;
  /** Orders shipped meanwhile: saved here, the hub heard later. */
  readonly shipped: number;
  /** Times somebody was refused because only the hub could have said yes. */
  readonly refused: number;
  readonly scans: number;
  /** Orders that could be finished alone when it began and when it ended. */
  readonly claimedBefore: number;
  readonly claimedAfter: number;
  /** How long after the begin the last claimed order was used up; null: there was always one. */
  readonly dryAfterMs: number | null;
}
