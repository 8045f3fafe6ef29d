import { sql } from 'kysely';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { cancelWithin } from '../orders/cancel-order.ts';
import { verifyAgain } from '../orders/place-order.ts';
import { salesOf } from '../orders/sales-of.ts';
import { freeReservations } from '../stock/free-reservations.ts';
import type { ContestedOrder, Parcel } from './parcels.ts';

/**
 * The box was unpacked: its order is work again, verified as if it had just come; or cancelled, where the shop had cancelled it while a
 * bench had it. What the box owed became an order of its own; that is called off, because the whole order is owed again.
 */
export async function bringBack(
  tx: Tx,
  hub: HubContext,
  order: ContestedOrder,
  parcel: Parcel,
  changes: FeedChanges,
): Promise<void> {
  changes.gone.delete(order.id);
  if (order.hold_reasons.some(({ code }) => code === 'cancelled-by-shop')) {
    await freeReservations(tx, hub, [order.id]);
    await tx
      .updateTable('orders')
      .set((eb) => ({ state: 'cancelled', rev: eb('rev', '+', 1) }))
      .where('id', '=', order.id)
      .execute();
    changes.gone.set(order.id, 'cancelled');
    return;
  }
  const left = parcel.accepted ? await callOffRest(tx, hub, order.id, parcel, changes) : [];
  const { sales } = await salesOf(tx, order.id);
  await verifyAgain(tx, hub, order.id, sales, changes);
  if (left.length > 0) await holdForRest(tx, order.id, left, changes);
}

/** @returns numbers of backorders that cannot be called off any more */
async function callOffRest(
  tx: Tx,
  hub: HubContext,
  orderId: string,
  parcel: Parcel,
  changes: FeedChanges,
): Promise<readonly string[]> {
  const rest = await tx
    .selectFrom('event')
    .innerJoin('orders as whole', 'whole.id', 'event.order_id')
    .innerJoin('orders as rest', (join) =>
      join
        .onRef('rest.sales_order_id', '=', 'whole.sales_order_id')
        .onRef('rest.split_no', '>', 'whole.split_no')
        .on('rest.state', '<>', 'cancelled'),
    )
    .select(['rest.id', 'rest.number', 'rest.state'])
    .where('event.id', '=', parcel.event_id)
    .where('whole.id', '=', orderId)
    .where(sql<boolean>`jsonb_typeof(event.payload #> '{shipment,short}') = 'array'`)
    .orderBy('rest.id')
    .execute();
  const over: readonly string[] = ['shipped', 'review'];
  for (const { id, state } of rest) if (!over.includes(state)) await cancelWithin(tx, hub, id, changes);
  return rest.filter(({ state }) => over.includes(state)).map(({ number }) => number);
}

/** Part of it has left as another order: packed whole it would leave twice, so a person says what is still wanted. */
async function holdForRest(tx: Tx, orderId: string, left: readonly string[], changes: FeedChanges): Promise<void> {
  const detail = `Part of it has left as ${left.join(', ')}. Change the order to what is still wanted, then release it.`;
  const row = await tx
    .updateTable('orders')
    .set((eb) => ({
      state: 'on_hold',
      hold_reasons: JSON.stringify([{ code: 'backorder', detail }]),
      rev: eb('rev', '+', 1),
    }))
    .where('id', '=', orderId)
    .where('state', '=', 'ready')
    .returning('id')
    .executeTakeFirst();
  if (row !== undefined) changes.gone.set(orderId, 'on_hold');
}
