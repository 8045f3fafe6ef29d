import { accept, type Decision, type Facts, type FoundOrder, refuse } from './command.ts';
import { resumeParked } from './decide-park.ts';
import { beginRound } from './decide-pick.ts';
import type { Order } from './order.ts';
import { openShort } from './picked-short.ts';
import { phaseOf, type State } from './state.ts';

const MINUTE_MS = 60_000;

/** Opening an order: only one that this station holds by a hard claim, or can ask the hub for now. */
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
      return refuse('order-cancelled', about);
  }
  const [problem] = order.doc.problems ?? [];
  if (problem !== undefined) return refuse('order-problem', { ...about, problem });
  if (order.claim?.mine === true && order.claim.class === 'hard' && settled === null) {
    return openNow(state, order, facts);
  }
  if (order.claim !== null && !order.claim.mine) return refuse('order-taken', about);
  if (!facts.online) return refuse('order-needs-hub', about);
  return accept({ type: 'order-asked-for', orderId: order.id, number: order.number });
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
