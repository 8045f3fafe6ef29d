import { DEFAULT_POLICY } from '../../core/site.ts';
import type { SalesOrder } from '../../wire/hub-sales.ts';
import { demoPeople } from '../demo-data.ts';
import type { Hub } from '../open-hub.ts';
import { BENCH_SENDER, benchDocuments } from './bench-documents.ts';
import { BENCH_CARTONS, BENCH_ITEMS } from './bench-items.ts';
import { benchOrders } from './bench-orders.ts';

/**
 * Everything that a bench can meet, to try out: cartons, items and the orders D-101 to D-121 with their carriers' labels, beside whatever else is there.
 * Doing it again changes nothing; rules, cartons and stock that somebody set stay as they are.
 */
export async function seedBench(hub: Hub): Promise<void> {
  const { db, clock } = hub.context;
  const site = await db.selectFrom('site').select('warehouse_id').executeTakeFirst();
  if (site === undefined) await hub.putSite({ policy: DEFAULT_POLICY, cartons: BENCH_CARTONS, sender: BENCH_SENDER });
  const there = await db.selectFrom('item').select('sku').execute();
  const known = new Set(there.map((row) => row.sku));
  // An item that is there may have learned a barcode since.
  const fresh = BENCH_ITEMS.filter(({ sku }) => !known.has(sku)).map(({ bin: _, stock: __, ...item }) => item);
  if (fresh.length > 0) await hub.putItems(fresh);
  const stocked = new Set((await db.selectFrom('stock').select('sku').execute()).map((row) => row.sku));
  const missing = BENCH_ITEMS.filter(({ sku }) => !stocked.has(sku)).map(({ sku, stock }) => ({ sku, on_hand: stock }));
  if (missing.length > 0) await hub.putStock(missing);
  const numbers = new Set((await db.selectFrom('orders').select('number').execute()).map((row) => row.number));
  for (const order of benchOrders(clock(), demoPeople())) {
    if (!numbers.has(order.number)) await hub.addOrder(order);
    await giveDocuments(hub, order);
  }
}

/** One that is there stays as it is, voided or not; an order that has left takes none. */
async function giveDocuments(hub: Hub, order: SalesOrder): Promise<void> {
  const documents = benchDocuments(order);
  if (documents.length === 0) return;
  const { db } = hub.context;
  const row = await db
    .selectFrom('orders')
    .select(['id', 'state'])
    .where('number', '=', order.number)
    .executeTakeFirst();
  if (row === undefined || !['ready', 'claimed', 'packing', 'packed', 'on_hold'].includes(row.state)) return;
  const there = await db.selectFrom('order_document').select('kind').where('order_id', '=', row.id).execute();
  const kinds = new Set(there.map(({ kind }) => kind));
  for (const document of documents) if (!kinds.has(document.kind)) await hub.putDocument(row.id, document);
}
