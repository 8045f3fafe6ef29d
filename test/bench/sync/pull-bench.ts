import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { round } from '../../../electron/demo/latencies.ts';
import { createHubClient } from '../../../src/devices/hub-client.ts';
import { openStore } from '../../../src/devices/store/open-store.ts';
import { pageOf } from '../../../src/runtime/replica-page.ts';
import { startHub } from './hub-child.ts';

/**
 * A new station's first hour: open orders and catalogue from a hub in another process into the replica on disk, by the station's own client, store and
 * pages of 500. Arguments: bundle of bench-hub.ts, its database, how many orders, and a file for the orders as they came.
 */
const [program = '', where = 'memory', ordersText = '10000', file = ''] = process.argv.slice(2);
const hub = await startHub(program, { where, orders: Number(ordersText) });
const folder = mkdtempSync(join(tmpdir(), 'packhouse-pull-'));
const store = openStore(folder);
const client = createHubClient({ url: hub.url, key: hub.keys[0] ?? '' });
// The first request of two processes costs what no other does, and no station pulls before it has greeted.
await client.hello();
await hub.analyse();
const before = await hub.state();

const orders: unknown[] = [];
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
  orders.push(...page.value.items.flatMap((entry) => (entry.op === 'upsert' ? [entry.order] : [])));
  upToDate = page.value.up_to_date;
}
const pullMs = round(performance.now() - begun);
const { open } = store.replica.counts(0, 0);
if (open < Number(ordersText)) throw new Error(`only ${open} orders arrived`);
if (file !== '') writeFileSync(file, JSON.stringify(orders));
const hubCpuMs = round((await hub.state()).cpuMs - before.cpuMs);
process.stdout.write(JSON.stringify({ orders: open, pages, pullMs, hubCpuMs }));
store.close();
await hub.close();
rmSync(folder, { recursive: true, force: true });
