import type { OrderId } from '../../core/ids.ts';
import { type OrderState, unitsOf } from '../../core/order.ts';
import type { OrderRow } from '../../wire/hub-office.ts';
import type { Database, Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';

export type ListedOrder = OrderRow;

export async function listOrders(
  hub: HubContext,
  ask: { readonly state: OrderState | null; readonly limit: number },
): Promise<OrderRow[]> {
  let query = listing(hub.db).where('orders.warehouse_id', '=', hub.warehouseId);
  if (ask.state !== null) query = query.where('orders.state', '=', ask.state);
  const rows = await query
    .orderBy('orders.priority')
    .orderBy('orders.ship_by')
    .orderBy('orders.created_at')
    .orderBy('orders.id')
    .limit(ask.limit)
    .execute();
  return rows.map(rowOf);
}

/** @throws HubRefusal not_found */
export async function listOrder(db: Database | Tx, id: string): Promise<OrderRow> {
  const row = await listing(db).where('orders.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new HubRefusal('not_found', `There is no order ${id}. GET /v1/orders lists them.`);
  return rowOf(row);
}

function listing(db: Database | Tx) {
  return db
    .selectFrom('orders')
    .innerJoin('sales_order', 'sales_order.id', 'orders.sales_order_id')
    .leftJoin('station', 'station.id', 'orders.claim_station')
    .select([
      'orders.id',
      'orders.number',
      'orders.state',
      'orders.rev',
      'orders.priority',
      'orders.ship_by',
      'orders.hold_reasons',
      'orders.doc',
      'sales_order.doc as whole',
      'orders.part',
      'station.name as station',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof listing>['executeTakeFirstOrThrow']>>;

function rowOf(row: Row): OrderRow {
  const goods = (row.part ?? row.whole).order.lines.filter((line) => line.charge !== true);
  return {
    id: row.id as OrderId,
    number: row.number,
    state: row.state,
    rev: row.rev,
    priority: row.priority,
    ship_by: row.ship_by?.toISOString() ?? null,
    station: row.station,
    reasons: [...row.hold_reasons],
    lines: row.doc?.lines.length ?? goods.length,
    units: row.doc === null ? goods.reduce((sum, line) => sum + Math.max(0, line.quantity), 0) : unitsOf(row.doc),
  };
}
