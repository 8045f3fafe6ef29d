import { accept, type Decision, type Facts, type FoundOrder, refuse } from './command.ts';
import { resumeParked } from './decide-park.ts';
import { beginRound } from './decide-pick.ts';
import type { Event } from './event.ts';
import type { Claim, Order } from './order.ts';
import { openShort } from './picked-short.ts';
import { phaseOf, type State } from './state.ts';

const MINUTE_MS = 60_000;

/** Opening an order: only one that is lent to this station, softly or for good, or that it can ask the hub for now. */
export function decideOpen(state: State, found: FoundOrder | null, facts: Facts): Decision {
  const phase = phaseOf(state);
  if (phase !== 'ready' && phase !== 'done') return refuse('not-now');
  if (found === null) return refuse('nothing-to-do');
  const { order, settled } = found;
  const parked = state.parked.find((work) => work.order.id === order.id);
  if (parked !== undefined) return resumeParked(state, parked);
  const about = { number: order.number };
  if (settled?.by === 'shipped') return refuse('order-shipped', { ...about, sinceMs: settled.atMs });
  if (settled?.by === 'held') return refuse('order-held', { ...about, sinceMs: settled.atMs });
  switch (order.state) {
    case 'shipped':
      return refuse('order-shipped', about);
    case 'on_hold':
    case 'review':
      return refuse('order-held', about);
    case 'cancelled':
    case 'cancel_pending':
      return cancelled(state, order);
  }
  const [problem] = order.doc.problems ?? [];
  if (problem !== undefined) return refuse('order-problem', { ...about, problem });
  if (order.claim?.mine === true && settled === null) return openNow(state, order, facts);
  if (order.claim !== null && !order.claim.mine) return taken(state, order, order.claim, facts);
  if (!facts.online) return refuse('order-needs-hub', about);
  return accept({ type: 'order-asked-for', orderId: order.id, number: order.number });
}

/** The shop wants it no more. What a round has brought goes back to its shelves, and the hub waits for exactly this word. */
function cancelled(state: State, { id, number, fence, claim }: Order): Decision {
  const refused = refuse('order-cancelled', { number });
  if (state.picked[id] === undefined || claim?.mine !== true) return refused;
  return { ...refused, events: [{ type: 'order-released', orderId: id, number, fence, reason: 'cancelled' }] };
}

/** Who has it, and since when. A supervisor who sees the goods here may take it over, as long as the hub can be asked. */
function taken(state: State, { id, number }: Order, { holder }: Claim, facts: Facts): Decision {
  const { station, person, sinceMs } = holder ?? {};
  const detail = { number, station, person: person ?? undefined, sinceMs };
  if (!facts.online || state.packer === null) return refuse('order-taken', detail);
  // Until a badge signs for it the asking is the packer's.
  const asked: Event = { type: 'order-take-over-asked', orderId: id, number, by: state.packer.id };
  return refuse('order-taken', detail, { by: 'supervisor', events: [asked] });
}

/** The order is this station's: fetch its goods, or pack them. */
export function openNow(state: State, order: Order, facts: Facts): Decision {
  if (order.doc.pick === true && state.picked[order.id] === undefined) return beginRound(state, [order]);
  const events = openShort(order, (lineId) => state.picked[order.id]?.short[lineId] ?? 0, facts.site.policy.missing);
  const ageMs = facts.lastPullAtMs === null ? Number.POSITIVE_INFINITY : facts.atMs - facts.lastPullAtMs;
  const { staleMinutes, stale } = facts.site.policy;
  if (facts.online || ageMs <= staleMinutes * MINUTE_MS) return accept(...events);
  const detail = { number: order.number, sinceMs: facts.lastPullAtMs ?? undefined };
  const knowing = events.map((event) => (event.type === 'order-opened' ? { ...event, stale: true } : event));
  return refuse('order-stale', detail, stale === 'ask' ? { by: 'again', events: knowing } : null);
}
