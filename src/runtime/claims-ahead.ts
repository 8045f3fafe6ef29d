import type { OrderId, PersonId } from '../core/ids.ts';
import { failure, type Result } from '../core/result.ts';
import type { ClaimAnswer, ClaimRefusal, ClaimRequest } from '../wire/hub-claims.ts';
import { isNetwork, waitAfter } from './hub-faults.ts';
import type { HubFault } from './hub-port.ts';
import { createIntents } from './intents.ts';
import type { Leases } from './leases.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { Sync, SyncOptions } from './sync-options.ts';

/** Rights to work on orders: asked for by somebody who stands there, or moved here before the network can go. */
export interface Claims extends Pick<Sync, 'claim' | 'harden' | 'mayHarden' | 'takeOver'> {
  /** Offline, exactly the orders that this has brought can be finished. */
  ahead(): Promise<void>;
}

const MOST_AT_ONCE = 200;

/** Whether a refusal means that this station has lost a right that it thought it had. */
type IsLost = (code: ClaimRefusal) => boolean;

/** An order that is only stopped, or one too many, may still be this station's own. */
const isSomebodyElses: IsLost = (code) => code === 'taken' || code === 'unknown-order' || code === 'stale-fence';

/**
 * @param may the hub can be spoken to; otherwise the answer is the fault that says why not
 * @param onFault what went wrong on the way, for whoever knows how the network is
 */
export function createClaims(
  options: SyncOptions,
  by: {
    readonly budget: RetryBudget;
    readonly leases: Leases;
    readonly refusal: () => HubFault | null;
    readonly isStopped: () => boolean;
    readonly onFault: (fault: HubFault) => void;
  },
): Claims {
  const { hub, replica, clock, chance } = options;
  const intents = createIntents(chance);
  let notBeforeMs = 0;
  let tries = 0;
  const hardening = { notBeforeMs: 0, tries: 0 };

  /** Sends one intent under the id that it had before, as long as nobody answered it, and writes down what came of it. */
  async function ask(
    name: string,
    send: (requestId: string) => Promise<Result<ClaimAnswer, HubFault>>,
    isLost: IsLost,
  ): Promise<Result<ClaimAnswer, HubFault>> {
    const refusal = by.refusal();
    if (refusal !== null) return failure(refusal);
    const sentMs = clock.monoMs();
    by.budget.asked();
    const answer = await send(intents.idOf(name));
    if (by.isStopped()) return failure({ kind: 'hub-unreachable', detail: 'the bench is closing' });
    if (!answer.ok) {
      if (answer.error.kind === 'hub-refused') intents.answered(name);
      by.onFault(answer.error);
      return answer;
    }
    intents.answered(name);
    write(answer.value, sentMs, isLost);
    return answer;
  }

  function write({ granted, refused }: ClaimAnswer, sentMs: number, isLost: IsLost): void {
    replica.grant(
      granted.map(({ order_id: orderId, fence, rev, class: kind }) => ({ orderId, fence, rev, class: kind })),
    );
    for (const each of granted) if (each.class === 'soft') by.leases.granted(each.order_id, sentMs);
    replica.revoke(refused.filter(({ code }) => isLost(code)).map(({ order_id }) => order_id));
    if (granted.length + refused.length > 0) options.onChange('claims');
  }

  const claimOf = (name: string, request: Omit<ClaimRequest, 'request_id'>) =>
    ask(name, (requestId) => hub.claim({ ...request, request_id: requestId }), isSomebodyElses);

  return {
    async ahead() {
      const buffer = replica.identity()?.offlineBuffer ?? 0;
      const missing = buffer - replica.claimed();
      if (missing <= buffer / 2 || clock.monoMs() < notBeforeMs || !replica.hasUnclaimed()) return;
      // A repeat must be the same request, also when less is missing by now.
      const want = intents.firstAs('ahead', Math.min(missing, MOST_AT_ONCE));
      const answer = await claimOf('ahead', { class: 'hard', want });
      if (answer.ok) tries = 0;
      else {
        notBeforeMs = clock.monoMs() + waitAfter(answer.error, tries, { ...by, chance, capMs: options.backOffCapMs });
        tries += 1;
      }
    },
    claim(orderId) {
      // Who takes nothing ahead is hardly ever alone, and only borrows.
      const kind = replica.identity()?.offlineBuffer === 0 ? 'soft' : 'hard';
      return claimOf(`${kind} ${orderId}`, { class: kind, order_ids: [orderId] });
    },
    async harden(orderId: OrderId, fence: number) {
      const answer = await ask(
        `harden ${orderId} ${fence}`,
        (requestId) => hub.harden({ request_id: requestId, items: [{ order_id: orderId, fence }] }),
        // A lease that cannot be made hard is no lease any more.
        () => true,
      );
      if (answer.ok) hardening.tries = 0;
      else if (!isNetwork(answer.error)) {
        const waitMs = waitAfter(answer.error, hardening.tries, { ...by, chance, capMs: options.backOffCapMs });
        hardening.notBeforeMs = clock.monoMs() + waitMs;
        hardening.tries += 1;
      }
      return answer;
    },
    mayHarden: () => clock.monoMs() >= hardening.notBeforeMs,
    takeOver: (orderId: OrderId, person: PersonId, reason: string) =>
      ask(
        `take over ${orderId} ${person} ${reason}`,
        (requestId) => hub.takeOver({ request_id: requestId, order_id: orderId, by: person, reason }),
        // It was not this station's before.
        () => false,
      ),
  };
}
