import type { OrderRow } from '../../wire/hub-office.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, type FeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { NOBODYS } from './holder.ts';
import { listOrder } from './list-orders.ts';
import { freeStock } from './reserve-stock.ts';

/** @throws HubRefusal not_found, wrong_state */
export async function cancelOrder(hub: HubContext, orderId: string): Promise<OrderRow> {
  const row = await transact(hub.db, async (tx) => {
    const changes = createFeedChanges();
    await cancelWithin(tx, hub, orderId, changes);
    const after = await listOrder(tx, orderId);
    await publish(tx, hub, changes);
    return after;
  });
  hub.bell.ring();
  return row;
}

/**
 * An order that a station holds hard may already be a parcel: only the station can say, so it waits in cancel_pending.
 * Cancelling twice changes nothing.
 */
export async function cancelWithin(tx: Tx, hub: HubContext, orderId: string, changes: FeedChanges): Promise<void> {
  const order = await tx
    .selectFrom('orders')
    .select(['id', 'state', 'claim_class', 'feed_pos'])
    .where('id', '=', orderId)
    .where('warehouse_id', '=', hub.warehouseId)
    .forUpdate()
    .executeTakeFirst();
  if (order === undefined)
    throw new HubRefusal('not_found', `There is no order ${orderId}. GET /v1/orders lists them.`);
  if (order.state === 'cancelled' || order.state === 'cancel_pending') return;
  if (order.state === 'shipped' || order.state === 'review') {
    throw new HubRefusal(
      'wrong_state',
      `The order is ${order.state === 'shipped' ? 'already shipped' : 'under review'}; it cannot be cancelled any more.`,
    );
  }
  const reasons = JSON.stringify([{ code: 'cancelled-by-shop', detail: 'The shop cancelled this order.' }]);
  if (order.claim_class === 'hard') {
    await tx
      .updateTable('orders')
      .set((eb) => ({ state: 'cancel_pending', hold_reasons: reasons, rev: eb('rev', '+', 1) }))
      .where('id', '=', orderId)
      .execute();
    changes.orders.add(orderId);
    return;
  }
  await freeStock(tx, hub.warehouseId, [orderId]);
  await tx
    .updateTable('orders')
    .set((eb) => ({
      state: 'cancelled',
      hold_reasons: reasons,
      ...NOBODYS,
      // A lease that somebody has ends here, and with it what it could be hardened to.
      fence: eb('fence', '+', order.claim_class === null ? 0 : 1),
      rev: eb('rev', '+', 1),
    }))
    .where('id', '=', orderId)
    .execute();
  if (order.feed_pos !== null) changes.gone.set(orderId, 'cancelled');
}
