import { evolveLoad } from './evolve-load.ts';
import type { LineId, OrderId } from './ids.ts';
import type { NoteCode } from './note.ts';
import type { PickEvent } from './pick-event.ts';
import {
  currentTask,
  isOrderPicked,
  openTote,
  orderedUnits,
  pickedOf,
  pickedUnits,
  roundLine,
  roundOrderOf,
  roundShortOf,
  slotOf,
  stepOf,
  toteWantedBy,
  unitsToPick,
} from './round.ts';
import type { PickedOrder, Round, RoundOrder, State } from './state.ts';
import type { BandDetail } from './view.ts';

/** What a picking round or a hand-over changes. Total: an event of a round that is not there leaves the state as it is. */
export function evolvePick(
  state: State,
  event: PickEvent,
  entry: { readonly atMs: number; readonly seq: number },
): State {
  switch (event.type) {
    case 'round-begun':
      return begun(state, event.orders, entry.atMs);
    case 'loading-begun':
    case 'parcel-loaded':
    case 'parcel-unloaded':
    case 'loading-ended':
      return evolveLoad(state, event, entry.atMs);
  }
  const { round } = state;
  if (round === null) return state;
  if (event.type === 'round-ended') return ended(state, round, entry.atMs);
  if (event.type === 'place-proved') {
    const detail = { text: event.bin, raw: event.scan.text ?? undefined, atMs: entry.atMs };
    return noted(state, { ...round, place: event.bin }, 'shelf-right', detail);
  }
  if (event.type === 'bin-looked-at') {
    return asideNoted(state, { ...round, looked: [...round.looked, event.bin] }, event.bin);
  }
  const roundOrder = roundOrderOf(round, event.orderId);
  return roundOrder === undefined ? state : ofOrder(state, round, roundOrder, event, entry.atMs);
}

type OrderEvent = Extract<PickEvent, { readonly orderId: OrderId }>;

function ofOrder(state: State, round: Round, roundOrder: RoundOrder, event: OrderEvent, atMs: number): State {
  const { number } = roundOrder.order;
  switch (event.type) {
    case 'tote-given': {
      const { tote } = event;
      const totes = [...roundOrder.totes.filter((each) => each !== tote), tote];
      return toteNoted(state, withOrder(round, { ...roundOrder, totes, toteFull: false }), tote, number);
    }
    case 'tote-full':
      return noted(
        state,
        withOrder(round, { ...roundOrder, toteFull: true }),
        'scan-tote',
        toteDetail(round, roundOrder),
      );
    case 'tote-proved': {
      const { inHand } = round;
      const detail = inHand === null ? { number } : lineDetail(round, roundOrder, inHand.lineId);
      const text = openTote(roundOrder) ?? undefined;
      return noted(state, { ...round, inHand: null }, 'picked', { ...detail, text, atMs });
    }
    case 'item-picked':
      return picked(state, round, roundOrder, event, atMs);
    case 'item-unpicked':
      return unpicked(state, round, roundOrder, event);
    case 'pick-skipped': {
      const key = roundLine(event.orderId, event.lineId);
      const skipped = [...round.skipped.filter((each) => each !== key), key];
      return noted(state, { ...round, skipped, focus: null }, 'skipped', lineDetail(round, roundOrder, event.lineId));
    }
    case 'pick-chosen': {
      const key = roundLine(event.orderId, event.lineId);
      const skipped = round.skipped.filter((each) => each !== key);
      return noted(state, { ...round, skipped, focus: key }, 'chosen', lineDetail(round, roundOrder, event.lineId));
    }
    case 'pick-short': {
      const line = roundOrder.order.doc.lines.find(({ id }) => id === event.lineId);
      if (line === undefined) return state;
      const key = roundLine(event.orderId, event.lineId);
      const units = Math.min(event.units, unitsToPick(round, event.orderId, line));
      const short = { ...round.short, [key]: roundShortOf(round, event.orderId, event.lineId) + Math.max(0, units) };
      const detail = { ...lineDetail(round, roundOrder, event.lineId), n: units };
      return noted(state, { ...round, short, focus: null }, 'short-noted', detail);
    }
  }
}

function begun(state: State, orders: Extract<PickEvent, { type: 'round-begun' }>['orders'], atMs: number): State {
  const round: Round = {
    orders: orders.map((order) => ({ order, totes: [], toteFull: false })),
    place: null,
    picked: {},
    short: {},
    history: [],
    skipped: [],
    focus: null,
    inHand: null,
    looked: [],
    startedAtMs: atMs,
  };
  const [first] = orders;
  const number = orders.length === 1 ? first?.number : undefined;
  const detail = { n: orders.length, of: orderedUnits(round), number, atMs };
  return { ...noted(state, round, 'round-begun', detail), asking: null, work: null };
}

