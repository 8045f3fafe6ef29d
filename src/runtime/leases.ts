import type { OrderId } from '../core/ids.ts';
import type { HubFault } from './hub-port.ts';
import type { SyncOptions } from './sync-options.ts';

/** Soft leases: renewed while somebody works on the order, let go when their time is over. */
export interface Leases {
  granted(orderId: OrderId, sentMs: number): void;
  /** Begins to look after what the replica says is lent. */
  watch(): void;
  stop(): void;
}

/** The hub ends a lease ten minutes after it gave it; this station counts from the moment it asked, which was earlier. */
const LEASE_MS = 600_000;
const RENEW_MS = 180_000;

/** No right hangs on these deadlines: what cannot be undone wants a hard claim. They only keep the queue honest. */
export function createLeases(
  options: SyncOptions,
  by: { readonly mayAsk: () => boolean; readonly onFault: (fault: HubFault) => void },
): Leases {
  const { hub, replica, clock } = options;
  const deadlines = new Map<OrderId, number>();
  let cancel: (() => void) | null = null;
  let isStopped = false;

  function deadlineOf(orderId: OrderId): number {
    const known = deadlines.get(orderId);
    if (known !== undefined) return known;
    // Lent before this start, nobody knows how long ago.
    const deadline = clock.monoMs() + LEASE_MS;
    deadlines.set(orderId, deadline);
    return deadline;
  }

  async function tend(): Promise<void> {
    const lent = replica.leases();
    for (const orderId of deadlines.keys())
      if (!lent.some((each) => each.orderId === orderId)) deadlines.delete(orderId);
    const inHand = options.atWork?.() ?? null;
    const over = lent.filter(({ orderId }) => orderId !== inHand && deadlineOf(orderId) <= clock.monoMs());
    if (over.length > 0) {
      replica.revoke(over.map(({ orderId }) => orderId));
      options.onChange('claims');
    }
    const mine = lent.find(({ orderId }) => orderId === inHand);
    if (mine !== undefined && by.mayAsk()) await renew(mine.orderId, mine.fence);
  }

  async function renew(orderId: OrderId, fence: number): Promise<void> {
    const sentMs = clock.monoMs();
    const answer = await hub.renew([{ order_id: orderId, fence }]);
    if (isStopped) return;
    if (!answer.ok) return by.onFault(answer.error);
    if (answer.value.granted.some(({ order_id }) => order_id === orderId)) deadlines.set(orderId, sentMs + LEASE_MS);
    else {
      replica.revoke([orderId]);
      options.onChange('claims');
    }
  }

  function watch(): void {
    if (isStopped || cancel !== null || replica.leases().length === 0) return;
    cancel = clock.after(RENEW_MS, () => {
      cancel = null;
      tend().then(watch).catch(options.onBug);
    });
  }

  return {
    granted(orderId, sentMs) {
      deadlines.set(orderId, sentMs + LEASE_MS);
      watch();
    },
    watch,
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
