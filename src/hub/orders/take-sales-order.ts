import { sql } from 'kysely';
import type { OrderAnswer } from '../../wire/hub-office.ts';
import { replayQuarantine } from '../conflicts/replay-quarantine.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { hasLiveLabel } from '../documents/order-documents.ts';
import { createFeedChanges, type FeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { cancelWithin } from './cancel-order.ts';
import { type ListedOrder, listOrder } from './list-orders.ts';
import { learnItems } from './order-items.ts';
import { isHeldByVerification, placeOrder, verifyAgain } from './place-order.ts';
import { hashOf, isAnotherLabel, type StoredSalesOrder } from './sales-order.ts';

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
    const salesId = await findOrInsertSales(tx, hub, intake);
    const orderId = await findOrder(tx, salesId);
    const learned = intake.learnCatalogue ? await learnItems(tx, hub, intake, changes) : 0;
    const outcome = orderId === null ? 'created' : await revise(tx, hub, intake, { salesId, orderId }, changes);
    const id = orderId ?? (await placeOrder(tx, hub, { salesId, sales: intake.sales, split: null }, changes));
    const order = await listOrder(tx, id);
    await publish(tx, hub, changes);
    return { outcome, order, learned };
  });
  hub.bell.ring();
  if (taken.outcome === 'created') await readWaiting(hub, taken.order.id);
  return taken;
}

/** What benches told of this order while the hub did not know it: after a restore the shop may send it again later than they. */
async function readWaiting(hub: HubContext, orderId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from event_quarantine where resolved_at is null and error = 'unknown_order'
      and convert_from(raw, 'UTF8')::jsonb ->> 'order_id' = ${orderId}`.execute(hub.db);
  if (rows.length === 0) return;
  await replayQuarantine(
    hub,
    rows.map(({ id }) => id),
    rows.length,
  );
}

async function findOrInsertSales(tx: Tx, hub: HubContext, { connectorId, sales }: Intake): Promise<string> {
  const external = sales.order.external_id ?? sales.order.number;
  await tx
    .insertInto('sales_order')
    .values({
      id: hub.newId(),
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
    .where('split_no', '=', 0)
    .forUpdate()
    .executeTakeFirst();
  return row?.id ?? null;
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
    .select(['doc_hash', 'doc'])
    .where('id', '=', ids.salesId)
    .executeTakeFirstOrThrow();
  const same = Buffer.from(stored.doc_hash).equals(Buffer.from(hashOf(sales)));
  if (same && !isHeldByVerification(order)) return 'unchanged';
  if (!same && sales.order.cancelled === true) {
    if (order.state === 'cancelled' || order.state === 'cancel_pending') return 'unchanged';
    if (order.state === 'review') return 'changed-too-late';
    if (order.state === 'shipped') return cancelBackorders(tx, hub, ids.salesId, changes);
    await storeSales(tx, ids.salesId, sales);
    await cancelWithin(tx, hub, ids.orderId, changes);
    return 'updated';
  }
  const open = (order.state === 'ready' && order.station === null) || isHeldByVerification(order);
  if (!open) return 'changed-too-late';
  // A label was bought for what the order was; the office voids it first, then takes the change over.
  if (!same && isAnotherLabel(stored.doc, sales) && (await hasLiveLabel(tx, ids.orderId))) return 'changed-too-late';
  if (!same) await storeSales(tx, ids.salesId, sales);
  // The same document again: what counts is how it stands here, with what the office changed since.
  const changed = await verifyAgain(tx, hub, ids.orderId, same ? stored.doc : sales, changes);
  return changed || !same ? 'updated' : 'unchanged';
}

/** What has left stays left; what was still owed need not come any more. */
async function cancelBackorders(
  tx: Tx,
  hub: HubContext,
  salesId: string,
  changes: FeedChanges,
): Promise<OrderAnswer['outcome']> {
  const open = await tx
    .selectFrom('orders')
    .select('id')
    .where('sales_order_id', '=', salesId)
    .where('split_no', '>', 0)
    .where('state', 'not in', ['shipped', 'cancelled', 'cancel_pending', 'review'])
    .orderBy('id')
    .execute();
  for (const { id } of open) await cancelWithin(tx, hub, id, changes);
  return open.length > 0 ? 'updated' : 'changed-too-late';
}

export async function storeSales(tx: Tx, salesId: string, sales: StoredSalesOrder): Promise<void> {
  await tx
    .updateTable('sales_order')
    .set({ doc: JSON.stringify(sales), doc_hash: hashOf(sales), number: sales.order.number })
    .where('id', '=', salesId)
    .execute();
}
