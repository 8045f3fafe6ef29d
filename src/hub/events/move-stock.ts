import { sql } from 'kysely';
import type { Tx } from '../database/schema.ts';
import { lockStock } from '../orders/reserve-stock.ts';
import type { NewShipment } from './event-batch.ts';
import type { OrderFacts } from './judge-event.ts';
import { packedLines, shippedLines } from './measure-shipment.ts';

/** Takes what left off the shelf. SKUs that were never counted are left alone, so on_hand stays the sum of its moves. */
export async function moveShippedStock(
  tx: Tx,
  warehouseId: string,
  shipments: readonly NewShipment[],
  orders: ReadonlyMap<string, OrderFacts>,
): Promise<void> {
  const moves = shipments.flatMap((shipment) => movesOf(shipment, orders.get(shipment.orderId)));
  const counted = new Set(
    (
      await lockStock(
        tx,
        warehouseId,
        moves.map((move) => move.sku),
      )
    ).map((row) => row.sku),
  );
  const real = moves.filter((move) => counted.has(move.sku));
  if (real.length === 0) return;
  const rows = JSON.stringify(real);
  await sql`
    insert into stock_move (event_id, warehouse_id, sku, qty, reason)
    select event_id, ${warehouseId}::uuid, sku, -qty, 'shipped'
    from jsonb_to_recordset(${rows}::jsonb) as r(event_id uuid, sku text, qty int)`.execute(tx);
  await sql`
    update stock set on_hand = on_hand - r.qty
    from (select sku, sum(qty)::int as qty from jsonb_to_recordset(${rows}::jsonb) as x(sku text, qty int) group by sku) r
    where stock.warehouse_id = ${warehouseId} and stock.sku = r.sku`.execute(tx);
}

function movesOf(
  { event, shipment }: NewShipment,
  order: OrderFacts | undefined,
): { event_id: string; sku: string; qty: number }[] {
  const skuOf = new Map<string, string>(packedLines(shipment, order?.doc ?? null).map((line) => [line.id, line.sku]));
  const units = new Map<string, number>();
  for (const line of shippedLines(shipment)) {
    const sku = line.swap ?? skuOf.get(line.lineId);
    if (sku !== undefined) units.set(sku, (units.get(sku) ?? 0) + line.units);
  }
  return [...units].map(([sku, qty]) => ({ event_id: event.id, sku, qty }));
}
