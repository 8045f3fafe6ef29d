import { sql } from 'kysely';
import { seedDemo } from '../../../src/hub/demo-data.ts';
import type { Hub } from '../../../src/hub/open-hub.ts';

/** Puts so many ready orders of one line into a hub, with sales orders and stock of their own, as if a shop had sent them. */
export async function fillHub(hub: Hub, orders: number): Promise<void> {
  await seedDemo(hub, { orders: 1 });
  const { db, warehouseId } = hub.context;
  await db.transaction().execute(async (tx) => {
    const template = await tx
      .selectFrom('orders')
      .innerJoin('sales_order', 'sales_order.id', 'orders.sales_order_id')
      .select(['orders.id', 'sales_order.id as sales', 'connector_id'])
      .where('orders.doc', 'is not', null)
      .executeTakeFirstOrThrow();
    await sql`
      with numbered as (select g, gen_random_uuid() as sales, gen_random_uuid() as id from generate_series(1, ${orders}::int) g),
      sales as (
        insert into sales_order (id, connector_id, external_id, number, doc, doc_hash)
        select n.sales, ${template.connector_id}, 'B-' || n.g, 'B-' || n.g, s.doc, s.doc_hash
        from numbered n, sales_order s where s.id = ${template.sales} returning id)
      insert into orders (id, sales_order_id, warehouse_id, number, state, doc, feed_pos, priority)
      select n.id, n.sales, o.warehouse_id, 'B-' || n.g, 'ready', o.doc, h.pos + n.g, 5
      from numbered n, orders o, feed_head h where o.id = ${template.id} and h.warehouse_id = o.warehouse_id`.execute(
      tx,
    );
    await sql`update feed_head set pos = pos + ${orders}::int`.execute(tx);
    // What was reserved for the template is reserved for each.
    await sql`insert into reservation (order_id, sku, qty)
      select b.id, r.sku, r.qty from orders b, reservation r where b.number like 'B-%' and r.order_id = ${template.id}`.execute(
      tx,
    );
    await sql`update stock set on_hand = on_hand + ${orders}::int * r.qty * 2, allocated = allocated + ${orders}::int * r.qty
      from reservation r where r.order_id = ${template.id} and stock.sku = r.sku and stock.warehouse_id = ${warehouseId}`.execute(
      tx,
    );
  });
  // Only these: a table analysed while it is empty is read from end to end for as long as plans are kept.
  await sql`analyze orders, sales_order, reservation, stock`.execute(db);
}
