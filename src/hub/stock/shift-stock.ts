import { sql } from 'kysely';
import { instantOf } from '../../wire/hub-text.ts';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';

/** Units that came to a place, or left it. */
export interface Shift {
  /** Of what made it happen: a bench's event, a move's id, an answer. */
  readonly eventId: string;
  readonly sku: string;
  /** Empty: no bin is known. */
  readonly bin: string;
  /** Without regard to reservations; below nothing: they left. */
  readonly qty: number;
  readonly reason: string;
}

/**
 * The one way in which units on hand change: the SKU, its place and the move are written together, so that on hand is always the sum
 * of its moves and of its places (sync.md, I13). The stock rows must be there, and locked by the caller in the order of their SKUs.
 */
export async function shiftStock(tx: Tx, hub: HubContext, shifts: readonly Shift[]): Promise<void> {
  if (shifts.length === 0) return;
  const rows = JSON.stringify(shifts);
  await sql`${sql.raw(UNANSWERED)}
    with r as (
      select "eventId" as event_id, sku, bin, reason, sum(qty)::int as qty
      from (select * from json_to_recordset(${rows}::json) as x("eventId" uuid, sku text, bin text, qty int, reason text)
        limit ${shifts.length}::int) x
      group by 1, 2, 3, 4),
    moved as (
      insert into stock_move (event_id, warehouse_id, sku, bin, qty, reason, at)
      select event_id, ${hub.warehouseId}::uuid, sku, bin, qty, reason, ${instantOf(hub.clock())}::timestamptz from r),
    placed as (
      insert into stock_place (warehouse_id, sku, bin, on_hand)
      select ${hub.warehouseId}::uuid, sku, bin, sum(qty)::int from r group by sku, bin
      on conflict (warehouse_id, sku, bin) do update set on_hand = stock_place.on_hand + excluded.on_hand)
    update stock set on_hand = on_hand + s.qty from (select sku, sum(qty)::int as qty from r group by sku) s
    where stock.warehouse_id = ${hub.warehouseId} and stock.sku = s.sku`.execute(tx);
}

/** Counts these SKUs from now on; what is counted already stays as it is. @returns those that were not counted before */
export async function beginCounting(tx: Tx, hub: HubContext, skus: readonly string[]): Promise<readonly string[]> {
  if (skus.length === 0) return [];
  const rows = JSON.stringify([...new Set(skus)].sort().map((sku) => ({ sku })));
  const begun = await sql<{ sku: string }>`
    insert into stock (warehouse_id, sku, on_hand)
    select ${hub.warehouseId}::uuid, sku, 0 from json_to_recordset(${rows}::json) as r(sku text) order by sku
    on conflict (warehouse_id, sku) do nothing returning sku`.execute(tx);
  return begun.rows.map(({ sku }) => sku);
}

/** Gives SKUs that were never counted their first units, where no bin is known. */
export async function giveFirstStock(tx: Tx, hub: HubContext, skus: readonly string[], units: number): Promise<void> {
  const eventId = hub.newId();
  const begun = await beginCounting(tx, hub, skus);
  await shiftStock(
    tx,
    hub,
    begun.map((sku) => ({ eventId, sku, bin: '', qty: units, reason: 'import' })),
  );
}
