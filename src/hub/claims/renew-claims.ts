import type { ClaimAnswer, RenewRequest } from '../../wire/hub-claims.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { answerLoans } from './answer-loans.ts';
import { lockStation } from './answer-once.ts';
import { judgeRenew } from './judge-claim.ts';
import { lockNamed } from './lent-order.ts';
import { sweepLeases } from './sweep-leases.ts';

/** Leases for ten minutes more. It gives no right that the station has not, so it needs no request id, and goes on while the hub recovers. */
export async function renewClaims(hub: HubContext, stationId: string, ask: RenewRequest): Promise<ClaimAnswer> {
  await sweepLeases(hub);
  const rights = new Map<string, number>(ask.items.map((item) => [item.order_id.toLowerCase(), item.fence]));
  return transact(hub.db, async (tx) => {
    await lockStation(tx, stationId);
    const orders = new Map((await lockNamed(tx, hub, [...rights.keys()])).map((order) => [order.id, order]));
    const judged = [...rights].map(([id, fence]) => {
      const order = orders.get(id);
      return { id, order, judgement: judgeRenew(order, { stationId, fence }) };
    });
    // Nothing changes that others are shown, so nothing is published.
    return answerLoans(tx, hub, { id: stationId, recovering: false }, judged, {
      class: 'soft',
      changes: createFeedChanges(),
    });
  });
}
