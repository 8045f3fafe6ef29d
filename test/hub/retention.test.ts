import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepHistory } from '../../src/hub/retention/sweep-history.ts';
import { databases, openTestHub, readyOrders, shippedPayload, type TestHub } from './hub-fixture.ts';

const DAY_MS = 86_400_000;

describe.each(databases())('what nobody can ask for any more, on $name', ({ choose }) => {
  let it: TestHub;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());

  test('old tombstones go, and cursors from before them are told to begin anew; the others go on', async () => {
    const { db } = it.hub.context;
    const bench = await it.station('Bench 1');
    const [first = '', second = ''] = await readyOrders(it.hub, '1', '2');
    const ship = async (id: string) => {
      const { granted } = (await bench.claim([id])).body;
      const payload = shippedPayload(2, `P-${id}`);
      const reply = await bench.push([
        bench.event('order-shipped', { order_id: id, fence: granted[0].fence, payload }),
      ]);
      expect(reply.body.results).toMatchObject([{ outcome: 'applied' }]);
    };
    const cursor = async () => (await bench.call('GET', '/v1/feed')).body.cursor;
    const feedFrom = (from: string) => bench.call('GET', `/v1/feed?cursor=${from}`);
    const beforeFirst = await cursor();
    await ship(first);
    const between = await cursor();
    await ship(second);
    // The database stamps tombstones itself; they are set back instead of the clock.
    const age = (id: string, days: number) => {
      const at = new Date(it.time.nowMs - days * DAY_MS).toISOString();
      return sql`update order_gone set at = ${at}::timestamptz where order_id = ${id}`.execute(db);
    };
    await age(first, 31);
    await age(second, 29);

    expect(await sweepHistory(it.hub.context)).toMatchObject({ tombstones: 1 });
    expect(await feedFrom(beforeFirst)).toMatchObject({ status: 410, body: { code: 'must_refetch' } });
    expect((await feedFrom(between)).body.items).toContainEqual(
      expect.objectContaining({ op: 'remove', order_id: second }),
    );
    expect(await sweepHistory(it.hub.context)).toMatchObject({ tombstones: 0 });
    // Facts stay: the same events are still known by their ids.
    expect(await db.selectFrom('event').select('id').execute()).toHaveLength(2);
  });

  test('answers of yesterday, codes and sessions that are over go; what still counts stays', async () => {
    const { db } = it.hub.context;
    await it.reset();
    const { id: station_id } = await it.station('Bench 1');
    const [person] = await it.hub
      .putPeople([{ name: 'Nia O.', role: 'lead', badge: 'XB10049' }])
      .then((all) => all.people);
    const hoursAgo = (hours: number) => new Date(it.time.nowMs - hours * 3_600_000).toISOString();
    const { warehouseId: warehouse_id } = it.hub.context;
    for (const hours of [25, 23]) {
      const at = hoursAgo(hours);
      const memo = { station_id, request_id: uuidv7(), request_hash: Buffer.from('x'), response: '{}', at };
      await db.insertInto('request_memo').values(memo).execute();
      const made = { created_at: hoursAgo(48), expires_at: at };
      const code = { code_hash: Buffer.from(at), station_id, warehouse_id, created_by: 'test', ...made };
      await db
        .insertInto('enrolment')
        .values({ ...code, name: null, offline_buffer: null })
        .execute();
      const session = { key_id: at, secret_hash: Buffer.from('x'), person_id: person?.id ?? '', ...made };
      await db.insertInto('session').values(session).execute();
    }
    expect(await sweepHistory(it.hub.context)).toEqual({ tombstones: 0, memos: 1, enrolments: 1, sessions: 1 });
    expect(await db.selectFrom('session').select('key_id').execute()).toEqual([{ key_id: hoursAgo(23) }]);
    expect(await db.selectFrom('request_memo').select('at').execute()).toEqual([{ at: new Date(hoursAgo(23)) }]);
    expect(await db.selectFrom('enrolment').select('expires_at').execute()).toEqual([
      { expires_at: new Date(hoursAgo(23)) },
    ]);
  });
});
