import { sql } from 'kysely';
import { anyId } from '../database/any-of.ts';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';

/**
 * Gives back what these orders had reserved, in one statement. The caller has locked the stock of all their goods.
 * An array, because the database expects a hundred rows of a JSON text, and would read all reservations from end to end for them.
 */
export async function freeReservations(tx: Tx, hub: HubContext, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await sql`${sql.raw(UNANSWERED)}
    with freed as (
      delete from reservation where order_id = ${anyId(orderIds)} returning sku, qty)
    update stock set allocated = allocated - s.qty from (select sku, sum(qty)::int as qty from freed group by sku) s
    where stock.warehouse_id = ${hub.warehouseId} and stock.sku = s.sku`.execute(tx);
}
