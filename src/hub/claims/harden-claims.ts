import type { ClaimAnswer, HardenRequest } from '../../wire/hub-claims.ts';
import type { HubContext } from '../hub-context.ts';
import { answerLoans } from './answer-loans.ts';
import { answerOnce } from './answer-once.ts';
import { judgeHarden } from './judge-claim.ts';
import { lockNamed } from './lent-order.ts';

/**
 * Makes leases hard before the first thing that cannot be undone. A lease that is over but that nobody else wanted is still hardened.
 * @throws HubRefusal request_id_reused, recovering
 */
export function hardenClaims(hub: HubContext, stationId: string, ask: HardenRequest): Promise<ClaimAnswer> {
  const rights = new Map<string, number>(ask.items.map((item) => [item.order_id.toLowerCase(), item.fence]));
  const content = ['harden', [...rights]];
  return answerOnce(hub, { stationId, requestId: ask.request_id, content }, async (tx, asker, changes) => {
    const orders = new Map((await lockNamed(tx, hub, [...rights.keys()])).map((order) => [order.id, order]));
    const judged = [...rights].map(([id, fence]) => {
      const order = orders.get(id);
      return { id, order, judgement: judgeHarden(order, { stationId, fence }) };
    });
    return answerLoans(tx, hub, asker, judged, { class: 'hard', changes });
  });
}
