import type { OrderState } from '../../core/order.ts';
import type { ClaimRefusal } from '../../wire/hub-claims.ts';

export interface ClaimableOrder {
  readonly id: string;
  readonly state: OrderState;
  readonly claim_station: string | null;
  readonly claim_class: 'soft' | 'hard' | null;
}

export type ClaimJudgement =
  /** Granted anew, with a higher fence. */
  | { readonly t: 'grant' }
  /** A lease of this station becomes its own; the fence stays, the owner did not change. */
  | { readonly t: 'harden' }
  | { readonly t: 'renew' }
  /** It is already this station's; a lost answer is told again. */
  | { readonly t: 'held' }
  /** It was another's: a higher fence, and the override is counted. */
  | { readonly t: 'take' }
  | { readonly t: 'refuse'; readonly code: ClaimRefusal };

export const AT_WORK: readonly OrderState[] = ['claimed', 'packing', 'packed'];

/** Whether `stationId` may have this order. `room` is how many more hard claims it may hold. */
export function judgeClaim(
  order: ClaimableOrder | undefined,
  ask: { readonly stationId: string; readonly class: 'soft' | 'hard'; readonly room: number },
): ClaimJudgement {
  if (order === undefined) return refuse('unknown-order');
  if (isOthers(order, ask.stationId)) return refuse('taken');
  if (order.claim_class === 'hard') return AT_WORK.includes(order.state) ? { t: 'held' } : refuse('not-ready');
  if (order.state !== 'ready') return refuse('not-ready');
  if (ask.class === 'soft') return { t: order.claim_class === 'soft' ? 'renew' : 'grant' };
  if (ask.room <= 0) return refuse('buffer-full');
  return { t: order.claim_class === 'soft' ? 'harden' : 'grant' };
}

/** A right that the station was given, and the fence that came with it. */
interface GivenRight {
  readonly stationId: string;
  readonly fence: number;
}

/** Whether a lease becomes a claim. No buffer is in the way: somebody stands there with the goods in the box. */
export function judgeHarden(
  order: (ClaimableOrder & { readonly fence: number }) | undefined,
  right: GivenRight,
): ClaimJudgement {
  const lost = whyLost(order, right);
  if (order === undefined || lost !== null) return refuse(lost ?? 'unknown-order');
  if (order.claim_class === 'hard') {
    // Also one that the shop has cancelled since: a station that never heard that it has the order would give it up, and nobody would
    // say what became of it.
    const isKept = AT_WORK.includes(order.state) || order.state === 'cancel_pending';
    return isKept ? { t: 'held' } : refuse('not-ready');
  }
  return order.state === 'ready' ? { t: 'harden' } : refuse('not-ready');
}

/** Whether a lease goes on. A claim that is hard needs no renewing. */
export function judgeRenew(
  order: (ClaimableOrder & { readonly fence: number }) | undefined,
  right: GivenRight,
): ClaimJudgement {
  const lost = whyLost(order, right);
  if (order === undefined || lost !== null) return refuse(lost ?? 'unknown-order');
  return { t: order.claim_class === 'hard' ? 'held' : 'renew' };
}

/** Whether a supervisor at this station may take the order over. What the shop has cancelled is nobody's work any more. */
export function judgeTakeOver(order: ClaimableOrder | undefined, stationId: string): ClaimJudgement {
  if (order === undefined) return refuse('unknown-order');
  if (order.state === 'ready' && order.claim_class === null) return { t: 'grant' };
  if (isOthers(order, stationId)) {
    return order.state === 'ready' || AT_WORK.includes(order.state) ? { t: 'take' } : refuse('not-ready');
  }
  return judgeClaim(order, { stationId, class: 'hard', room: 1 });
}

function whyLost(
  order: (ClaimableOrder & { readonly fence: number }) | undefined,
  right: GivenRight,
): ClaimRefusal | null {
  if (order === undefined) return 'unknown-order';
  if (isOthers(order, right.stationId)) return 'taken';
  if (order.claim_class === null && order.state !== 'ready') return 'not-ready';
  return order.claim_class === null || order.fence !== right.fence ? 'stale-fence' : null;
}

function isOthers(order: ClaimableOrder, stationId: string): boolean {
  return order.claim_station !== null && order.claim_station !== stationId;
}

function refuse(code: ClaimRefusal): ClaimJudgement {
  return { t: 'refuse', code };
}
