import { DEFAULT_POLICY } from '../../core/site.ts';
import { demoPeople } from '../demo-data.ts';
import type { Hub } from '../open-hub.ts';
import { BENCH_CARTONS, BENCH_ITEMS } from './bench-items.ts';
import { benchOrders } from './bench-orders.ts';

/**
 * Everything that a bench can meet, to try out: cartons, items and the orders D-101 to D-117, beside whatever else is there.
 * Doing it again changes nothing; rules, cartons and stock that somebody set stay as they are.
 */
export async function seedBench(hub: Hub): Promise<void> {
  const { db, clock } = hub.context;
  const site = await db.selectFrom('site').select('warehouse_id').executeTakeFirst();
  if (site === undefined) await hub.putSite({ policy: DEFAULT_POLICY, cartons: BENCH_CARTONS });
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
  }
}
