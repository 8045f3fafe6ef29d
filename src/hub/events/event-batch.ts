import type { Shipment } from '../../core/event.ts';
import type { OrderState } from '../../core/order.ts';
import type { HoldReason } from '../../core/question.ts';
import type { EventOutcome, WireEvent } from '../../wire/hub-events.ts';
import { type Effect, judgeEvent, type OrderFacts, type TrackingDoubt } from './judge-event.ts';
import type { OwedLine } from './measure-shipment.ts';
import { type GoodsNote, readEvent, type ShelfNote } from './read-event.ts';

export interface IncomingEvent {
  readonly seq: number;
  readonly id: string;
  readonly [key: string]: unknown;
}

export interface EventResult {
  readonly seq: number;
  readonly id: string;
  readonly outcome: EventOutcome;
  readonly code?: string;
}

export interface StoredEvent {
  readonly event: WireEvent;
  readonly outcome: 'applied' | 'conflict';
  readonly code: string | null;
}

export interface NewShipment {
  readonly event: WireEvent;
  readonly orderId: string;
  readonly shipment: Shipment;
  readonly accepted: boolean;
  readonly code: string | null;
  readonly owed: readonly OwedLine[];
}

/** Something to be written down about goods, shelves or codes. */
export type Note =
  | {
      readonly event: WireEvent;
      readonly about: GoodsNote;
      readonly order: OrderFacts;
      /** The station holds the order, so its reservation follows. */
      readonly current: boolean;
    }
  | { readonly event: WireEvent; readonly about: ShelfNote; readonly order: null };

/** Everything that a batch of new events comes to; nothing is written while it is worked out. */
export interface BatchOutcome {
  readonly results: EventResult[];
  readonly stored: StoredEvent[];
  readonly quarantined: { readonly event: IncomingEvent; readonly error: string }[];
  readonly shipments: NewShipment[];
  /** Orders as they stand after the batch, only those that changed. */
  readonly changed: Map<string, OrderChanged>;
  /** Rev that a station works from, by order. */
  readonly agreed: Map<string, number>;
  readonly notes: Note[];
}

export interface OrderChanged {
  readonly state: OrderState;
  readonly free: boolean;
  /** Why, when it is on hold. */
  readonly hold: HoldReason | null;
}

/** Folds new events over the orders they speak of; later events of a batch see what earlier ones did. */
export function foldBatch(
  stationId: string,
  events: readonly IncomingEvent[],
  orders: ReadonlyMap<string, OrderFacts>,
  /** By id of the shipment's event. */
  doubts: ReadonlyMap<string, TrackingDoubt> = new Map(),
): BatchOutcome {
  const now = new Map(orders);
  const outcome: BatchOutcome = {
    results: [],
    stored: [],
    quarantined: [],
    shipments: [],
    changed: new Map(),
    agreed: new Map(),
    notes: [],
  };
  for (const raw of events) {
    const read = readEvent(raw);
    if (read.t === 'poison') {
      quarantine(outcome, raw, read.error);
      continue;
    }
    const { event, fact } = read;
    const order = event.order_id === null ? undefined : now.get(event.order_id);
    const judgement = judgeEvent(stationId, event.fence, fact, order, doubts.get(event.id) ?? null);
    if (judgement.outcome === 'quarantined') {
      quarantine(outcome, raw, judgement.code);
      continue;
    }
    const { code, effect } = judgement;
    outcome.stored.push({ event, outcome: judgement.outcome, code });
    outcome.results.push({
      seq: event.seq,
      id: event.id,
      outcome: judgement.outcome,
      ...(code === null ? {} : { code }),
    });
    if (fact.t === 'teaches') outcome.notes.push({ event, about: fact.note, order: null });
    if (order === undefined) continue;
    if (fact.t === 'goods') {
      outcome.notes.push({ event, about: fact.note, order, current: code !== 'late_fence' });
    }
    if (effect.t === 'ship') {
      const { shipment, accepted, owed } = effect;
      outcome.shipments.push({ event, orderId: order.id, shipment, accepted, code, owed });
    }
    if (effect.t === 'agree') outcome.agreed.set(order.id, effect.rev);
    const after = { ...order, agreedRev: effect.t === 'agree' ? effect.rev : order.agreedRev };
    const next = afterEffect(effect);
    if (next !== null) outcome.changed.set(order.id, next);
    now.set(
      order.id,
      next === null ? after : { ...after, state: next.state, claimStation: next.free ? null : order.claimStation },
    );
  }
  return outcome;
}

function quarantine(outcome: BatchOutcome, event: IncomingEvent, error: string): void {
  outcome.quarantined.push({ event, error });
  outcome.results.push({ seq: event.seq, id: event.id, outcome: 'quarantined', code: error });
}

function afterEffect(effect: Effect): OrderChanged | null {
  switch (effect.t) {
    case 'none':
      return null;
    case 'move':
      return { state: effect.to, free: false, hold: null };
    case 'agree':
      return effect.to === 'same' ? null : { state: effect.to, free: false, hold: null };
    case 'leave':
      return { state: effect.to, free: true, hold: effect.hold ?? null };
    case 'ship':
      return effect.leads === 'same' ? null : { state: effect.leads, free: true, hold: null };
  }
}
