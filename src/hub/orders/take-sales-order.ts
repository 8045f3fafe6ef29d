import { v7 as uuidv7 } from 'uuid';
import type { HoldReasonEntry, OrderAnswer } from '../../wire/hub-office.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, type FeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { cancelWithin } from './cancel-order.ts';
import { type ListedOrder, listOrder } from './list-orders.ts';
import { learnItems, loadItems } from './order-items.ts';
import { freeStock, reserveStock } from './reserve-stock.ts';
import { hashOf, type StoredSalesOrder } from './sales-order.ts';
import { type Verdict, verifyOrder } from './verify-order.ts';

export interface Intake {
  readonly connectorId: string;
  readonly sales: StoredSalesOrder;
  readonly learnCatalogue: boolean;
  /** Units on hand for SKUs that have no stock yet; null leaves them uncounted. */
  readonly initialStock: number | null;
}

export interface Taken {
  readonly outcome: OrderAnswer['outcome'];
  readonly order: ListedOrder;
  readonly learned: number;
}

/** Takes one sales order in, whole or not at all. The same document again changes nothing. */
export async function takeSalesOrder(hub: HubContext, intake: Intake): Promise<Taken> {
  const taken = await transact(hub.db, async (tx) => {
    const changes = createFeedChanges();
    const salesId = await findOrInsertSales(tx, intake);
    const orderId = await findOrder(tx, salesId);
    const learned = intake.learnCatalogue ? await learnItems(tx, hub.warehouseId, intake, changes) : 0;
    const outcome = orderId === null ? 'created' : await revise(tx, hub, intake, { salesId, orderId }, changes);
    const id = orderId ?? (await create(tx, hub, intake.sales, salesId, changes));
    const order = await listOrder(tx, id);
    await publish(tx, hub.warehouseId, changes);
    return { outcome, order, learned };
  });
  hub.bell.ring();
  return taken;
}

async function findOrInsertSales(tx: Tx, { connectorId, sales }: Intake): Promise<string> {
  const external = sales.order.external_id ?? sales.order.number;
  await tx
    .insertInto('sales_order')
    .values({
      id: uuidv7(),
      connector_id: connectorId,
      external_id: external,
      number: sales.order.number,
      doc: JSON.stringify(sales),
      doc_hash: hashOf(sales),
    })
    .onConflict((conflict) => conflict.columns(['connector_id', 'external_id']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('sales_order')
    .select('id')
    .where('connector_id', '=', connectorId)
    .where('external_id', '=', external)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.id;
}

async function findOrder(tx: Tx, salesId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('orders')
    .select('id')
    .where('sales_order_id', '=', salesId)
    .forUpdate()
    .executeTakeFirst();
  return row?.id ?? null;
}

async function create(
  tx: Tx,
  hub: HubContext,
  sales: StoredSalesOrder,
  salesId: string,
  changes: FeedChanges,
): Promise<string> {
  const id = uuidv7();
  const verdict = verifyOrder(sales, await loadItems(tx, hub.warehouseId, sales));
  await tx
    .insertInto('orders')
    .values({
      id,
      sales_order_id: salesId,
      warehouse_id: hub.warehouseId,
      number: sales.order.number,
      priority: sales.order.priority ?? 5,
      ship_by: sales.order.ship_by ?? instantOf(hub.clock() + sales.defaults.shipWithinHours * 3_600_000),
      ...columnsOf(verdict),
    })
    .execute();
  await reserveOrHold(tx, hub, id, verdict, changes);
  return id;
}

/** What to do with an order that was taken in before: nothing, verify it anew, or leave it to whoever has it. */
async function revise(
  tx: Tx,
  hub: HubContext,
  intake: Intake,
  ids: { readonly salesId: string; readonly orderId: string },
  changes: FeedChanges,
): Promise<OrderAnswer['outcome']> {
  const { sales } = intake;
  const order = await listOrder(tx, ids.orderId);
  const stored = await tx
    .selectFrom('sales_order')
    .select('doc_hash')
    .where('id', '=', ids.salesId)
    .executeTakeFirstOrThrow();
  const same = Buffer.from(stored.doc_hash).equals(Buffer.from(hashOf(sales)));
  if (same && !isHeldByVerification(order)) return 'unchanged';
  if (!same && sales.order.cancelled === true) {
    if (order.state === 'cancelled' || order.state === 'cancel_pending') return 'unchanged';
    if (order.state === 'shipped' || order.state === 'review') return 'changed-too-late';
    await storeSales(tx, ids.salesId, sales);
    await cancelWithin(tx, hub, ids.orderId, changes);
    return 'updated';
  }
  const open = (order.state === 'ready' && order.station === null) || isHeldByVerification(order);
  if (!open) return 'changed-too-late';
  if (!same) await storeSales(tx, ids.salesId, sales);
  const changed = await verifyAgain(tx, hub, ids.orderId, sales, changes);
  return changed || !same ? 'updated' : 'unchanged';
}

async function storeSales(tx: Tx, salesId: string, sales: StoredSalesOrder): Promise<void> {
  await tx
    .updateTable('sales_order')
    .set({ doc: JSON.stringify(sales), doc_hash: hashOf(sales), number: sales.order.number })
    .where('id', '=', salesId)
    .execute();
}

/** A hold that a packer set is not lifted by reading a file again. */
export function isHeldByVerification(order: Pick<ListedOrder, 'state' | 'reasons'>): boolean {
  return order.state === 'on_hold' && !order.reasons.some((reason) => reason.code === 'packer');
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
    return verdict;
  }
  const held: Verdict = { state: 'on_hold', reasons, doc: verdict.doc };
  await tx.updateTable('orders').set(columnsOf(held)).where('id', '=', orderId).execute();
  return held;
}

function columnsOf(verdict: Verdict) {
  return {
    state: verdict.state,
    doc: verdict.doc === null ? null : JSON.stringify(verdict.doc),
    hold_reasons: JSON.stringify(verdict.reasons),
  };
}
