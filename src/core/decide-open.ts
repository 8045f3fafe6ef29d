import { accept, type Decision, type Facts, type FoundOrder, refuse } from './command.ts';
import { phaseOf, type State } from './state.ts';

/** Opening an order: only one that this station holds by a hard claim, or can ask the hub for now. */
export function decideOpen(state: State, found: FoundOrder | null, facts: Facts): Decision {
  const phase = phaseOf(state);
  if (phase !== 'ready' && phase !== 'done') return refuse('not-now');
  if (found === null) return refuse('nothing-to-do');
  const { order, settled } = found;
  const about = { number: order.number };
  if (settled?.by === 'shipped') return refuse('order-shipped', about);
  if (settled?.by === 'held') return refuse('order-held', about);
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
  if (order.claim?.mine === true && order.claim.class === 'hard' && settled === null) {
    return accept({ type: 'order-opened', orderId: order.id, order });
  }
  if (order.claim !== null && !order.claim.mine) return refuse('order-taken', about);
  if (!facts.online) return refuse('order-needs-hub', about);
  return accept({ type: 'order-asked-for', orderId: order.id, number: order.number });
}
