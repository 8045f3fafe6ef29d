import { accept, type Decision, type Facts, type Found, refuse } from './command.ts';
import { nameOf } from './decide-item.ts';
import { decideOpen } from './decide-open.ts';
import { resumeParked } from './decide-park.ts';
import { type Job, mayComeOut } from './job.ts';
import { isLabelOf } from './parcel-label.ts';
import type { Scan } from './scan.ts';
import { boxOf, type PointedParcel, phaseOf, type State } from './state.ts';

/** Nothing is open: an order number, a tote, a cart, a parcel, an item or a serial opens its order. */
export function decideStart(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { text } = scan.payload;
  const paper = decideLabel(state, text);
  if (paper !== null) return paper;
  const orders = found.orders.filter(({ settled }) => settled === null);
  const byItem = found.items.length > 0;
  if (!byItem && found.orders.length > 1) return refuse('ambiguous-code', { text });
  // Several orders may want an item: the first is the most urgent that this bench may open.
  const order = byItem ? orders[0] : found.orders[0];
  if (order !== undefined && order.settled?.by !== 'shipped') return decideOpen(state, order, facts);
  const [item] = found.items;
  if (item !== undefined) return refuse('no-order-open', { text, scanned: nameOf(item.item) });
  if (found.bin !== null) return refuse('no-order-open', { text, got: found.bin });
  if (found.carton !== null) return refuse('no-order-open', { text, got: found.carton.name });
  // The hub takes back what has left; the bench still knows what it packed.
  if (found.shipped !== null) return hasLeft(state, found.shipped, text);
  if (order !== undefined) return decideOpen(state, order, facts);
  if (scan.payload.t === 'parcel') return refuse('label-not-here', { text, number: found.parcelOf ?? undefined });
  return refuse('unknown-quiet', { text });
}

/** A paper of ours without an open order: of a parked box, of the parcel just proved, or a copy that was printed after it left. */
function decideLabel(state: State, text: string): Decision | null {
  const parked = state.parked.find((work) => work.boxes.some((box) => box.parcelCode === text));
  if (parked !== undefined) return resumeParked(state, parked);
  const copy = state.aside.findLast((job) => job.paper === 'label' && isLabelOf(job, text));
  if (copy !== undefined && mayComeOut(copy) && isLatest(state, copy)) {
    return accept({ type: 'print-confirmed', jobId: copy.jobId, by: 'scan' });
  }
  const { work } = state;
  const label = phaseOf(state) === 'done' && work !== null ? boxOf(work).label : null;
  return label !== null && isLabelOf(label, text) ? refuse('already-counted', { text }) : null;
}

/** Of two papers with one number the scan is of the one that was printed last. */
function isLatest(state: State, { parcelCode, copy }: Job): boolean {
  const left = state.waiting.find((parcel) => parcel.parcelCode === parcelCode);
  return left === undefined || left.copies === copy;
}

/** Shown, with when it left; from here REPRINT prints its label once more. */
function hasLeft(state: State, shipped: NonNullable<Found['shipped']>, text: string): Decision {
  const { orderId, number, parcelCode, atMs } = shipped;
  const parcel: PointedParcel = { orderId, number, parcelCode };
  const isNew = state.pointed?.parcelCode !== parcelCode;
  return {
    ...refuse('order-shipped', { text, number, sinceMs: atMs, reprint: true }),
    events: isNew ? [{ type: 'parcel-pointed-at', ...parcel }] : [],
  };
}
