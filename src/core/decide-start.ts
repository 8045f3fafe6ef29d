import { type Decision, type Facts, type Found, refuse } from './command.ts';
import { nameOf } from './decide-item.ts';
import { decideOpen } from './decide-open.ts';
import type { Scan } from './scan.ts';
import { boxOf, phaseOf, type State } from './state.ts';

/** Nothing is open: an order number, a tote, a cart, a parcel, an item or a serial opens its order. */
export function decideStart(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { text } = scan.payload;
  if (scan.payload.t === 'parcel') return decideParcel(state, found, text);
  const orders = found.orders.filter(({ settled }) => settled === null);
  const byItem = found.items.length > 0;
  if (!byItem && found.orders.length > 1) return refuse('ambiguous-code', { text });
  // Several orders may want an item: the first is the most urgent that this bench may open.
  const order = byItem ? orders[0] : found.orders[0];
  if (order !== undefined) return decideOpen(state, order, facts);
  const [item] = found.items;
  if (item !== undefined) return refuse('no-order-open', { text, scanned: nameOf(item.item) });
  if (found.bin !== null) return refuse('no-order-open', { text, got: found.bin });
  if (found.carton !== null) return refuse('no-order-open', { text, got: found.carton.name });
  // The hub takes back what has left; the bench still knows what it packed last and what waits for its carrier.
  const left = state.last?.number === text || state.waiting.some(({ number }) => number === text);
  return left ? refuse('order-shipped', { text, number: text }) : refuse('unknown-quiet', { text });
}

/** A label of ours without an open order: the one just proved, or one that waits for its carrier. */
function decideParcel(state: State, found: Found, text: string): Decision {
  if (phaseOf(state) === 'done' && state.work !== null && boxOf(state.work).parcelCode === text) {
    return refuse('already-counted', { text });
  }
  const waiting = state.waiting.find(({ parcelCode }) => parcelCode === text);
  if (waiting !== undefined) return refuse('order-shipped', { text, number: waiting.number });
  return refuse('label-not-here', { text, number: found.parcelOf ?? undefined });
}
