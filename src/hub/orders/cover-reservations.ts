import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { freeStock } from './reserve-stock.ts';

/**
 * After stock was set down: orders that nobody has taken yet and whose goods are not there any more are held, the least urgent
 * first, until what is reserved is on hand again. What a bench holds stays with it; it will see the shelf itself.
 * In a transaction of its own, because it locks orders after stock was locked. Doing it again changes nothing.
 * @returns ids of the orders that were held
 */
export async function coverReservations(hub: HubContext, skus: readonly string[]): Promise<readonly string[]> {
  if (skus.length === 0) return [];
  const held = await transact(hub.db, async (tx) => {
    const changes = createFeedChanges();
    for (const sku of [...new Set(skus)].sort()) {
      for (const id of await lockWaiting(tx, hub.warehouseId, sku)) {
        if (await isCovered(tx, hub.warehouseId, sku)) break;
        await freeStock(tx, hub.warehouseId, [id]);
        const reasons = [{ code: 'short-stock', detail: `Not enough on hand: ${sku} was found short on the shelf.` }];
        await tx
          .updateTable('orders')
          .set((eb) => ({ state: 'on_hold', hold_reasons: JSON.stringify(reasons), rev: eb('rev', '+', 1) }))
          .where('id', '=', id)
          .execute();
        changes.gone.set(id, 'on_hold');
      }
    }
    await publish(tx, hub, changes);
    return [...changes.gone.keys()];
  });
  if (held.length > 0) hub.bell.ring();
  return held;
}

async function isCovered(tx: Tx, warehouseId: string, sku: string): Promise<boolean> {
  const row = await tx
    .selectFrom('stock')
    .select(['on_hand', 'allocated'])
    .where('warehouse_id', '=', warehouseId)
    .where('sku', '=', sku)
    .executeTakeFirst();
  return row === undefined || row.allocated <= row.on_hand;
}

/** Skips rows that another transaction holds: those are being claimed right now. */
async function lockWaiting(tx: Tx, warehouseId: string, sku: string): Promise<readonly string[]> {
  if (await isCovered(tx, warehouseId, sku)) return [];
  const rows = await tx
    .selectFrom('orders')
    .innerJoin('reservation', 'reservation.order_id', 'orders.id')
    .select('orders.id')
    .where('orders.warehouse_id', '=', warehouseId)
    .where('orders.state', '=', 'ready')
    .where('orders.claim_station', 'is', null)
    .where('reservation.sku', '=', sku)
    .orderBy('orders.priority', 'desc')
    .orderBy('orders.ship_by', (order) => order.desc().nullsFirst())
    .orderBy('orders.id', 'desc')
    .forUpdate('orders')
    .skipLocked()
    .execute();
  return rows.map((row) => row.id);
}
