import type { Command } from '../core/command.ts';
import { isReleasable } from '../core/decide-claim.ts';
import { conflictAsked } from '../core/decide-conflict.ts';
import type { OrderId } from '../core/ids.ts';
import type { Order } from '../core/order.ts';
import type { State } from '../core/state.ts';
import type { Replica } from './stores.ts';

type Source = Pick<Replica, 'order' | 'conflicts' | 'unopened' | 'identity'>;

/**
 * What the hub's word means for what this bench has in its hands: an order that was changed, given to somebody else or lent under
 * another number, a conflict that was decided, claims that nobody needs here. `isWhole`: the replica holds all that the hub said, so an
 * order that is missing from it is not this station's any more.
 */
export function newsFor(
  state: State,
  replica: Source,
  { mayHarden, isWhole }: { readonly mayHarden: boolean; readonly isWhole: boolean },
): readonly Command[] {
  return [
    ...heldNews(state, replica, isWhole),
    ...pickedNews(state, replica, isWhole),
    ...(isWhole ? conflictNews(state, replica) : []),
    ...(mayHarden && isWaiting(state) ? [{ type: 'ask-hardening' } as const] : []),
    ...(isWhole ? surplus(state, replica) : []),
  ];
}

function heldNews(state: State, replica: Source, isWhole: boolean): readonly Command[] {
  const { work } = state;
  return heldBy(state).flatMap((order): readonly Command[] => {
    const above = replica.order(order.id)?.order ?? null;
    if (above === null && !isWhole) return [];
    if (isLost(order, above)) return [loss(order.id, above)];
    if (above === null) return [];
    const isLentAnew = above.claim?.class === 'hard' && above.fence > order.fence;
    return [
      ...(isLentAnew ? [hardened(order.id, above.fence)] : []),
      ...(work?.order.id === order.id && above.rev > work.seenRev
        ? [{ type: 'order-changed', order: above } as const]
        : []),
    ];
  });
}

/** Open, parked, or on the walk. */
function heldBy({ work, parked, round }: State): readonly Order[] {
  const open = work === null || work.stage === 'done' ? [] : [work];
  return [...open, ...parked, ...(round?.orders ?? [])].map(({ order }) => order);
}

/**
 * Somebody else has it, or the hub took it back. A lease that ran out is not lost yet: the hub says so when it is to become a hard
 * claim. A cancellation is told as what it is.
 */
function isLost(held: Order, above: Order | null): boolean {
  if (above === null) return true;
  if (above.claim !== null) return !above.claim.mine;
  return held.claim?.class === 'hard' && above.state !== 'cancelled' && above.state !== 'cancel_pending';
}

/** In their totes, and not opened yet. */
function pickedNews(state: State, replica: Source, isWhole: boolean): readonly Command[] {
  const held = heldBy(state).map(({ id }) => id);
  const ids = Object.keys(state.picked) as OrderId[]; // Object.keys forgets the key type
  return ids
    .filter((id) => !held.includes(id))
    .flatMap((orderId): readonly Command[] => {
      const above = replica.order(orderId)?.order ?? null;
      return (above === null && isWhole) || above?.claim?.mine === false ? [loss(orderId, above)] : [];
    });
}

function loss(orderId: OrderId, above: Order | null): Command {
  return { type: 'lose-order', orderId, to: above?.claim?.holder?.station ?? null };
}

function hardened(orderId: OrderId, fence: number): Command {
  return { type: 'answer-hardening', orderId, fence, code: null, to: null };
}

function conflictNews(state: State, replica: Source): readonly Command[] {
  const conflictId = conflictAsked(state);
  if (conflictId === null || replica.conflicts().some(({ id }) => id === conflictId)) return [];
  return [{ type: 'close-conflict', conflictId }];
}

function isWaiting({ work, parked }: State): boolean {
  return [work, ...parked].some((each) => each?.hardening === 'waiting');
}

/** What the shop cancelled goes back at once; of the rest, what is more than this station may hold ahead, the least urgent first. */
function surplus(state: State, replica: Source): readonly Command[] {
  const free = replica.unopened().filter((found) => isReleasable(state, found));
  const cancelled = free.filter(({ order }) => order.state === 'cancel_pending');
  const kept = free.filter((found) => !cancelled.includes(found));
  const most = replica.identity()?.offlineBuffer ?? kept.length;
  return [
    ...cancelled.map((found) => ({ type: 'release-order', found, reason: 'cancelled' }) as const),
    ...kept
      .slice(0, Math.max(0, kept.length - most))
      .map((found) => ({ type: 'release-order', found, reason: 'surplus' }) as const),
  ];
}
