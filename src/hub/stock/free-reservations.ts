import { sql } from 'kysely';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';

/**
 * Gives back what these orders had reserved, in one statement. The caller has locked the stock of all their goods.
 * The limit says how few there are: else the database expects a hundred, and reads all reservations from end to end for them.
 */
export async function freeReservations(tx: Tx, hub: HubContext, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = JSON.stringify(orderIds.map((id) => ({ id })));
  await sql`
    with freed as (
      delete from reservation using (
        select id from jsonb_to_recordset(${ids}::jsonb) as x(id uuid) limit ${orderIds.length}::int) r
      where reservation.order_id = r.id returning reservation.sku, reservation.qty)
    update stock set allocated = allocated - s.qty from (select sku, sum(qty)::int as qty from freed group by sku) s
    where stock.warehouse_id = ${hub.warehouseId} and stock.sku = s.sku`.execute(tx);
}
