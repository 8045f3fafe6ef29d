import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CASES, claim, expectInvariants, openShop, order, ship } from './conflict-fixture.ts';
import { type Bench, type Caller, callerOf, databases, openTestHub, type TestHub } from './hub-fixture.ts';

interface Row {
  readonly id: string;
  readonly lock_token: number;
  readonly tries: number;
  readonly shipment_id: string;
  readonly external_id: string;
  readonly remote_ref: string | null;
}

describe.each(databases())('telling shops on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  let two: Bench;
  let shop: Caller;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    ({ one, two } = await openShop(it));
    const { body } = await it.office('POST', '/v1/keys', { name: 'shop', role: 'connector' });
    shop = callerOf(it.hub, body.key);
  });

  const lease = async (limit = 10, more = {}) =>
    (await shop('POST', '/v1/outbound/lease', { limit, lease_seconds: 60, ...more })).body.rows as Row[];
  const finish = (row: Row, outcome: string, more = {}) =>
    shop('POST', `/v1/outbound/${row.id}/finish`, { lock_token: row.lock_token, outcome, ...more });
  const rows = async () => (await it.office('GET', '/v1/outbound')).body.rows;
  async function shipped(number: string, fields = {}): Promise<string> {
    const id = await order(it, number, fields);
    const { conflict: _, ...told } = await ship(one, await claim(one, id), 2, `TRK-${number}`);
    expect(told.outcome).toBe('applied');
    return id;
  }

  test('one row per shipment that counts, with all that a shop wants to know; done keeps what it called it', async () => {
    const id = await shipped('1', { external_id: 'gid://shop/1' });
    await ship(two, { order_id: id, fence: 0 });
    const [row, ...more] = await lease();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      lock_token: 1,
      tries: 1,
      connector: 'office',
      order_id: id,
      external_id: 'gid://shop/1',
      number: '1',
      carrier: 'Heron Parcel',
      service: 'Standard',
      parcels: [{ tracking: 'TRK-1', lines: [{ line_id: 'L1', sku: 'A-1', units: 2 }] }],
      remote_ref: null,
    });
    if (row === undefined) throw new Error('no row');
    expect(await lease()).toEqual([]);
    const done = await finish(row, 'done', { remote_ref: 'F-7' });
    expect(done.body).toEqual({ id: row.id, state: 'done' });
    // A lost answer, told again.
    expect((await finish(row, 'done', { remote_ref: 'F-7' })).body.state).toBe('done');
    expect(await rows()).toMatchObject([{ state: 'done', remote_ref: 'F-7', last_error: null }]);
  });

  test('a lease that ran out goes to another worker, and the first one is told so', async () => {
    await shipped('1');
    const [late] = await lease();
    it.time.nowMs += 60_001;
    const [next] = await lease();
    if (late === undefined || next === undefined) throw new Error('no row');
    expect([next.id, next.lock_token, next.tries]).toEqual([late.id, 2, 2]);
    const stale = await finish(late, 'done');
    expect([stale.status, stale.body.code]).toEqual([409, 'stale_lock']);
    const unknown = await finish({ ...late, id: crypto.randomUUID() }, 'done');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
    expect((await finish(next, 'done')).status).toBe(200);
  });

  test('a retry waits, twice as long each time or as the shop says, keeps the reference, and ends with a person', async () => {
    await shipped('1');
    const [first] = await lease();
    if (first === undefined) throw new Error('no row');
    await finish(first, 'retry', { error: 'slow down', remote_ref: 'F-8', retry_after_seconds: 5 });
    it.time.nowMs += 4_999;
    expect(await lease()).toEqual([]);
    it.time.nowMs += 1;
    for (let tries = 2; tries <= 10; tries++) {
      const [row] = await lease();
      expect(row).toMatchObject({ tries, remote_ref: 'F-8' });
      if (row === undefined) throw new Error('no row');
      const { body } = await finish(row, 'retry', { error: `try ${tries}` });
      expect(body.state).toBe(tries === 10 ? 'review' : 'todo');
      const pauseMs = Math.min(3_600_000, 30_000 * 2 ** tries);
      it.time.nowMs += pauseMs - 1;
      expect(await lease()).toEqual([]);
      it.time.nowMs += 1;
    }
    expect(await lease()).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'review', tries: 10, last_error: 'try 10', remote_ref: 'F-8' }]);
  });

  test('a shop that refuses is for a person; workers that die with it in hand end there too', async () => {
    await shipped('1');
    await shipped('2');
    const [refused, dying] = await lease();
    if (refused === undefined || dying === undefined) throw new Error('no rows');
    expect((await finish(refused, 'review', { error: 'already fulfilled there' })).body.state).toBe('review');
    for (let tries = 2; tries <= 10; tries++) {
      it.time.nowMs += 60_001;
      expect(await lease()).toMatchObject([{ id: dying.id, tries }]);
    }
    it.time.nowMs += 60_001;
    expect(await lease()).toEqual([]);
    expect((await rows()).map((row: { state: string }) => row.state)).toEqual(['review', 'review']);
    const errors = (await rows()).map((row: { last_error: string }) => row.last_error).sort();
    expect(errors).toEqual(['No worker ever came back with an answer.', 'already fulfilled there']);
  });

  test('two shipments of one remote order are never out at once, whoever asks', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    const payload = {
      shipment: {
        carrier: 'c',
        service: 's',
        parcels: [{ parcelCode: 'P1', lines: [{ lineId: 'L1', units: 1 }] }],
        short: [{ lineId: 'L1', units: 1 }],
      },
    };
    await one.push([one.event('order-shipped', { ...about, payload })]);
    const rest = await it.hub.context.db
      .selectFrom('orders')
      .select('id')
      .where('number', '=', '1-B1')
      .executeTakeFirstOrThrow();
    await ship(one, await claim(one, rest.id), 1);
    await shipped('2');
    const asked = await Promise.all(Array.from({ length: 6 }, () => lease(1)));
    const out = asked.flat();
    expect(new Set(out.map((row) => row.external_id)).size).toBe(out.length);
    const more = await lease();
    expect([...out, ...more].map((row) => row.external_id).sort()).toEqual(['1', '2']);
    for (const row of [...out, ...more]) await finish(row, 'done');
    expect(await lease()).toMatchObject([{ external_id: '1' }]);
  });

  test('only its own connector, when it says which', async () => {
    await shipped('1');
    expect(await lease(10, { connector: 'somewhere' })).toEqual([]);
    expect(await lease(10, { connector: 'office' })).toHaveLength(1);
    expect((await it.office('GET', '/v1/outbound?state=done')).body.rows).toEqual([]);
    expect((await it.office('GET', '/v1/outbound?state=todo')).body.rows).toHaveLength(1);
  });

  test('another parcel instead: the shop is told by itself only if it cannot know of the first', async () => {
    const found = CASES['double_ship, shipped'];
    if (found === undefined) throw new Error('no case');
    const { conflict } = await found.make(it, one, two);
    const [row] = await lease();
    if (row === undefined) throw new Error('no row');
    await it.office('POST', `/v1/conflicts/${conflict}/resolve`, { answer: 'keep-second' });
    expect((await rows()).map((each: { state: string }) => each.state)).toEqual(['review', 'review']);
    // The worker had it in hand: what it did is kept, for whoever looks.
    expect((await finish(row, 'done', { remote_ref: 'F-1' })).body.state).toBe('review');
    expect(await rows()).toContainEqual(expect.objectContaining({ id: row.id, state: 'review', remote_ref: 'F-1' }));
    expect(await lease()).toEqual([]);
    await expectInvariants(it);
  });

  test('a parcel taken back after the shop was told: the next one is for a person', async () => {
    const found = CASES.edited_after_claim;
    if (found === undefined) throw new Error('no case');
    const { order: id, conflict } = await found.make(it, one, two);
    const [row] = await lease();
    if (row === undefined) throw new Error('no row');
    await finish(row, 'done', { remote_ref: 'F-1' });
    await it.office('POST', `/v1/conflicts/${conflict}/resolve`, { answer: 'taken-back' });
    expect(await ship(two, await claim(two, id))).toMatchObject({ outcome: 'applied' });
    expect((await rows()).map((each: { state: string }) => each.state)).toEqual(['review', 'review']);
    await expectInvariants(it);
  });

  test('I2: whatever crashes between telling the shop and saying so, no shipment is told twice', async () => {
    const crash = fc.constantFrom('before', 'between', 'slow', 'never' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(crash, { minLength: 1, maxLength: 8 }), async (crashes) => {
        await it.hub.context.db.deleteFrom('outbound').execute();
        for (const number of ['1', '2', '3']) await shipped(`${number}-${crypto.randomUUID()}`);
        // A shop that, like the real ones, takes every fulfilment it is given.
        const fulfilments: { readonly ref: string; readonly shipment: string }[] = [];
        const work = async (row: Row, how: string) => {
          if (how === 'before') return;
          // Read before write.
          const known = fulfilments.find(({ shipment }) => shipment === row.shipment_id);
          const ref = known?.ref ?? `F-${fulfilments.length + 1}`;
          if (known === undefined) fulfilments.push({ ref, shipment: row.shipment_id });
          if (how === 'between') return;
          if (how === 'slow') it.time.nowMs += 61_000;
          await finish(row, 'done', { remote_ref: ref });
        };
        for (const how of crashes) {
          const asked = await Promise.all([lease(1), lease(2)]);
          for (const row of asked.flat()) await work(row, how);
          it.time.nowMs += 61_000;
        }
        for (let rest = await lease(); rest.length > 0; rest = await lease())
          for (const row of rest) await work(row, 'never');
        expect(fulfilments.map(({ shipment }) => shipment).sort()).toEqual(
          (await rows()).map((row: { shipment_id: string }) => row.shipment_id).sort(),
        );
        expect((await rows()).map((row: { state: string }) => row.state)).toEqual(['done', 'done', 'done']);
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});
