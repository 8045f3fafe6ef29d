import { v7 as uuidv7 } from 'uuid';
import { round, spreadOf } from '../../../electron/demo/latencies.ts';
import type { DatabaseChoice } from '../../../src/hub/database/open-database.ts';
import { openHub } from '../../../src/hub/open-hub.ts';
import type { ClaimAnswer } from '../../../src/wire/hub-claims.ts';
import type { PushAnswer, WireEvent } from '../../../src/wire/hub-events.ts';
import type { FeedPage } from '../../../src/wire/hub-feed.ts';
import { fillHub } from './fill-hub.ts';

/**
 * Stations in a closed loop: claim five, then eight events for each in one push of forty, the last of them the shipment (sync.md 5.3).
 * Load and hub share this process; the counts come from the database afterwards.
 */
const [url = '', stationsText = '64', ordersText = '12000'] = process.argv.slice(2);
const stations = Number(stationsText);
const orders = Number(ordersText);
const database: DatabaseChoice = url === '' ? { kind: 'pglite', dir: null } : { kind: 'url', url };
const hub = await openHub({ database });
await fillHub(hub, orders);

const claims: number[] = [];
const pushes: number[] = [];

async function ask<Answer>(key: string, path: string, body?: unknown): Promise<Answer> {
  const response = await hub.handle(`http://hub.bench${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer; // our own hub's
}

async function timed<Value>(into: number[], work: Promise<Value>): Promise<Value> {
  const begun = performance.now();
  const value = await work;
  into.push(performance.now() - begun);
  return value;
}

const [template] = (
  await ask<FeedPage>((await hub.addStation({ name: 'Reader' })).key, '/v1/feed?limit=500')
).items.flatMap((entry) => (entry.op === 'upsert' ? [entry.order] : []));
if (template === undefined) throw new Error('nothing to pack');
const lines = template.doc.lines.map(({ id, quantity }) => ({ lineId: id, units: quantity }));

async function work(no: number): Promise<void> {
  const { key } = await hub.addStation({ name: `Station ${no}`, offline_buffer: 30 });
  let seq = 0;
  for (;;) {
    const answer = await timed(
      claims,
      ask<ClaimAnswer>(key, '/v1/claims', { request_id: uuidv7(), class: 'hard', want: 5 }),
    );
    if (answer.granted.length === 0) return;
    const events = answer.granted.flatMap(({ order_id, fence, rev }) => {
      const event = (type: string, payload: Record<string, unknown>): WireEvent => {
        seq += 1;
        const occurred_at = new Date().toISOString();
        const rest = { schema_v: 1, order_id, fence, rev_seen: rev, boot_id: 'bench', mono_ms: seq, operator: null };
        return { seq, id: uuidv7(), type, occurred_at, payload, ...rest };
      };
      const scan = { source: 'scanner', text: '4006381333931', symbology: 'ean-13', atMs: 1_763_900_000_000 };
      const parcels = [{ parcelCode: `PH${no}-${seq}`, lines, grams: 480 }];
      return [
        event('order-opened', { order: { rev } }),
        event('item-packed', { lineId: lines[0]?.lineId, units: 1, boxNo: 1, scan }),
        event('box-closed', { boxNo: 1, carton: { code: 'C-2', grams: 120 } }),
        event('box-weighed', { boxNo: 1, grams: 480, by: 'scale' }),
        event('order-packed', { parcelCode: parcels[0]?.parcelCode }),
        event('print-started', { jobId: `j${seq}`, attempt: 1 }),
        event('label-proved', { parcelCode: parcels[0]?.parcelCode, scan }),
        event('order-shipped', { shipment: { carrier: 'Heron Parcel', service: 'Standard', parcels } }),
      ];
    });
    const pushed = await timed(pushes, ask<PushAnswer>(key, '/v1/events', { epoch: 1, events }));
    const odd = pushed.results.find(
      ({ outcome, code }) => outcome !== 'applied' || (code !== undefined && code !== 'no_effect'),
    );
    if (odd !== undefined) throw new Error(`not as it should be: ${JSON.stringify(odd)}`);
  }
}

const begun = performance.now();
await Promise.all(Array.from({ length: stations }, (_, no) => work(no + 1)));
const seconds = (performance.now() - begun) / 1000;
const { shipped, duplicates, events } = await hub.summary();
process.stdout.write(
  JSON.stringify({
    database: database.kind === 'url' ? 'PostgreSQL' : 'embedded',
    stations,
    shipped,
    seconds: round(seconds),
    ordersPerSecond: Math.round(shipped / seconds),
    eventsPerSecond: Math.round(events / seconds),
    doubles: duplicates,
    claimMs: spreadOf(claims),
    pushMs: spreadOf(pushes),
  }),
);
await hub.close();
