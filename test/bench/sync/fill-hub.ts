import { sql } from 'kysely';
import type { OrderDoc } from '../../../src/core/order.ts';
import { seedDemo } from '../../../src/hub/demo-data.ts';
import type { Hub } from '../../../src/hub/open-hub.ts';

const SKUS = 2000;
const PER_STATEMENT = 1000;

/**
 * Puts so many ready orders into a hub, with sales orders, goods and reservations of their own, as if a shop had sent them: one to three lines of 2,000
 * SKUs, of which some are wanted far more often than others (the first 1 % are a tenth of all lines). The same orders every time.
 */
export async function fillHub(hub: Hub, orders: number): Promise<void> {
  await seedDemo(hub, { orders: 1 });
  const { db, warehouseId } = hub.context;
  const skus = Array.from({ length: SKUS }, (_, no) => `BENCH-${String(no + 1).padStart(4, '0')}`);
  const items = skus.map((sku) => ({
    sku: sku as OrderDoc['lines'][number]['sku'],
    name: `Item ${sku}`,
    barcodes: [{ kind: 'text' as const, value: sku, factor: 1 }],
  }));
  await hub.putItems(items);
  await hub.putStock(skus.map((sku) => ({ sku, on_hand: orders * 2 })));
  const { doc } = await db.selectFrom('orders').select('doc').where('doc', 'is not', null).executeTakeFirstOrThrow();
  const random = seeded();
  for (let from = 0; from < orders; from += PER_STATEMENT) {
    const rows = Array.from({ length: Math.min(PER_STATEMENT, orders - from) }, (_, offset) => {
      const wanted = new Set(
        Array.from({ length: 1 + Math.floor(random() * 3) }, () => Math.floor(SKUS * random() ** 2)),
      );
      const lines = [...wanted].map((no, index) => ({
        ...items[no],
        id: `L${index + 1}`,
        no: index + 1,
        quantity: 1,
        bin: `${1 + (no % 40)}-${1 + (no % 7)}`,
      }));
      return { no: from + offset + 1, doc: { ...doc, lines } };
    });
    await insertOrders(hub, rows);
  }
  await sql`update stock set allocated = r.qty from
    (select sku, sum(qty)::int as qty from reservation group by sku) r
    where stock.sku = r.sku and stock.warehouse_id = ${warehouseId}`.execute(db);
  // Only these: the database takes a table that was analysed while it was empty for an empty one, until it is analysed again.
  await sql`analyze orders, sales_order, reservation, stock, item`.execute(db);
}

function insertOrders(hub: Hub, rows: readonly object[]): Promise<unknown> {
  return hub.context.db.transaction().execute(async (tx) => {
    await sql`
      with r as materialized (
        select gen_random_uuid() as id, gen_random_uuid() as sales, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(no int, doc jsonb)),
      head as (select h.pos, s.*, o.warehouse_id from feed_head h join orders o on o.warehouse_id = h.warehouse_id
        join sales_order s on s.id = o.sales_order_id where o.number not like 'B-%' limit 1),
      sales as (
        insert into sales_order (id, connector_id, external_id, number, doc, doc_hash)
        select r.sales, head.connector_id, 'B-' || r.no, 'B-' || r.no, head.doc, head.doc_hash from r, head),
      reserved as (
        insert into reservation (order_id, sku, qty)
        select r.id, line.sku, sum(line.quantity) from r, jsonb_to_recordset(r.doc -> 'lines') as line(sku text, quantity int) group by 1, 2)
      insert into orders (id, sales_order_id, warehouse_id, number, state, doc, feed_pos, priority)
      select r.id, r.sales, head.warehouse_id, 'B-' || r.no, 'ready', r.doc, head.pos + row_number() over (order by r.no), 5 from r, head`.execute(
      tx,
    );
    await sql`update feed_head set pos = pos + ${rows.length}::int`.execute(tx);
  });
}

/** Park and Miller's generator: the same numbers on every machine. */
function seeded(): () => number {
  let state = 4711;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
