import { v5 as uuidv5 } from 'uuid';
import type { OrderDoc } from '../../core/order.ts';
import { BENCH_HOLDS, type HoldReasonEntry } from '../../wire/hub-office.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { anyText } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import type { ListedOrder } from './list-orders.ts';
import { loadItems } from './order-items.ts';
import { freeStock, reserveStock } from './reserve-stock.ts';
import type { StoredSalesOrder } from './sales-order.ts';
import { type Verdict, verifyOrder } from './verify-order.ts';

export interface NewOrder {
  readonly salesId: string;
  readonly sales: StoredSalesOrder;
  /** Null: the whole sales order. Otherwise `sales` is the part that this order stands for. */
  readonly split: { readonly no: number; readonly number: string } | null;
  /** Why it must wait although nothing is wrong with it. */
  readonly wait?: HoldReasonEntry;
}

/** Makes the order of a sales order, or of a part of it: verified, its stock reserved, or held with the reasons. */
export async function placeOrder(tx: Tx, hub: HubContext, ask: NewOrder, changes: FeedChanges): Promise<string> {
  const { sales, split, wait } = ask;
  const id = await orderIdOf(tx, hub, ask);
  const verified = verifyOrder(sales, await loadItems(tx, hub.warehouseId, sales));
  const verdict: Verdict =
    wait === undefined || verified.state !== 'ready'
      ? verified
      : { state: 'on_hold', reasons: [wait], doc: verified.doc };
  await tx
    .insertInto('orders')
    .values({
      id,
      sales_order_id: ask.salesId,
      warehouse_id: hub.warehouseId,
      number: split?.number ?? sales.order.number,
      split_no: split?.no ?? 0,
      part: split === null ? null : JSON.stringify(sales),
      priority: sales.order.priority ?? 5,
      ship_by: sales.order.ship_by ?? instantOf(hub.clock() + sales.defaults.shipWithinHours * 3_600_000),
      ...columnsOf(verdict),
    })
    .execute();
  await reserveOrHold(tx, hub, id, verdict, changes);
  return id;
}

/**
 * Made of what the shop calls it (UUID version 5, RFC 9562 5.5): a hub that was restored from a backup and is sent the order once more gives
 * it the same id, so what a bench did to it meanwhile is known to be about it.
 */
async function orderIdOf(tx: Tx, hub: HubContext, { salesId, split }: NewOrder): Promise<string> {
  const { external_id, name } = await tx
    .selectFrom('sales_order')
    .innerJoin('connector', 'connector.id', 'sales_order.connector_id')
    .select(['external_id', 'name'])
    .where('sales_order.id', '=', salesId)
    .executeTakeFirstOrThrow();
  return uuidv5(JSON.stringify([name, external_id, split?.no ?? 0]), hub.hubId);
}

/** A hold that a packer set is not lifted by reading a file again. */
export function isHeldByVerification(order: Pick<ListedOrder, 'state' | 'reasons'>): boolean {
  const byBench: readonly string[] = BENCH_HOLDS;
  return order.state === 'on_hold' && !order.reasons.some((reason) => byBench.includes(reason.code));
}

/** Verifies an order that nobody holds. Returns whether anything changed. The order row must be locked. */
export async function verifyAgain(
  tx: Tx,
  hub: HubContext,
  orderId: string,
  sales: StoredSalesOrder,
  changes: FeedChanges,
): Promise<boolean> {
  const before = await tx
    .selectFrom('orders')
    .select(['state', 'doc', 'hold_reasons', 'feed_pos'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  await freeStock(tx, hub.warehouseId, [orderId]);
  const verdict = verifyOrder(sales, await loadItems(tx, hub.warehouseId, sales));
  const final = await reserveOrHold(tx, hub, orderId, verdict, changes);
  const same =
    before.state === final.state &&
    fingerprint(before.doc) === fingerprint(final.doc) &&
    fingerprint(before.hold_reasons) === fingerprint(final.reasons);
  if (same) {
    changes.orders.delete(orderId);
    return false;
  }
  await tx
    .updateTable('orders')
    .set((eb) => ({ ...columnsOf(final), rev: eb('rev', '+', 1) }))
    .where('id', '=', orderId)
    .execute();
  if (final.state !== 'ready' && before.feed_pos !== null)
    changes.gone.set(orderId, final.state === 'cancelled' ? 'cancelled' : 'on_hold');
  return true;
}

/** PostgreSQL keeps no key order in jsonb, so texts of two documents are compared with sorted keys. */
function fingerprint(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort())
      : held,
  );
}

/** Reserves the goods of a ready order, or holds it; both the order's row and the answer then say so. */
async function reserveOrHold(
  tx: Tx,
  hub: HubContext,
  orderId: string,
  verdict: Verdict,
  changes: FeedChanges,
): Promise<Verdict> {
  if (verdict.state !== 'ready' || verdict.doc === null) return verdict;
  const reasons: readonly HoldReasonEntry[] = await reserveStock(tx, hub.warehouseId, orderId, verdict.doc);
  if (reasons.length === 0) {
    changes.orders.add(orderId);
    const doc = await markEmptied(tx, hub.warehouseId, verdict.doc);
    if (doc === verdict.doc) return verdict;
    await tx
      .updateTable('orders')
      .set({ doc: JSON.stringify(doc) })
      .where('id', '=', orderId)
      .execute();
    return { ...verdict, doc };
  }
  const held: Verdict = { state: 'on_hold', reasons, doc: verdict.doc };
  await tx.updateTable('orders').set(columnsOf(held)).where('id', '=', orderId).execute();
  return held;
}

/** Says of the last line of a SKU that it empties the shelf, so that the picker is asked to look. Only goods still to be picked. */
export async function markEmptied(tx: Tx, warehouseId: string, doc: OrderDoc): Promise<OrderDoc> {
  if (doc.pick !== true) return doc;
  const rows = await tx
    .selectFrom('stock')
    .select('sku')
    .where('warehouse_id', '=', warehouseId)
    .where('sku', '=', anyText([...new Set(doc.lines.map((line) => line.sku))]))
    .whereRef('allocated', '>=', 'on_hand')
    .execute();
  const last = new Set(rows.map((row) => doc.lines.findLast((line) => line.sku === row.sku)?.id));
  if (last.size === 0) return doc;
  return { ...doc, lines: doc.lines.map((line) => (last.has(line.id) ? { ...line, empties: true } : line)) };
}

export function columnsOf(verdict: Verdict) {
  return {
    state: verdict.state,
    doc: verdict.doc === null ? null : JSON.stringify(verdict.doc),
    hold_reasons: JSON.stringify(verdict.reasons),
  };
}
