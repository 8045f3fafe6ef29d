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
  | { readonly t: 'refuse'; readonly code: ClaimRefusal };

const AT_WORK: readonly OrderState[] = ['claimed', 'packing', 'packed'];

/** Whether `stationId` may have this order. `room` is how many more hard claims it may hold. */
export function judgeClaim(
  order: ClaimableOrder | undefined,
  ask: { readonly stationId: string; readonly class: 'soft' | 'hard'; readonly room: number },
): ClaimJudgement {
  if (order === undefined) return { t: 'refuse', code: 'unknown-order' };
  if (order.claim_station !== null && order.claim_station !== ask.stationId) return { t: 'refuse', code: 'taken' };
  if (order.claim_class === 'hard') {
    return AT_WORK.includes(order.state) ? { t: 'held' } : { t: 'refuse', code: 'not-ready' };
  }
  if (order.state !== 'ready') return { t: 'refuse', code: 'not-ready' };
  if (ask.class === 'soft') return { t: order.claim_class === 'soft' ? 'renew' : 'grant' };
  if (ask.room <= 0) return { t: 'refuse', code: 'buffer-full' };
  return { t: order.claim_class === 'soft' ? 'harden' : 'grant' };
}
