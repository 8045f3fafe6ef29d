import { accept, type Decision, type Facts, type FoundOrder, refuse } from './command.ts';
import { beginRound } from './decide-pick.ts';
import type { Event } from './event.ts';
import type { Order } from './order.ts';
import { phaseOf, type State } from './state.ts';

const MINUTE_MS = 60_000;

/** Opening an order: only one that this station holds by a hard claim, or can ask the hub for now. */
export function decideOpen(state: State, found: FoundOrder | null, facts: Facts): Decision {
  const phase = phaseOf(state);
  if (phase !== 'ready' && phase !== 'done') return refuse('not-now');
  if (found === null) return refuse('nothing-to-do');
  const { order, settled } = found;
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
  const opened: Event = { type: 'order-opened', orderId: order.id, order };
  const short = pickedShort(state, order, facts);
  if (short === 'hold') {
    return accept(opened, { type: 'order-held', orderId: order.id, reason: 'missing' });
  }
  const events: readonly Event[] = [opened, ...short];
  const ageMs = facts.lastPullAtMs === null ? Number.POSITIVE_INFINITY : facts.atMs - facts.lastPullAtMs;
  const { staleMinutes, stale } = facts.site.policy;
  if (facts.online || ageMs <= staleMinutes * MINUTE_MS) return accept(...events);
  const detail = { number: order.number, sinceMs: facts.lastPullAtMs ?? undefined };
  const knowing: readonly Event[] = [{ ...opened, stale: true }, ...short];
  return refuse('order-stale', detail, stale === 'ask' ? { by: 'again', events: knowing } : null);
}

/** What the picking round did not find is short from the start, as far as the site lets an order leave without it. */
function pickedShort(state: State, order: Order, facts: Facts): readonly Event[] | 'hold' {
  const short = Object.entries(state.picked[order.id]?.short ?? {}).filter(([, units]) => units > 0);
  if (short.length === 0) return [];
  const nothing = order.doc.lines.every(({ id, quantity }) => (state.picked[order.id]?.short[id] ?? 0) >= quantity);
  if (nothing || facts.site.policy.missing !== 'allow') return 'hold';
  return order.doc.lines.flatMap((line): Event[] => {
    const units = Math.min(state.picked[order.id]?.short[line.id] ?? 0, line.quantity);
    return units > 0
      ? [{ type: 'line-short', orderId: order.id, lineId: line.id, units, reason: 'none-on-shelf' }]
      : [];
  });
}
