import { sql } from 'kysely';
import type { OrderDoc } from '../../core/order.ts';
import type { HoldReasonEntry } from '../../wire/hub-office.ts';
import { anyId, anyText } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';

/** Units per SKU; one SKU may stand on several lines. */
export function unitsPerSku(doc: OrderDoc): Map<string, number> {
  const units = new Map<string, number>();
  for (const line of doc.lines) units.set(line.sku, (units.get(line.sku) ?? 0) + line.quantity);
  return units;
}

/** Locks stock rows in the order of their SKUs, so that two transactions never wait for each other. */
export function lockStock(tx: Tx, warehouseId: string, skus: readonly string[]) {
  if (skus.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('stock')
    .select(['sku', 'on_hand', 'allocated'])
    .where('warehouse_id', '=', warehouseId)
    .where('sku', '=', anyText([...new Set(skus)]))
    .orderBy('sku')
    .forUpdate()
    .execute();
}

/**
 * Reserves all of the order or nothing. SKUs that have no stock row are not counted, so nothing is reserved for them.
 * @returns why not, or an empty list
 */
export async function reserveStock(
  tx: Tx,
  warehouseId: string,
  orderId: string,
  doc: OrderDoc,
): Promise<HoldReasonEntry[]> {
  const wanted = unitsPerSku(doc);
  const rows = await lockStock(tx, warehouseId, [...wanted.keys()]);
  const short = rows.filter((row) => row.on_hand - row.allocated < (wanted.get(row.sku) ?? 0));
  if (short.length > 0) {
    const list = short
      .slice(0, 10)
      .map((row) => `${row.sku} (${wanted.get(row.sku)} wanted, ${row.on_hand - row.allocated} free)`);
    return [{ code: 'short-stock', detail: `Not enough on hand: ${list.join(', ')}.` }];
  }
  if (rows.length === 0) return [];
  const taken = JSON.stringify(rows.map(({ sku }) => ({ sku, qty: wanted.get(sku) ?? 0 })));
  await sql`
    with taken as (select * from json_to_recordset(${taken}::json) as r(sku text, qty int)),
    kept as (insert into reservation (order_id, sku, qty) select ${orderId}::uuid, sku, qty from taken)
    update stock set allocated = allocated + taken.qty from taken
    where stock.warehouse_id = ${warehouseId} and stock.sku = taken.sku`.execute(tx);
  return [];
}

/** Gives back what these orders had reserved. */
export async function freeStock(tx: Tx, warehouseId: string, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const held = await tx.selectFrom('reservation').select('sku').where('order_id', '=', anyId(orderIds)).execute();
  await lockStock(
    tx,
    warehouseId,
    held.map((row) => row.sku),
  );
  const freed = await tx
    .deleteFrom('reservation')
    .where('order_id', '=', anyId(orderIds))
    .returning(['sku', 'qty'])
    .execute();
  const back = JSON.stringify(freed);
  await sql`
    update stock set allocated = allocated - r.qty
    from (select sku, sum(qty)::int as qty from json_to_recordset(${back}::json) as x(sku text, qty int) group by sku) r
    where stock.warehouse_id = ${warehouseId} and stock.sku = r.sku`.execute(tx);
}
