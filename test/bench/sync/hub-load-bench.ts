import { v7 as uuidv7 } from 'uuid';
import { round, spreadOf } from '../../../electron/demo/latencies.ts';
import type { OrderLine } from '../../../src/core/order.ts';
import type { ClaimAnswer } from '../../../src/wire/hub-claims.ts';
import type { PushAnswer } from '../../../src/wire/hub-events.ts';
import type { FeedPage } from '../../../src/wire/hub-feed.ts';
import { askHub } from './ask-hub.ts';
import { startHub } from './hub-child.ts';
import { packedEvents } from './packed-events.ts';

/**
 * Stations in a closed loop over HTTP: claim five, then eight events for each in one push of forty, the last of them the shipment (sync.md 5.3).
 * Hub and load are two processes; what was shipped is counted in the database afterwards. Arguments: bundle of bench-hub.ts, its database, stations, orders.
 */
const [program = '', where = 'memory', stationsText = '64', ordersText = '12000'] = process.argv.slice(2);
const stations = Number(stationsText);
const hub = await startHub(program, { where, orders: Number(ordersText), stations });
const claims: number[] = [];
const pushes: number[] = [];

async function timed<Value>(into: number[], work: Promise<Value>): Promise<Value> {
  const begun = performance.now();
  const value = await work;
  into.push(performance.now() - begun);
  return value;
}

/** What each order consists of, as the stations have it on their disks. */
async function readOrders(): Promise<ReadonlyMap<string, readonly OrderLine[]>> {
  const orders = new Map<string, readonly OrderLine[]>();
  let cursor: string | null = null;
  for (let upToDate = false; !upToDate; ) {
    const from: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page: FeedPage = await askHub<FeedPage>(`${hub.url}/v1/feed?limit=500${from}`, hub.keys[0] ?? '');
    for (const entry of page.items) if (entry.op === 'upsert') orders.set(entry.order.id, entry.order.doc.lines);
    cursor = page.cursor;
    upToDate = page.up_to_date;
  }
  return orders;
}

async function work(key: string, name: string, until: () => boolean): Promise<void> {
  let seq = seqs.get(key) ?? 0;
  while (!until()) {
    const claim = { request_id: uuidv7(), class: 'hard', want: 5 };
    const { granted } = await timed(claims, askHub<ClaimAnswer>(`${hub.url}/v1/claims`, key, claim));
    if (granted.length === 0) break;
    const events = granted.flatMap(({ order_id, fence, rev }, index) =>
      packedEvents(name, seq + index * 8, { id: order_id, fence, rev, lines: orders.get(order_id) ?? [] }),
    );
    const pushed = await timed(pushes, askHub<PushAnswer>(`${hub.url}/v1/events`, key, { epoch: 1, events }));
    const odd = pushed.results.find(
      ({ outcome, code }) => outcome !== 'applied' || (code !== undefined && code !== 'no_effect'),
    );
    if (odd !== undefined) throw new Error(`not as it should be: ${JSON.stringify(odd)}`);
    seq += events.length;
  }
  seqs.set(key, seq);
}

const orders = await readOrders();
const seqs = new Map<string, number>();
const all = (until: () => boolean) => Promise.all(hub.keys.map((key, no) => work(key, String(no + 1), until)));

// A hub that has just started plans its statements and compiles its code; it is busy all day.
const warmAfter = performance.now() + 3000;
await all(() => performance.now() > warmAfter);
await hub.analyse();
claims.length = 0;
pushes.length = 0;
const before = await hub.state();
const begun = performance.now();
await all(() => false);
const seconds = (performance.now() - begun) / 1000;
const after = await hub.state();
const shipped = after.shipped - before.shipped;
const events = after.events - before.events;
const perOrder = (to: number | null, from: number | null) =>
  to === null || from === null ? null : round((to - from) / shipped);
process.stdout.write(
  JSON.stringify({
    stations,
    shipped,
    seconds: round(seconds),
    ordersPerSecond: Math.round(shipped / seconds),
    eventsPerSecond: Math.round(events / seconds),
    doubles: after.duplicates,
    claimMs: spreadOf(claims),
    pushMs: spreadOf(pushes),
    hubCpuMsPerOrder: perOrder(after.cpuMs, before.cpuMs),
    postgresCpuMsPerOrder: perOrder(after.postgresCpuMs, before.postgresCpuMs),
  }),
);
await hub.close();
