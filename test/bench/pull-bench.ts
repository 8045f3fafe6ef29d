import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { round } from '../../electron/demo/latencies.ts';
import { createHubClient } from '../../src/devices/hub-client.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import { seedDemo } from '../../src/hub/demo-data.ts';
import { openHub } from '../../src/hub/open-hub.ts';
import { pageOf } from '../../src/runtime/replica-page.ts';

/** 10,000 open orders from a real hub over real HTTP into a station's replica. Hub and station share this process. */
const ORDERS = 10_000;
const hub = await openHub({ database: { kind: 'pglite', dir: null } });
await seedDemo(hub, { orders: 1 });
await hub.context.db.transaction().execute(async (tx) => {
  await sql`insert into orders (id, sales_order_id, warehouse_id, split_no, number, state, doc, feed_pos)
    select gen_random_uuid(), o.sales_order_id, o.warehouse_id, g, 'B-' || g, 'ready', o.doc, h.pos + g
    from orders o join feed_head h using (warehouse_id), generate_series(1, ${ORDERS}::int) g where o.split_no = 0`.execute(
    tx,
  );
  await sql`update feed_head set pos = pos + ${ORDERS}::int`.execute(tx);
});
const { key } = await hub.addStation({ name: 'Bench' });
const { url } = await hub.listen({ host: '127.0.0.1', port: 0 });
const folder = mkdtempSync(join(tmpdir(), 'packhouse-pull-'));
const store = openStore(folder);
const client = createHubClient({ url, key });

const begun = performance.now();
let pages = 0;
for (let upToDate = false; !upToDate; pages += 1) {
  const page = await client.feed({
    cursor: store.replica.cursor(),
    waitSeconds: 0,
    signal: new AbortController().signal,
  });
  if (!page.ok) throw new Error(JSON.stringify(page.error));
  if (page.value === null) break;
  store.replica.apply(pageOf(page.value, Date.now()));
  upToDate = page.value.up_to_date;
}
const pullMs = round(performance.now() - begun);
const { open } = store.replica.counts(0, 0);
if (open < ORDERS) throw new Error(`only ${open} orders arrived`);
process.stdout.write(JSON.stringify({ orders: open, pages, pullMs }));
store.close();
await hub.close();
rmSync(folder, { recursive: true, force: true });
