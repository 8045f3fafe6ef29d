import { accept, type Command, type Decision, type Facts, type FoundOrder } from './command.ts';
import { openNow } from './decide-open.ts';
import type { Event } from './event.ts';
import { isHardening, labelOutOf } from './evolve-sync.ts';
import type { OrderId } from './ids.ts';
import type { State, Work } from './state.ts';

/** What the hub said to an order that was asked for, lent as usual or taken over. */
export function answerClaim(state: State, command: Extract<Command, { type: 'answer-claim' }>, facts: Facts): Decision {
  if (state.asking?.orderId !== command.orderId) return accept();
  if (command.order !== null) {
    const granted = openNow(state, command.order, { ...facts, online: true });
    if (granted.ok) return granted;
  }
  const { orderId, number } = state.asking;
  return accept({ type: 'order-not-granted', orderId, number, code: command.code ?? 'hub-unreachable' });
}

/** The lease became a hard claim, the hub could not be asked, or somebody else has the order. */
export function answerHardening(state: State, command: Extract<Command, { type: 'answer-hardening' }>): Decision {
  const { orderId, fence, code, to } = command;
  const work = heldWork(state, orderId);
  if (work === null) return accept();
  if (fence !== null) {
    const isNews = work.hardening !== null || work.order.claim?.class !== 'hard' || fence > work.order.fence;
    return isNews ? accept({ type: 'order-hardened', orderId, fence }) : accept();
  }
  if (!isHardening(state, orderId)) return accept();
  if (code !== 'hub-unreachable') return loseOrder(state, { orderId, to });
  const { number } = work.order;
  return work.hardening === 'asked' ? accept({ type: 'order-not-granted', orderId, number, code }) : accept();
}

/** What is packed and waits for the hub asks it once more. */
export function askHardening(state: State): readonly Event[] {
  return [state.work, ...state.parked].flatMap((work) =>
    work?.hardening === 'waiting' ? [{ type: 'order-hardening-asked', orderId: work.order.id }] : [],
  );
}

/** The hub gave the order to somebody else, or took it back. What left from here stays what it is. */
export function loseOrder(
  state: State,
  { orderId, to }: { readonly orderId: OrderId; readonly to: string | null },
): Decision {
  const number = numberOf(state, orderId);
  if (number === null) return accept();
  // One thing at a time, unless the order in hand itself is meant: it is told again when the stop or the question is gone.
  const isInHand = state.work?.order.id === orderId;
  if (!isInHand && (state.stop !== null || state.question !== null)) return accept();
  return accept({ type: 'order-lost', orderId, number, to, printed: labelOutOf(state, orderId) !== null });
}

/** A claim that nobody needs here is given back, so that others can have it; one that anything was done with is not. */
export function releaseOrder(
  state: State,
  { found, reason }: { readonly found: FoundOrder; readonly reason: 'cancelled' | 'surplus' },
): Decision {
  const { id, number, fence } = found.order;
  return isReleasable(state, found) ? accept({ type: 'order-released', orderId: id, number, fence, reason }) : accept();
}

export function isReleasable(state: State, { order, settled }: FoundOrder): boolean {
  const isAsked = state.asking?.orderId === order.id;
  return order.claim?.mine === true && settled === null && !isAsked && !isAtBench(state, order.id);
}

function isAtBench(state: State, orderId: OrderId): boolean {
  return state.work?.order.id === orderId || numberOf(state, orderId) !== null;
}

/** The open or parked order, as long as it has not left. */
function heldWork(state: State, orderId: OrderId): Work | null {
  return [state.work, ...state.parked].find((work) => work?.order.id === orderId && work.stage !== 'done') ?? null;
}

/** The number of an order that this bench has in its hands: open, parked, on the walk, or picked. */
function numberOf(state: State, orderId: OrderId): string | null {
  const inRound = state.round?.orders.find(({ order }) => order.id === orderId)?.order;
  return heldWork(state, orderId)?.order.number ?? inRound?.number ?? state.picked[orderId]?.number ?? null;
}
