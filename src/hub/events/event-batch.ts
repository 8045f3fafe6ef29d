import { CONFLICT_KINDS, type ConflictKind } from '../../core/conflict.ts';
import type { Shipment } from '../../core/event.ts';
import type { OrderState } from '../../core/order.ts';
import type { HoldReason } from '../../core/question.ts';
import type { EventOutcome, WireEvent } from '../../wire/hub-events.ts';
import { type Effect, judgeEvent, type OrderFacts, type TrackingDoubt } from './judge-event.ts';
import type { OwedLine } from './measure-shipment.ts';
import type { GoodsNote, ReadEvent, ShelfNote } from './read-event.ts';
import type { From } from './stored-events.ts';

export interface IncomingEvent {
  readonly seq: number;
  readonly id: string;
  readonly [key: string]: unknown;
}

/** An event as it came, and what the hub makes of it; read once, because reading costs. */
export interface IncomingRead {
  readonly raw: IncomingEvent;
  readonly read: ReadEvent;
}

/** What one station tells. */
export interface Telling<Who extends From = From> {
  readonly from: Who;
  readonly events: readonly IncomingRead[];
}

export interface EventResult {
  readonly seq: number;
  readonly id: string;
  readonly outcome: EventOutcome;
  readonly code?: string;
  readonly conflict_id?: string;
}

export interface StoredEvent {
  readonly from: From;
  readonly event: WireEvent;
  readonly outcome: 'applied' | 'conflict';
  readonly code: string | null;
}

/**
 * A shipment, and a conflict about it, have the id of the event that told of it: a hub restored from an older backup gives the same names
 * again when stations tell it anew, so that answers still find their conflict and no shop is told of one parcel twice.
 */
export interface NewShipment {
  readonly from: From;
  readonly event: WireEvent;
  readonly orderId: string;
  readonly shipment: Shipment;
  readonly accepted: boolean;
  readonly code: string | null;
  readonly conflict: ConflictKind | null;
  /** The shipment that it contradicts. */
  readonly other: string | null;
  readonly owed: readonly OwedLine[];
}

/** Something to be written down about goods, shelves or codes. */
export type Note =
  | {
      readonly from: From;
      readonly event: WireEvent;
      readonly about: GoodsNote;
      readonly order: OrderFacts;
      /** The station holds the order, so its reservation follows. */
      readonly current: boolean;
    }
  | { readonly from: From; readonly event: WireEvent; readonly about: ShelfNote; readonly order: null };

/** Everything that a batch of new events comes to; nothing is written while it is worked out. */
export interface BatchOutcome {
  /** Of each telling. */
  readonly results: readonly EventResult[][];
  readonly stored: StoredEvent[];
  readonly quarantined: { readonly from: From; readonly event: IncomingEvent; readonly error: string }[];
  readonly shipments: NewShipment[];
  /** Orders as they stand after the batch, only those of which something changed. */
  readonly changed: Map<string, OrderChanged>;
  readonly notes: Note[];
}

export interface OrderChanged {
  /** Undefined: as it was. */
  readonly state?: OrderState;
  /** The claim ended. */
  readonly free?: true;
  /** Why, when it is on hold. */
  readonly hold?: HoldReason;
  /** Rev that the station works from. */
  readonly agreed?: number;
  /** Person id of who opened it. */
  readonly worker?: string;
}

/** Folds new events over the orders they speak of, one station after the other; later events see what earlier ones did. */
export function foldBatch(
  tellings: readonly Telling[],
  orders: ReadonlyMap<string, OrderFacts>,
  /** By id of the shipment's event. */
  doubts: ReadonlyMap<string, TrackingDoubt> = new Map(),
): BatchOutcome {
  const now = new Map(orders);
  const outcome: BatchOutcome = {
    results: tellings.map(() => []),
    stored: [],
    quarantined: [],
    shipments: [],
    changed: new Map(),
    notes: [],
  };
  for (const [index, { from, events }] of tellings.entries()) {
    const results = outcome.results[index] ?? [];
    for (const each of events) results.push(foldEvent(outcome, from, each, now, doubts));
  }
  return outcome;
}

