import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupTo } from '../../src/hub/backup/backup.ts';
import { restoreFrom } from '../../src/hub/backup/restore.ts';
import type { Hub } from '../../src/hub/open-hub.ts';
import type { WireEvent } from '../../src/wire/hub-events.ts';
import { type Bench, callerOf, databases, openTestHub, readyOrders, shippedPayload } from './hub-fixture.ts';
import { type ChosenDatabase, emptyDatabase } from './test-databases.ts';

const MINUTE_MS = 60_000;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packhouse-restore-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where a backup can be put; on the same kind of database as it comes from. */
async function newPlace(name: string): Promise<ChosenDatabase> {
  const url = process.env.TEST_DATABASE_URL;
  if (name === 'PostgreSQL' && url !== undefined) return emptyDatabase(url);
  return { choice: { kind: 'pglite', dir: join(folder, name) }, drop: async () => undefined };
}

/** A bench with what it keeps on its own disk: its events and its rights. */
function diskOf(bench: Bench) {
  const events: WireEvent[] = [];
  const rights = new Map<string, number>();
  return {
    ...{ bench, events, rights },
    async claim(orderIds: readonly string[]) {
      const { granted } = (await bench.claim(orderIds)).body;
      for (const { order_id, fence } of granted) rights.set(order_id, fence);
      expect(granted).toHaveLength(orderIds.length);
    },
    async ship(orderId: string) {
      const about = { order_id: orderId, fence: rights.get(orderId) ?? 0 };
      const payload = shippedPayload(2, `P-${orderId}`);
      const fresh = [bench.event('order-opened', about), bench.event('order-shipped', { ...about, payload })];
      events.push(...fresh);
      rights.delete(orderId);
      expect((await bench.push(fresh)).body).toMatchObject({ ack_seq: events.length });
    },
    assertion: () => ({
      epoch: 1,
      last_seq: events.length,
      claims: [...rights].map(([order_id, fence]) => ({ order_id, fence })),
    }),
  };
}

async function truthOf({ context: { db } }: Hub) {
  return {
    shipments: await db
      .selectFrom('shipment')
      .select(['order_id', 'event_id', 'station_id', 'accepted', 'packages'])
      .orderBy('event_id')
      .execute(),
    events: await db.selectFrom('event').select(['station_id', 'seq', 'id', 'type']).orderBy('id').execute(),
    stock: await db.selectFrom('stock').selectAll().execute(),
    moves: await db.selectFrom('stock_move').select(['event_id', 'sku', 'qty']).orderBy('event_id').execute(),
    claims: await db
      .selectFrom('orders')
      .select(['id', 'state', 'claim_station', 'claim_class', 'fence'])
      .orderBy('id')
      .execute(),
  };
}

test.each(databases())(
  'a hub restored from an older backup comes to the same truth, on $name',
  async ({ name, choose }) => {
    const before = await openTestHub(await choose());
    const [o1, o2, o3, o4, o5, o6, o7, o8] = await readyOrders(before.hub, '1', '2', '3', '4', '5', '6', '7', '8');
    if (!o1 || !o2 || !o3 || !o4 || !o5 || !o6 || !o7 || !o8) throw new Error('eight orders');
    await before.hub.putStock([{ sku: 'A-1', on_hand: 100 }]);
    const anna = diskOf(await before.station('Anna'));
    const ben = diskOf(await before.station('Ben'));
    await anna.claim([o1, o2, o3]);
    await ben.claim([o4]);
    await anna.ship(o1);
    const file = join(folder, `${name}.backup`);
    await backupTo(before.hub.context.db, file, () => before.time.nowMs);

    // All that the backup does not know.
    before.time.nowMs += 10 * MINUTE_MS;
    await anna.ship(o2);
    await anna.claim([o5]);
    await ben.ship(o4);
    await ben.claim([o6]);
    const { cursor } = (await anna.bench.call('GET', '/v1/feed')).body;
    const truth = await truthOf(before.hub);
    await before.close();

    const place = await newPlace(name);
    const nowMs = before.time.nowMs + MINUTE_MS;
    await restoreFrom(place.choice, file, { clock: () => nowMs });
    const after = await openTestHub(place);
    after.time.nowMs = nowMs;
    const as = ({ bench }: typeof anna) => callerOf(after.hub, bench.key);
    const wanted = () => ({ request_id: uuidv7(), class: 'hard', want: 30 });

    // Nothing is lent while a bench may hold what the hub has forgotten.
    expect(await as(anna)('GET', `/v1/feed?cursor=${cursor}`)).toMatchObject({
      status: 410,
      body: { code: 'must_refetch' },
    });
    expect((await as(anna)('GET', '/v1/hello')).body).toMatchObject({ recovering: true, station: { last_seq: 2 } });
    expect(await as(ben)('POST', '/v1/claims', wanted())).toMatchObject({ status: 503, body: { code: 'recovering' } });

    // Anna goes on from where the hub is; Ben has lost count and sends all he has.
    const again = await as(anna)('POST', '/v1/events', { epoch: 1, events: anna.events.slice(2) });
    expect(again.body).toMatchObject({ ack_seq: 4, results: [{ outcome: 'applied' }, { outcome: 'applied' }] });
    const known = await as(anna)('POST', '/v1/events', { epoch: 1, events: anna.events });
    expect(known.body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(4).fill('duplicate'));
    expect((await as(anna)('POST', '/v1/claims/assert', anna.assertion())).body).toMatchObject({
      kept: expect.arrayContaining([
        expect.objectContaining({ order_id: o3 }),
        expect.objectContaining({ order_id: o5 }),
      ]),
      lost: [],
      recovering: true,
    });
    expect(await as(anna)('POST', '/v1/claims', wanted())).toMatchObject({ status: 503, body: { code: 'recovering' } });
    await as(ben)('POST', '/v1/events', { epoch: 1, events: ben.events });
    expect((await as(ben)('POST', '/v1/claims/assert', ben.assertion())).body).toMatchObject({
      kept: [expect.objectContaining({ order_id: o6 })],
      recovering: false,
    });

    // The same truth as before the crash, to the fence and the unit on the shelf.
    expect(await truthOf(after.hub)).toEqual(truth);
    expect((await as(anna)('GET', '/v1/hello')).body).toMatchObject({ recovering: false });
    const lent = (await as(anna)('POST', '/v1/claims', wanted())).body.granted.map(
      ({ order_id }: { order_id: string }) => order_id,
    );
    expect(lent.sort()).toEqual([o7, o8].sort());
    await after.close();
  },
  60_000,
);
