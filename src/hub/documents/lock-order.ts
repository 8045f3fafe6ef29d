import type { OrderState } from '../../core/order.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';

export interface LockedOrder {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
}

/** @throws HubRefusal not_found */
export async function lockOrder(tx: Tx, hub: HubContext, orderId: string): Promise<LockedOrder> {
  const order = await tx
    .selectFrom('orders')
    .select(['id', 'number', 'state'])
    .where('id', '=', orderId)
    .where('warehouse_id', '=', hub.warehouseId)
    .forUpdate()
    .executeTakeFirst();
  if (order === undefined)
    throw new HubRefusal('not_found', `There is no order ${orderId}. GET /v1/orders lists them.`);
  return order;
}

/** Stations hear of what changed about an order that is on the feed; one that waits is told whole when it is let go. */
export async function raiseRev(tx: Tx, orderId: string, changes: FeedChanges): Promise<void> {
  const row = await tx
    .updateTable('orders')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('id', '=', orderId)
    .returning('feed_pos')
    .executeTakeFirstOrThrow();
  if (row.feed_pos !== null) changes.orders.add(orderId);
}