function foldEvent(
  outcome: BatchOutcome,
  from: From,
  { raw, read }: IncomingRead,
  now: Map<string, OrderFacts>,
  doubts: ReadonlyMap<string, TrackingDoubt>,
): EventResult {
  if (read.t === 'poison') return quarantine(outcome, from, raw, read.error);
  const { event, fact } = read;
  const order = event.order_id === null ? undefined : now.get(event.order_id);
  const judgement = judgeEvent(from.stationId, event.fence, fact, order, doubts.get(event.id) ?? null);
  if (judgement.outcome === 'quarantined') return quarantine(outcome, from, raw, judgement.code);
  const { code, effect } = judgement;
  const result = resultOf(event, judgement.outcome, code);
  outcome.stored.push({ from, event, outcome: judgement.outcome, code });
  if (fact.t === 'teaches') outcome.notes.push({ from, event, about: fact.note, order: null });
  if (order === undefined) return result;
  if (fact.t === 'goods') {
    outcome.notes.push({ from, event, about: fact.note, order, current: code !== 'late_fence' });
  }
  if (effect.t === 'ship') {
    const { shipment, accepted, owed, conflict } = effect;
    const other = conflict === 'double_ship' ? (order.shipment ?? null) : null;
    outcome.shipments.push({ from, event, orderId: order.id, shipment, accepted, code, conflict, other, owed });
  }
  const next = afterEffect(effect);
  const opener = fact.t === 'opened' && code !== 'late_fence' ? event.operator : null;
  note(outcome, order, { ...next, ...(opener === null || opener === order.worker ? {} : { worker: opener }) });
  now.set(order.id, factsAfter(order, next, { shipment: effect.t === 'ship' ? event.id : null, opener }));
  return result;
}

function resultOf(event: WireEvent, outcome: EventOutcome, code: string | null): EventResult {
  return {
    seq: event.seq,
    id: event.id,
    outcome,
    ...(code === null ? {} : { code }),
    ...(isConflict(code) ? { conflict_id: event.id } : {}),
  };
}

export function isConflict(code: string | null): code is ConflictKind {
  return CONFLICT_KINDS.some((kind) => kind === code);
}

function note(outcome: BatchOutcome, order: OrderFacts, change: OrderChanged): void {
  if (Object.keys(change).length === 0) return;
  outcome.changed.set(order.id, { ...outcome.changed.get(order.id), ...change });
}

function factsAfter(
  order: OrderFacts,
  change: OrderChanged,
  done: { readonly shipment: string | null; readonly opener: string | null },
): OrderFacts {
  return {
    ...order,
    state: change.state ?? order.state,
    claimStation: change.free === true ? null : order.claimStation,
    agreedRev: change.agreed ?? order.agreedRev,
    worker: done.opener ?? order.worker ?? null,
    // The first one stays the first; what comes after it contradicts it.
    shipment: order.shipment ?? done.shipment,
  };
}

function quarantine(outcome: BatchOutcome, from: From, event: IncomingEvent, error: string): EventResult {
  outcome.quarantined.push({ from, event, error });
  return { seq: event.seq, id: event.id, outcome: 'quarantined', code: error };
}

function afterEffect(effect: Effect): OrderChanged {
  switch (effect.t) {
    case 'none':
      return {};
    case 'move':
      return { state: effect.to };
    case 'agree':
      return { agreed: effect.rev, ...(effect.to === 'same' ? {} : { state: effect.to }) };
    case 'leave':
      return { state: effect.to, free: true, ...(effect.hold === undefined ? {} : { hold: effect.hold }) };
    case 'ship':
      return effect.leads === 'same' ? {} : { state: effect.leads, free: true };
  }
}
