import type { Shipment } from '../../core/event.ts';
import type { OrderDoc, OrderState } from '../../core/order.ts';
import type { Fact } from './read-event.ts';

/** An order as far as facts about it matter. */
export interface OrderFacts {
  readonly id: string;
  readonly state: OrderState;
  readonly fence: number;
  readonly claimStation: string | null;
  readonly doc: OrderDoc | null;
}

export type Effect =
  | { readonly t: 'none' }
  /** The claim stays with the station. */
  | { readonly t: 'move'; readonly to: 'packing' | 'packed' }
  /** The claim ends and the order goes elsewhere. */
  | { readonly t: 'leave'; readonly to: 'ready' | 'on_hold' | 'cancelled' }
  | {
      readonly t: 'ship';
      readonly accepted: boolean;
      readonly shipment: Shipment;
      readonly leads: 'shipped' | 'review' | 'same';
    };

export type Judgement =
  | { readonly outcome: 'applied' | 'conflict'; readonly code: string | null; readonly effect: Effect }
  | { readonly outcome: 'quarantined'; readonly code: string };

/**
 * The conflict table (sync.md 3.5). A fact has happened and is never refused: it is applied, or it is kept as a
 * conflict. Every row of the table stands here, so that it can be read and tested without a database.
 */
export function judgeEvent(
  stationId: string,
  fence: number | null,
  fact: Fact,
  order: OrderFacts | undefined,
): Judgement {
  if (fact.t === 'nothing') return applied({ t: 'none' });
  if (order === undefined) return { outcome: 'quarantined', code: 'unknown_order' };
  const current = order.claimStation === stationId && order.fence === fence;
  if (fact.t === 'shipped') return judgeShipped(fact.shipment, order, current);
  if (!current) return applied({ t: 'none' }, 'late_fence');
  switch (fact.t) {
    case 'opened':
      return order.state === 'claimed' ? applied({ t: 'move', to: 'packing' }) : noEffect();
    case 'packed':
      return order.state === 'claimed' || order.state === 'packing' ? applied({ t: 'move', to: 'packed' }) : noEffect();
    case 'put-back':
      return giveUp(order, 'ready');
    case 'held':
      return giveUp(order, 'on_hold');
  }
}

/** Only the holder can confirm a cancellation; letting go of the order is that confirmation. */
function giveUp(order: OrderFacts, to: 'ready' | 'on_hold'): Judgement {
  if (order.state === 'cancel_pending') return applied({ t: 'leave', to: 'cancelled' }, 'cancel_confirmed');
  return applied({ t: 'leave', to });
}

function judgeShipped(shipment: Shipment, order: OrderFacts, current: boolean): Judgement {
  if (order.state === 'shipped') return rejected(shipment, 'double_ship', 'same');
  if (order.state === 'cancelled') return rejected(shipment, 'shipped_after_cancel', 'same');
  if (order.state === 'review') return rejected(shipment, 'double_ship', 'same');
  const measure = measureShipment(shipment, order.doc);
  // An order without a document was never lent to anyone; there is nothing to review it against.
  if (measure === 'over') return rejected(shipment, 'over_ship', order.doc === null ? 'same' : 'review');
  const accepted: Effect = { t: 'ship', accepted: true, shipment, leads: 'shipped' };
  if (order.state === 'cancel_pending') return applied(accepted, 'shipped_before_cancel');
  if (!current) return applied(accepted, 'late_fence');
  return applied(accepted, measure === 'part' ? 'part_shipped' : null);
}

/** Compares what left with what was ordered, line by line. */
export function measureShipment(shipment: Shipment, doc: OrderDoc | null): 'whole' | 'part' | 'over' {
  const left = new Map<string, number>((doc?.lines ?? []).map((line) => [line.id, line.quantity]));
  for (const { lineId, units } of shipment.parcels.flatMap((parcel) => parcel.lines)) {
    const rest = (left.get(lineId) ?? 0) - units;
    if (rest < 0) return 'over';
    left.set(lineId, rest);
  }
  return [...left.values()].every((rest) => rest === 0) ? 'whole' : 'part';
}

function applied(effect: Effect, code: string | null = null): Judgement {
  return { outcome: 'applied', code, effect };
}

function noEffect(): Judgement {
  return applied({ t: 'none' }, 'no_effect');
}

function rejected(shipment: Shipment, code: string, leads: 'review' | 'same'): Judgement {
  return { outcome: 'conflict', code, effect: { t: 'ship', accepted: false, shipment, leads } };
}
