import type { ClaimAnswer, TakeOver } from '../../wire/hub-claims.ts';
import type { OrderRow } from '../../wire/hub-office.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, type FeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { NOBODYS } from '../orders/holder.ts';
import { listOrder } from '../orders/list-orders.ts';
import { verifyAgain } from '../orders/place-order.ts';
import { freeStock } from '../orders/reserve-stock.ts';
import { salesOf } from '../orders/sales-of.ts';
import { wereShort } from '../orders/were-short.ts';
import { answerLoans } from './answer-loans.ts';
import { answerOnce } from './answer-once.ts';
import { judgeTakeOver } from './judge-claim.ts';
import { lockNamed } from './lent-order.ts';

/**
 * An order that another station holds becomes this one's, hard, with a higher fence; its goods or its parcel are here, as a
 * supervisor has said at this bench. The other hears of it with its next page; what it tells later is told with an old fence.
 * @throws HubRefusal wrong_role, request_id_reused, recovering
 */
export function takeOver(hub: HubContext, stationId: string, ask: TakeOver): Promise<ClaimAnswer> {
  const id = ask.order_id.toLowerCase();
  const content = ['take-over', id, ask.by, ask.reason];
  return answerOnce(hub, { stationId, requestId: ask.request_id, content }, async (tx, asker, changes) => {
    await refuseUnlessSupervisor(tx, hub, ask.by);
    const [order] = await lockNamed(tx, hub, [id]);
    const judgement = judgeTakeOver(order, stationId);
    const answer = await answerLoans(tx, hub, asker, [{ id, order, judgement }], { class: 'hard', changes });
    const [taken] = judgement.t === 'take' ? answer.granted : [];
    if (taken !== undefined) {
      const { by, reason } = ask;
      await note(tx, hub, {
        orderId: id,
        by,
        reason,
        from: order?.claim_station ?? null,
        to: stationId,
        fence: taken.fence,
      });
    }
    return answer;
  });
}

async function refuseUnlessSupervisor(tx: Tx, hub: HubContext, personId: string): Promise<void> {
  const person = await tx
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('warehouse_id', '=', hub.warehouseId)
    .where('role', '=', 'supervisor')
    .where('active', '=', true)
    .executeTakeFirst();
  if (person !== undefined) return;
  throw new HubRefusal(
    'wrong_role',
    'Only a supervisor of this warehouse may take an order over from another station. Let one scan a badge here.',
  );
}

/**
 * Takes an order away from a station that will not come back. One that the shop cancelled is cancelled by it.
 * @throws HubRefusal not_found, wrong_state
 */
export async function overrideClaim(
  hub: HubContext,
  ask: { readonly orderId: string; readonly by: string; readonly reason: string },
): Promise<OrderRow> {
  const row = await transact(hub.db, async (tx) => {
    const order = await tx
      .selectFrom('orders')
      .select(['id', 'number', 'state', 'claim_class', 'claim_station', 'fence', 'feed_pos'])
      .where('id', '=', ask.orderId)
      .where('warehouse_id', '=', hub.warehouseId)
      .forUpdate()
      .executeTakeFirst();
    if (order === undefined)
      throw new HubRefusal('not_found', `There is no order ${ask.orderId}. GET /v1/orders lists them.`);
    if (order.claim_class === null)
      throw new HubRefusal('wrong_state', `Order ${order.number} is ${order.state}; no station holds it.`);
    const cancelled = order.state === 'cancel_pending';
    await tx
      .updateTable('orders')
      .set((eb) => ({
        ...NOBODYS,
        state: cancelled ? 'cancelled' : 'ready',
        fence: eb('fence', '+', 1),
        override_count: eb('override_count', '+', 1),
        rev: eb('rev', '+', 1),
      }))
      .where('id', '=', order.id)
      .execute();
    await note(tx, hub, { ...ask, from: order.claim_station, to: null, fence: order.fence + 1 });
    const changes = createFeedChanges();
    if (cancelled) await endCancelled(tx, hub, order, changes);
    else await makeReady(tx, hub, order.id, changes);
    const after = await listOrder(tx, order.id);
    await publish(tx, hub, changes);
    return after;
  });
  hub.bell.ring();
  return row;
}

async function endCancelled(
  tx: Tx,
  hub: HubContext,
  order: { readonly id: string; readonly feed_pos: number | null },
  changes: FeedChanges,
): Promise<void> {
  await freeStock(tx, hub.warehouseId, [order.id]);
  if (order.feed_pos !== null) changes.gone.set(order.id, 'cancelled');
}

/** Where a bench had found something missing, the order is free only if the stock still has all of it. */
async function makeReady(tx: Tx, hub: HubContext, orderId: string, changes: FeedChanges): Promise<void> {
  if ((await wereShort(tx, [orderId])).length > 0) {
    const { sales } = await salesOf(tx, orderId);
    await verifyAgain(tx, hub, orderId, sales, changes);
  }
  if (!changes.gone.has(orderId)) changes.orders.add(orderId);
}

async function note(
  tx: Tx,
  hub: HubContext,
  taken: {
    readonly orderId: string;
    readonly by: string;
    readonly reason: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly fence: number;
  },
): Promise<void> {
  const { orderId, by, reason, from, to, fence } = taken;
  await tx
    .insertInto('claim_override')
    .values({
      id: hub.newId(),
      order_id: orderId,
      at: instantOf(hub.clock()),
      by,
      reason,
      from_station: from,
      to_station: to,
      fence,
    })
    .execute();
}
