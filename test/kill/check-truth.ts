import { sql } from 'kysely';
import type { Database } from '../../src/hub/database/schema.ts';
import type { LoneBench } from './lone-bench.ts';

/** What the hub's database must say after a kill, compared with what the benches were told. @returns what is wrong, in sentences */
export async function checkTruth(db: Database, benches: readonly LoneBench[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  const events = await db.selectFrom('event').select(['station_id', 'seq', 'id']).execute();
  const poison = await db.selectFrom('event_quarantine').select(['id', 'error']).execute();
  for (const { error } of poison) wrong.push(`an event was quarantined: ${error}`);
  const stored = new Map(events.map(({ station_id, seq, id }) => [`${station_id} ${seq}`, id]));
  if (new Set(events.map(({ id }) => id)).size !== events.length) wrong.push('an id is stored twice');
  const orders = await db
    .selectFrom('orders')
    .select(['id', 'number', 'state', 'claim_station', 'claim_class', 'fence'])
    .execute();
  const byId = new Map(orders.map((order) => [order.id, order]));
  for (const bench of benches) {
    for (const { seq, id } of bench.events.slice(0, bench.ackSeq))
      if (stored.get(`${bench.id} ${seq}`) !== id)
        wrong.push(`event ${seq} of ${bench.id} was acknowledged and is lost`);
    const station = await db
      .selectFrom('station')
      .select('last_seq')
      .where('id', '=', bench.id)
      .executeTakeFirstOrThrow();
    if (station.last_seq < bench.ackSeq) wrong.push(`last_seq of ${bench.id} went back`);
    // At most the one batch that was under way is there besides.
    const more = events.filter(({ station_id, seq }) => station_id === bench.id && seq > bench.events.length);
    if (more.length > 0) wrong.push(`the hub has events that ${bench.id} never told`);
    for (const { orderId, fence } of bench.rights.values()) {
      const order = byId.get(orderId);
      if (order?.claim_station !== bench.id || order.claim_class !== 'hard' || order.fence !== fence)
        wrong.push(`${bench.id} was lent order ${order?.number ?? orderId} and the hub has forgotten it`);
    }
  }
  for (const order of orders) {
    if ((order.claim_station === null) !== (order.claim_class === null)) wrong.push(`half a claim on ${order.number}`);
    const shippers = benches.filter((bench) => bench.shipped.has(order.id));
    if (shippers.length > 1) wrong.push(`order ${order.number} was lent to two benches`);
  }
  const odd = await sql<{ number: string }>`
    select number from orders left join shipment on shipment.order_id = orders.id and shipment.accepted
    where (orders.state = 'shipped') <> (shipment.id is not null)`.execute(db);
  for (const { number } of odd.rows) wrong.push(`order ${number} and its shipment contradict each other`);
  const stock = await sql<{ sku: string }>`
    select sku from stock where on_hand <> coalesce((select sum(qty) from stock_move where stock_move.sku = stock.sku), 0)`.execute(
    db,
  );
  for (const { sku } of stock.rows) wrong.push(`stock of ${sku} is not the sum of its moves`);
  return wrong;
}
