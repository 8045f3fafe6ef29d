import { sql } from 'kysely';
import type { HoldCode, OrderRow } from '../../wire/hub-office.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { listOrder } from './list-orders.ts';
import { isHeldByVerification, verifyAgain } from './place-order.ts';
import { salesOf } from './sales-of.ts';
import { wereShort } from './were-short.ts';

/** @throws HubRefusal not_found, wrong_state, still_held (with the reasons) */
export async function releaseHold(hub: HubContext, orderId: string): Promise<OrderRow> {
  const row = await tryRelease(hub, orderId);
  if (row.state === 'on_hold') {
    throw new HubRefusal(
      'still_held',
      `Order ${row.number} is still on hold: ${row.reasons.map((reason) => reason.detail).join(' ')}`,
      { reasons: row.reasons },
    );
  }
  return row;
}

async function tryRelease(hub: HubContext, orderId: string): Promise<OrderRow> {
  const row = await transact(hub.db, async (tx) => {
    await tx.selectFrom('orders').select('id').where('id', '=', orderId).forUpdate().execute();
    const order = await listOrder(tx, orderId);
    if (order.state !== 'on_hold')
      throw new HubRefusal('wrong_state', `Order ${order.number} is ${order.state}, not on hold.`);
    const changes = createFeedChanges();
    if (isHeldByVerification(order) || (await wereShort(tx, [orderId])).length > 0) {
      const { sales } = await salesOf(tx, orderId);
      await verifyAgain(tx, hub, orderId, sales, changes);
    } else {
      // A packer held it: it was verified and its stock is still reserved.
      await tx
        .updateTable('orders')
        .set((eb) => ({ state: 'ready', hold_reasons: '[]', rev: eb('rev', '+', 1) }))
        .where('id', '=', orderId)
        .execute();
      changes.orders.add(orderId);
    }
    const after = await listOrder(tx, orderId);
    await publish(tx, hub, changes);
    return after;
  });
  hub.bell.ring();
  return row;
}

/** After the catalogue or the stock changed: orders that waited for just that are looked at again. Returns how many went. */
export async function releaseWaiting(hub: HubContext, codes: readonly HoldCode[]): Promise<number> {
  const waiting = await hub.db
    .selectFrom('orders')
    .select('id')
    .where('warehouse_id', '=', hub.warehouseId)
    .where('state', '=', 'on_hold')
    .where((eb) => eb.or(codes.map((code) => sql<boolean>`hold_reasons @> ${JSON.stringify([{ code }])}::jsonb`)))
    .orderBy('priority')
    .orderBy('ship_by')
    .orderBy('id')
    .execute();
  let released = 0;
  for (const { id } of waiting) {
    try {
      if ((await tryRelease(hub, id)).state === 'ready') released++;
    } catch (error) {
      // Someone else released or cancelled it in between.
      if (!(error instanceof HubRefusal)) throw error;
    }
  }
  return released;
}
