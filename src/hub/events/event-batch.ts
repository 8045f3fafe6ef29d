import type { Shipment } from '../../core/event.ts';
import type { OrderState } from '../../core/order.ts';
import type { EventOutcome, WireEvent } from '../../wire/hub-events.ts';
import { type Effect, judgeEvent, type OrderFacts } from './judge-event.ts';
import { readEvent } from './read-event.ts';

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
}

/** Everything that a batch of new events comes to; nothing is written while it is worked out. */
export interface BatchOutcome {
  readonly results: EventResult[];
  readonly stored: StoredEvent[];
  readonly quarantined: { readonly event: IncomingEvent; readonly error: string }[];
  readonly shipments: NewShipment[];
  /** Orders as they stand after the batch, only those that changed. */
  readonly changed: Map<string, { readonly state: OrderState; readonly free: boolean }>;
}

/** Folds new events over the orders they speak of; later events of a batch see what earlier ones did. */
export function foldBatch(
  stationId: string,
  events: readonly IncomingEvent[],
  orders: ReadonlyMap<string, OrderFacts>,
): BatchOutcome {
  const now = new Map(orders);
  const outcome: BatchOutcome = { results: [], stored: [], quarantined: [], shipments: [], changed: new Map() };
  for (const raw of events) {
    const read = readEvent(raw);
    if (read.t === 'poison') {
      quarantine(outcome, raw, read.error);
      continue;
    }
    const { event, fact } = read;
    const order = event.order_id === null ? undefined : now.get(event.order_id);
    const judgement = judgeEvent(stationId, event.fence, fact, order);
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
    if (order === undefined) continue;
    if (effect.t === 'ship') {
      outcome.shipments.push({ event, orderId: order.id, shipment: effect.shipment, accepted: effect.accepted, code });
    }
    const next = afterEffect(effect);
    if (next === null) continue;
    outcome.changed.set(order.id, next);
    now.set(order.id, { ...order, state: next.state, claimStation: next.free ? null : order.claimStation });
  }
  return outcome;
}

function quarantine(outcome: BatchOutcome, event: IncomingEvent, error: string): void {
  outcome.quarantined.push({ event, error });
  outcome.results.push({ seq: event.seq, id: event.id, outcome: 'quarantined', code: error });
}

function afterEffect(effect: Effect): { state: OrderState; free: boolean } | null {
  switch (effect.t) {
    case 'none':
      return null;
    case 'move':
      return { state: effect.to, free: false };
    case 'leave':
      return { state: effect.to, free: true };
    case 'ship':
      return effect.leads === 'same' ? null : { state: effect.leads, free: true };
  }
}
