import type { ConflictKind } from '../../core/conflict.ts';
import type { Shipment } from '../../core/event.ts';
import type { OrderDoc, OrderState } from '../../core/order.ts';
import type { HoldReason } from '../../core/question.ts';
import { measureShipment, type OwedLine, owedOf } from './measure-shipment.ts';
import type { Fact } from './read-event.ts';

/** An order as far as facts about it matter. */
export interface OrderFacts {
  readonly id: string;
  readonly state: OrderState;
  readonly fence: number;
  readonly claimStation: string | null;
  readonly doc: OrderDoc | null;
  /** Rev of the last change from above while a station held the order; null: none. */
  readonly editedRev: number | null;
  /** Rev that the station said it works from; null: it has not said. */
  readonly agreedRev: number | null;
  /** Person id of who opened it where it is; null: nobody has yet. */
  readonly worker?: string | null;
  /** The shipment that counts, or, while none does, the first that wants to. */
  readonly shipment?: string | null;
}

export type Effect =
  | { readonly t: 'none' }
  /** The claim stays with the station. */
  | { readonly t: 'move'; readonly to: 'packing' | 'packed' }
  /** The claim ends and the order goes elsewhere. */
  | { readonly t: 'leave'; readonly to: 'ready' | 'on_hold' | 'cancelled'; readonly hold?: HoldReason }
  /** The station works from this rev of the order from now on. */
  | { readonly t: 'agree'; readonly rev: number; readonly to: 'packing' | 'same' }
  | {
      readonly t: 'ship';
      readonly accepted: boolean;
      readonly shipment: Shipment;
      readonly leads: 'shipped' | 'review' | 'same';
      /** What a person has to decide about; null: nothing. */
      readonly conflict: ConflictKind | null;
      /** What becomes a backorder. */
      readonly owed: readonly OwedLine[];
    };

export type Judgement =
  | { readonly outcome: 'applied' | 'conflict'; readonly code: string | null; readonly effect: Effect }
  | { readonly outcome: 'quarantined'; readonly code: string };

/** What is wrong with a tracking number that a parcel left with. */
export type TrackingDoubt = 'tracking_twice' | 'foreign_label' | 'label_voided';

/**
 * The conflict table (sync.md 3.5). A fact has happened and is never refused: it is applied, or it is kept as a
 * conflict. Every row of the table stands here, so that it can be read and tested without a database.
 */
export function judgeEvent(
  stationId: string,
  fence: number | null,
  fact: Fact,
  order: OrderFacts | undefined,
  doubt: TrackingDoubt | null = null,
): Judgement {
  // Answers are settled one by one, against what the database says then: see `settle-conflict.ts`.
  if (fact.t === 'nothing' || fact.t === 'teaches' || fact.t === 'answered') return applied({ t: 'none' });
  if (order === undefined) return { outcome: 'quarantined', code: 'unknown_order' };
  const told = fact.t === 'released' ? (fence ?? fact.fence) : fence;
  const current = order.claimStation === stationId && order.fence === told;
  if (fact.t === 'shipped') return judgeShipped(fact.shipment, order, current, doubt);
  if (!current) return applied({ t: 'none' }, 'late_fence');
  switch (fact.t) {
    // What is gone from the shelf is gone, whoever holds the order: the stock is told in any case (`write-notes.ts`).
    case 'goods':
      return applied({ t: 'none' });
    case 'opened':
      return judgeOpened(order, fact.rev);
    case 'revised':
      return applied({ t: 'agree', rev: fact.rev, to: 'same' });
    case 'packed':
      return order.state === 'claimed' || order.state === 'packing' ? applied({ t: 'move', to: 'packed' }) : noEffect();
    case 'put-back':
    case 'dropped':
    case 'released':
      return giveUp(order, { t: 'leave', to: 'ready' });
    case 'held':
      return giveUp(order, { t: 'leave', to: 'on_hold', hold: fact.reason });
  }
}

/** Who opened it is noted in any case: another packer may take over where the first one left. */
function judgeOpened(order: OrderFacts, rev: number | null): Judgement {
  if (rev === null) return order.state === 'claimed' ? applied({ t: 'move', to: 'packing' }) : noEffect();
  if (order.state === 'claimed') return applied({ t: 'agree', rev, to: 'packing' });
  return applied({ t: 'agree', rev, to: 'same' }, 'no_effect');
}

/** Only the holder can confirm a cancellation; letting go of the order is that confirmation. */
function giveUp(order: OrderFacts, effect: Effect): Judgement {
  if (order.state === 'cancel_pending') return applied({ t: 'leave', to: 'cancelled' }, 'cancel_confirmed');
  return applied(effect);
}

function judgeShipped(shipment: Shipment, order: OrderFacts, current: boolean, doubt: TrackingDoubt | null): Judgement {
  if (order.state === 'shipped') return rejected(shipment, 'double_ship', 'same');
  if (order.state === 'cancelled') return rejected(shipment, 'shipped_after_cancel', 'same');
  if (order.state === 'review') return rejected(shipment, 'double_ship', 'same');
  const measure = measureShipment(shipment, order.doc);
  // An order without a document was never lent to anyone; there is nothing to review it against.
  if (measure === 'over') return rejected(shipment, 'over_ship', order.doc === null ? 'same' : 'review');
  // The label is not this parcel's own, or the carrier will not carry it: a person must find the parcel before the order is over.
  if (doubt !== null) return rejected(shipment, doubt, 'review');
  const accepted = { t: 'ship', accepted: true, shipment, leads: 'shipped', conflict: null, owed: [] } as const;
  // The shop wants nothing more of a cancelled order.
  if (order.state === 'cancel_pending') return applied(accepted, 'shipped_before_cancel');
  const owing = { ...accepted, owed: owedOf(shipment, order.doc) };
  if (isEditedSince(order)) return applied({ ...owing, conflict: 'edited_after_claim' }, 'edited_after_claim');
  if (!current) return applied(owing, 'late_fence');
  return applied(owing, measure === 'part' ? 'part_shipped' : null);
}

/** The bench packed from an older rev: the shipment counts, and a person compares it with what the shop wants now. */
function isEditedSince(order: OrderFacts): boolean {
  return order.editedRev !== null && (order.agreedRev ?? 0) < order.editedRev;
}

function applied(effect: Effect, code: string | null = null): Judgement {
  return { outcome: 'applied', code, effect };
}

function noEffect(): Judgement {
  return applied({ t: 'none' }, 'no_effect');
}

function rejected(shipment: Shipment, conflict: ConflictKind, leads: 'review' | 'same'): Judgement {
  const effect = { t: 'ship', accepted: false, shipment, leads, conflict, owed: [] } as const;
  return { outcome: 'conflict', code: conflict, effect };
}
