import type { OrderLine } from './order.ts';
import {
  openTote,
  orderedUnits,
  orderedUnitsOf,
  pickedOf,
  pickedUnits,
  pickedUnitsOf,
  roundOrderOf,
  roundShortOf,
  slotOf,
  stepOf,
  tasksOf,
  toteWantedBy,
} from './round.ts';
import type { LineView, LoadScreen, PickScreen, PickView } from './screen-view.ts';
import type { Round, RoundOrder, State } from './state.ts';
import type { Ask } from './unit-facts.ts';

/** How many parcels of a carrier are listed by name. */
const LISTED_PARCELS = 12;

export function pickScreenOf(round: Round): PickScreen {
  const step = stepOf(round);
  const todo = walkOf(round);
  const [current = null, next = null] = todo;
  const single = round.orders.length === 1 && round.orders[0]?.totes.length === 0;
  const subject = toteWantedBy(round)?.order.number ?? current?.number ?? null;
  return {
    name: 'pick',
    units: { picked: pickedUnits(round), ordered: orderedUnits(round) },
    // A round with nothing left only waits for its end; it asks for nothing else.
    step: step === 'done' ? 'item' : step,
    current,
    next,
    todo,
    totes: single ? [] : round.orders.map((each, index) => toteView(round, each, index + 1, subject)),
  };
}

/** The walk with what is due now in front: the order that wants a tote, or the unit in the hand even if it was its line's last. */
function walkOf(round: Round): readonly PickView[] {
  const views = tasksOf(round).map(({ orderId, line }) => pickView(round, orderId, line));
  const { inHand } = round;
  const wanting = toteWantedBy(round);
  const held = wanting === null || wanting.order.id === inHand?.orderId ? inHand : null;
  const line = held && roundOrderOf(round, held.orderId)?.order.doc.lines.find(({ id }) => id === held.lineId);
  const first =
    held && line ? pickView(round, held.orderId, line) : views.find(({ number }) => number === wanting?.order.number);
  if (first === undefined) return views;
  const same = (view: PickView) => view.slot === first.slot && view.line.id === first.line.id;
  return [first, ...views.filter((view) => !same(view))];
}

function pickView(round: Round, orderId: RoundOrder['order']['id'], line: OrderLine): PickView {
  const own = roundOrderOf(round, orderId);
  return {
    number: own?.order.number ?? '',
    slot: slotOf(round, orderId),
    tote: own === undefined ? null : openTote(own),
    bin: line.bin ?? null,
    line: pickLineView(round, orderId, line),
  };
}

function toteView(round: Round, each: RoundOrder, slot: number, current: string | null): PickScreen['totes'][number] {
  const { id, number } = each.order;
  return {
    slot,
    number,
    tote: openTote(each),
    picked: pickedUnitsOf(round, id),
    ordered: orderedUnitsOf(each),
    current: number === current,
  };
}

/** A line as it is picked: `packed` counts the units that are off their shelf. */
export function pickLineView(round: Round, orderId: RoundOrder['order']['id'], line: OrderLine): LineView {
  const lines = roundOrderOf(round, orderId)?.order.doc.lines ?? [];
  const parts = lines.filter(({ kit }) => kit !== undefined && kit.no === line.kit?.no);
  return {
    id: line.id,
    sku: line.sku,
    name: line.name,
    variant: line.variant ?? null,
    picture: line.picture ?? null,
    place: line.bin ?? null,
    packed: pickedOf(round, orderId, line.id),
    ordered: line.quantity,
    short: roundShortOf(round, orderId, line.id),
    asks: asksOf(line),
    kit: line.kit
      ? {
          no: line.kit.no,
          name: line.kit.name,
          complete: parts.every((part) => pickedOf(round, orderId, part.id) >= part.quantity),
        }
      : null,
    byHand: line.uncoded === true,
  };
}

function asksOf({ track }: OrderLine): readonly Ask[] {
  const asks = ['lot', 'expiry', 'serial', 'weight'] as const;
  return asks.filter((ask) => track?.[ask] === true);
}

export function loadScreenOf(state: State): LoadScreen {
  const loaded = state.loading?.loaded ?? [];
  // Two lanes of one carrier are two vehicles as far as the dock knows.
  const keys = [...new Set(state.waiting.map(({ carrier, lane }) => JSON.stringify([carrier, lane])))];
  return {
    name: 'load',
    carriers: keys.map((key) => {
      const own = state.waiting.filter(({ carrier, lane }) => JSON.stringify([carrier, lane]) === key);
      const waiting = own.filter(({ parcelCode }) => !loaded.includes(parcelCode));
      return {
        carrier: own[0]?.carrier ?? '',
        lane: own[0]?.lane ?? '',
        loaded: own.length - waiting.length,
        parcels: waiting.slice(0, LISTED_PARCELS).map(({ parcelCode, number }) => ({ parcelCode, number })),
        waiting: waiting.length,
      };
    }),
  };
}