function picked(
  state: State,
  before: Round,
  roundOrder: RoundOrder,
  event: Extract<PickEvent, { type: 'item-picked' }>,
  atMs: number,
): State {
  const { orderId, lineId, units } = event;
  const key = roundLine(orderId, lineId);
  const tote = openTote(roundOrder) ?? roundOrder.totes.at(-1);
  const held = before.inHand?.orderId === orderId ? before.inHand.units : 0;
  const round: Round = {
    ...before,
    picked: { ...before.picked, [key]: pickedOf(before, orderId, lineId) + units },
    history: [...before.history, { orderId, lineId, units }],
    skipped: before.skipped.filter((each) => each !== key),
    focus: key,
    inHand: tote === undefined ? null : { orderId, lineId, units: held + units },
  };
  const detail = { ...lineDetail(round, roundOrder, lineId), text: tote, raw: event.scan.text ?? undefined, atMs };
  return noted(state, round, tote === undefined ? 'picked' : 'into-tote', detail);
}

function unpicked(
  state: State,
  before: Round,
  roundOrder: RoundOrder,
  { orderId, lineId, units }: Extract<PickEvent, { type: 'item-unpicked' }>,
): State {
  const key = roundLine(orderId, lineId);
  const { [key]: was = 0, ...others } = before.picked;
  const last = before.history.findLastIndex((done) => done.orderId === orderId && done.lineId === lineId);
  const { inHand } = before;
  const held = inHand === null ? 0 : inHand.units - (inHand.orderId === orderId ? units : 0);
  const history = before.history.filter((_, index) => index !== last);
  const round: Round = {
    ...before,
    picked: was > units ? { ...others, [key]: was - units } : others,
    history,
    focus: key,
    // What is still in the hand is what was picked before the unit that went back.
    inHand: inHand === null || held <= 0 ? null : { ...inHand, lineId: history.at(-1)?.lineId ?? lineId, units: held },
  };
  return noted(state, round, 'undone', lineDetail(round, roundOrder, lineId));
}

/** Only orders with nothing left on the shelves may be packed; a round that was broken off brings none of the others. */
function ended(state: State, round: Round, atMs: number): State {
  const brought = round.orders.filter((each) => isOrderPicked(round, each));
  const entries = brought.map(({ order, totes }): [string, PickedOrder] => {
    const short = order.doc.lines
      .map((line): [LineId, number] => [line.id, roundShortOf(round, order.id, line.id)])
      .filter(([, units]) => units > 0);
    return [order.id, { number: order.number, totes, short: Object.fromEntries(short) }];
  });
  const whole = brought.length === round.orders.length;
  const number = round.orders.length === 1 ? round.orders[0]?.order.number : undefined;
  const detail = { n: pickedUnits(round), of: orderedUnits(round), number, atMs };
  return {
    ...noted(state, round, whole ? 'round-done' : 'put-back', detail),
    round: null,
    picked: { ...state.picked, ...Object.fromEntries(entries) },
  };
}

/** A tote was given; the band goes on to the next order without one. */
function toteNoted(state: State, round: Round, tote: string, number: string): State {
  const next = toteWantedBy(round);
  if (next !== null) return noted(state, round, 'scan-tote', toteDetail(round, next));
  return noted(state, round, 'tote-ready', { text: tote, number });
}

/** The shelf was looked at; the band goes on to the next shelf when that is to be scanned. */
function asideNoted(state: State, round: Round, bin: string): State {
  if (stepOf(round) !== 'shelf') return noted(state, round, 'bin-noted', { text: bin });
  return noted(state, round, 'scan-shelf', { text: currentTask(round)?.bin ?? undefined });
}

function noted(state: State, round: Round, code: NoteCode, detail: BandDetail): State {
  return {
    ...state,
    round,
    stop: null,
    question: null,
    sheet: null,
    band: { code, detail },
  };
}

function withOrder(round: Round, roundOrder: RoundOrder): Round {
  const orders = round.orders.map((each) => (each.order.id === roundOrder.order.id ? roundOrder : each));
  return { ...round, orders };
}

function toteDetail(round: Round, { order }: RoundOrder): BandDetail {
  return { number: order.number, n: slotOf(round, order.id), of: round.orders.length };
}

function lineDetail(round: Round, { order }: RoundOrder, lineId: LineId): BandDetail {
  const line = order.doc.lines.find(({ id }) => id === lineId);
  if (line === undefined) return { number: order.number };
  const { name, variant, quantity } = line;
  return { name, variant, number: order.number, n: pickedOf(round, order.id, lineId), of: quantity };
}
