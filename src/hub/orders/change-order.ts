import type { OrderRow } from '../../wire/hub-office.ts';
import type { OrderChange, SalesOrder } from '../../wire/hub-sales.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { hasLiveLabel } from '../documents/order-documents.ts';
import { createFeedChanges, type FeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { listOrder } from './list-orders.ts';
import { loadItems } from './order-items.ts';
import { isHeldByVerification, markEmptied, verifyAgain } from './place-order.ts';
import { freeStock, reserveStock } from './reserve-stock.ts';
import { salesOf } from './sales-of.ts';
import { isAnotherLabel, type StoredSalesOrder } from './sales-order.ts';
import { verifyOrder } from './verify-order.ts';

/**
 * Changes an order from above. One that lies on a shelf is verified anew and may be held; one that a bench has keeps its
 * owner, gets a higher rev, and must stay packable: the bench shows the difference and asks.
 * Address, carrier and service stand on the label that was bought: they change only once it is voided.
 * @throws HubRefusal not_found, wrong_state, not_packable (with the reasons), label_not_voided
 */
export async function changeOrder(hub: HubContext, orderId: string, change: OrderChange): Promise<OrderRow> {
  const row = await transact(hub.db, async (tx) => {
    await tx.selectFrom('orders').select('id').where('id', '=', orderId).forUpdate().execute();
    const order = await listOrder(tx, orderId);
    if (['shipped', 'cancelled', 'cancel_pending', 'review'].includes(order.state)) {
      throw new HubRefusal('wrong_state', `Order ${order.number} is ${order.state}; it cannot be changed any more.`);
    }
    const sales = await storeChange(tx, orderId, change);
    await tx
      .updateTable('orders')
      .set({ priority: change.priority ?? order.priority, ship_by: change.ship_by ?? order.ship_by })
      .where('id', '=', orderId)
      .execute();
    const changes = createFeedChanges();
    const onShelf = order.state === 'ready' && order.station === null;
    if (onShelf || isHeldByVerification(order)) await verifyShelved(tx, hub, { orderId, sales }, changes);
    else await replaceInPlace(tx, hub, { orderId, sales }, changes);
    const after = await listOrder(tx, orderId);
    await publish(tx, hub, changes);
    return after;
  });
  hub.bell.ring();
  return row;
}

interface Changed {
  readonly orderId: string;
  readonly sales: StoredSalesOrder;
}

/** `verifyAgain` looks at the document alone; an order whose priority or date changed must reach the stations too. */
async function verifyShelved(
  tx: Tx,
  hub: HubContext,
  { orderId, sales }: Changed,
  changes: FeedChanges,
): Promise<void> {
  if (await verifyAgain(tx, hub, orderId, sales, changes)) return;
  const row = await tx
    .updateTable('orders')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('id', '=', orderId)
    .returning('feed_pos')
    .executeTakeFirstOrThrow();
  if (row.feed_pos !== null) changes.orders.add(orderId);
}

async function replaceInPlace(
  tx: Tx,
  hub: HubContext,
  { orderId, sales }: Changed,
  changes: FeedChanges,
): Promise<void> {
  const verdict = verifyOrder(sales, await loadItems(tx, hub.warehouseId, sales));
  if (verdict.doc === null) throw notPackable(verdict.reasons);
  await freeStock(tx, hub.warehouseId, [orderId]);
  const short = await reserveStock(tx, hub.warehouseId, orderId, verdict.doc);
  if (short.length > 0) throw notPackable(short);
  const doc = JSON.stringify(await markEmptied(tx, hub.warehouseId, verdict.doc));
  const row = await tx
    .updateTable('orders')
    .set((eb) => ({
      doc,
      rev: eb('rev', '+', 1),
      edited_rev: eb
        .case()
        // A lease too: it may be packed from already, and become hard afterwards.
        .when('claim_class', 'is not', null)
        .then(eb('rev', '+', 1))
        .else(eb.ref('edited_rev'))
        .end(),
    }))
    .where('id', '=', orderId)
    .returning('feed_pos')
    .executeTakeFirstOrThrow();
  if (row.feed_pos !== null) changes.orders.add(orderId);
}

function notPackable(reasons: readonly { readonly code: string; readonly detail: string }[]): HubRefusal {
  return new HubRefusal(
    'not_packable',
    `A bench has this order, and it could not be packed like that: ${reasons.map(({ detail }) => detail).join(' ')}`,
    { reasons: [...reasons] },
  );
}

async function storeChange(tx: Tx, orderId: string, change: OrderChange): Promise<StoredSalesOrder> {
  const { sales, salesId, isPart } = await salesOf(tx, orderId);
  const order = merged(sales.order, change);
  if (isAnotherLabel(sales, { ...sales, order }) && (await hasLiveLabel(tx, orderId))) throw labelInTheWay(sales.order);
  const changed: StoredSalesOrder = {
    ...sales,
    order,
    // Whoever says all lines anew has read them.
    unreadable: change.lines === undefined ? sales.unreadable : [],
  };
  if (isPart) {
    await tx
      .updateTable('orders')
      .set({ part: JSON.stringify(changed) })
      .where('id', '=', orderId)
      .execute();
  } else {
    await tx
      .updateTable('sales_order')
      // The hash stays that of the shop's own document: the same file read again must not undo the change.
      .set({ doc: JSON.stringify(changed) })
      .where('id', '=', salesId)
      .execute();
  }
  return changed;
}

function labelInTheWay({ number }: SalesOrder): HubRefusal {
  return new HubRefusal(
    'label_not_voided',
    `A carrier's label was bought for order ${number} as it is. Void it with the carrier and here, then change the order and buy another.`,
  );
}

function merged(order: SalesOrder, { note, label, ...change }: OrderChange): SalesOrder {
  const { note: before, label: labelBefore, ...rest } = order;
  const kept = note === undefined ? before : (note ?? undefined);
  const keptLabel = label === undefined ? labelBefore : (label ?? undefined);
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return {
    ...rest,
    ...named,
    ...(kept === undefined ? {} : { note: kept }),
    ...(keptLabel === undefined ? {} : { label: keptLabel }),
  };
}
