import type { OrderState } from '../../core/order.ts';
import type { ClaimRefusal } from '../../wire/hub-claims.ts';
import { AT_WORK, type ClaimableOrder } from './judge-claim.ts';

/** What an order is to become, so that the hub knows again what its station holds. */
export interface HeldOrder {
  readonly id: string;
  readonly state: OrderState;
  readonly fence: number;
  /** The hub did not know that it is this station's. */
  readonly anew: boolean;
  /** Something changes that others are shown. */
  readonly news: boolean;
}

export type AssertionJudgement =
  | { readonly t: 'kept'; readonly as: HeldOrder }
  | { readonly t: 'lost'; readonly code: ClaimRefusal };

/**
 * What a restored hub makes of a station's word that it holds an order hard. Fences only grow, so of two that say so the one with the
 * higher fence had it last, and a fence below the hub's own had ended before the backup was made.
 */
export function judgeAssertion(
  order: (ClaimableOrder & { readonly fence: number }) | undefined,
  right: { readonly stationId: string; readonly fence: number },
): AssertionJudgement {
  if (order === undefined) return { t: 'lost', code: 'unknown-order' };
  if (order.claim_station === right.stationId) return judgeMine(order, right.fence);
  if (order.claim_station !== null) {
    if (order.fence >= right.fence) return { t: 'lost', code: 'taken' };
    // The shop's cancellation stays: now this station is asked for its answer.
    const state = order.state === 'cancel_pending' ? 'cancel_pending' : 'claimed';
    return { t: 'kept', as: { id: order.id, state, fence: right.fence, anew: true, news: true } };
  }
  if (order.state !== 'ready') return { t: 'lost', code: 'not-ready' };
  if (order.fence > right.fence) return { t: 'lost', code: 'stale-fence' };
  return { t: 'kept', as: { id: order.id, state: 'claimed', fence: right.fence, anew: true, news: true } };
}

/** A higher fence here: the station never heard that it was given the order a second time. */
function judgeMine(order: ClaimableOrder & { readonly fence: number }, given: number): AssertionJudgement {
  const atWork = AT_WORK.includes(order.state) || order.state === 'cancel_pending';
  const fence = Math.max(order.fence, given);
  const news = order.claim_class !== 'hard' || fence !== order.fence;
  return { t: 'kept', as: { id: order.id, state: atWork ? order.state : 'claimed', fence, anew: false, news } };
}
