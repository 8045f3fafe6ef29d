import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endRecovery } from '../../src/hub/claims/recovery.ts';
import {
  type Bench,
  databases,
  openTestHub,
  type Reply,
  readyOrders,
  shippedPayload,
  type TestHub,
} from './hub-fixture.ts';

const DAY_MS = 86_400_000;

describe.each(databases())('a hub that was restored, on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  let two: Bench;
  let ada: string;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    await it.hub.context.db.updateTable('hub').set({ recovering_since: null, restored_at: null }).execute();
    one = await it.station('Bench 1');
    two = await it.station('Bench 2');
    [{ id: ada = '' } = {}] = (await it.hub.putPeople([{ name: 'Ada', role: 'supervisor', badge: 'ADA-1' }])).people;
    for (const bench of [one, two]) await hello(bench);
  });

  const hello = async (bench: Bench) => (await bench.call('GET', '/v1/hello')).body;
  const rowOf = (id: string) =>
    it.hub.context.db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const say = (bench: Bench, claims: readonly (readonly [string, number])[], epoch = 1, lastSeq = 0) =>
    bench.call('POST', '/v1/claims/assert', {
      epoch,
      last_seq: lastSeq,
      claims: claims.map(([order_id, fence]) => ({ order_id, fence })),
    });
  const codes = (reply: Reply) => reply.body.lost.map((lost: { code: string }) => lost.code);
  /** As a restore leaves it: the memory ends `lostMs` ago. */
  async function restore(lostMs = 0): Promise<void> {
    it.time.nowMs += 1000;
    const at = (ms: number) => new Date(ms).toISOString();
    await it.hub.context.db
      .updateTable('hub')
      .set({ restored_at: at(it.time.nowMs), recovering_since: at(it.time.nowMs - lostMs) })
      .execute();
    it.time.nowMs += 1000;
  }
  const isRecovering = async () =>
    (await it.hub.context.db.selectFrom('hub').select('recovering_since').executeTakeFirstOrThrow())
      .recovering_since !== null;

  test('nothing is lent until every station has spoken; what one holds is told again', async () => {
    const [held = '', leased = '', free = ''] = await readyOrders(it.hub, '1', '2', '3');
    await one.claim([held]);
    await one.claim([leased], 'soft');
    await restore();
    expect((await hello(one)).recovering).toBe(true);
    const refused = [
      await one.claim([held, free]),
      await one.claim([free], 'soft'),
      await one.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'hard', want: 1 }),
      await one.call('POST', '/v1/claims/harden', { request_id: uuidv7(), items: [{ order_id: leased, fence: 1 }] }),
      await two.call('POST', '/v1/claims/take-over', { request_id: uuidv7(), order_id: held, by: ada, reason: 'x' }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [503, 'recovering']));
    expect((await one.claim([held])).body.granted).toMatchObject([{ order_id: held, fence: 1 }]);
    const hardened = { request_id: uuidv7(), items: [{ order_id: held, fence: 1 }] };
    expect((await one.call('POST', '/v1/claims/harden', hardened)).body.granted).toHaveLength(1);
    expect((await say(one, [[held, 1]])).body).toEqual({
      kept: [{ order_id: held, fence: 1, rev: 2 }],
      lost: [],
      recovering: true,
    });
    expect([(await hello(one)).recovering, (await hello(two)).recovering]).toEqual([false, true]);
    expect((await one.claim([free])).body.code).toBe('recovering');
    expect((await say(two, [])).body.recovering).toBe(false);
    expect((await one.claim([free])).body.granted).toHaveLength(1);
  });

  test('a refused request may be repeated under the same id when the hub lends again', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await restore();
    const request = { request_id: uuidv7(), class: 'hard', order_ids: [id] };
    expect((await one.call('POST', '/v1/claims', request)).body.code).toBe('recovering');
    await say(one, []);
    await say(two, []);
    expect((await one.call('POST', '/v1/claims', request)).body.granted).toHaveLength(1);
  });

  test('claims made after the backup are known again, with their fences, and everybody hears of it', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await restore();
    expect((await say(one, [[id, 4]])).body.kept).toEqual([{ order_id: id, fence: 4, rev: 2 }]);
    expect(await rowOf(id)).toMatchObject({ state: 'claimed', claim_station: one.id, claim_class: 'hard', fence: 4 });
    const { items } = (await two.call('GET', '/v1/feed')).body;
    const heard = items.find((item: { order?: { id: string } }) => item.order?.id === id);
    expect(heard.order.claim).toMatchObject({ mine: false, holder: { station: 'Bench 1' } });
  });

  test.each([
    ['one', 'two'],
    ['two', 'one'],
  ])('of two that say the same order, the higher fence has it, whoever speaks first (%s, then %s)', async (first) => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await restore();
    const spoken =
      first === 'one'
        ? ([
            [one, 2],
            [two, 3],
          ] as const)
        : ([
            [two, 3],
            [one, 2],
          ] as const);
    const answers = new Map<Bench, Reply>();
    for (const [bench, fence] of spoken) answers.set(bench, await say(bench, [[id, fence]]));
    expect(answers.get(two)?.body.kept).toMatchObject([{ order_id: id, fence: 3 }]);
    expect(await rowOf(id)).toMatchObject({ claim_station: two.id, fence: 3 });
    if (first === 'two') expect(codes(answers.get(one) as Reply)).toEqual(['taken']);
  });

  test('what is over cannot be held, nor what somebody else has with a higher or the same fence', async () => {
    const [shipped = '', cancelled = '', others = '', ended = ''] = await readyOrders(it.hub, '1', '2', '3', '4');
    await two.claim([shipped, others]);
    await two.push([two.event('order-shipped', { order_id: shipped, fence: 1, payload: shippedPayload() })]);
    await it.office('POST', `/v1/orders/${cancelled}/cancel`);
    await one.claim([ended]);
    await it.office('POST', `/v1/orders/${ended}/override`, { reason: 'It lies here' });
    const held = await it.hub.addOrder({ number: '5', to: {}, lines: [] });
    await restore();
    const reply = await say(one, [
      [shipped, 9],
      [cancelled, 9],
      [others, 1],
      [ended, 1],
      [held.order.id, 9],
      [uuidv7(), 9],
    ]);
    expect(codes(reply)).toEqual(['not-ready', 'not-ready', 'taken', 'stale-fence', 'unknown-order', 'unknown-order']);
    expect(reply.body.kept).toEqual([]);
    expect(await rowOf(others)).toMatchObject({ claim_station: two.id, fence: 1 });
    expect(await rowOf(ended)).toMatchObject({ claim_station: null, fence: 2 });
  });

  test('work goes on where it was: packing stays packing, a cancellation stays asked for, a lease becomes hard', async () => {
    const [packing = '', cancelled = '', leased = ''] = await readyOrders(it.hub, '1', '2', '3');
    await one.claim([packing, cancelled]);
    await one.claim([leased], 'soft');
    await one.push([one.event('order-opened', { order_id: packing, fence: 1 })]);
    await it.office('POST', `/v1/orders/${cancelled}/cancel`);
    await restore();
    await say(one, [
      [packing, 1],
      [cancelled, 1],
      [leased, 1],
    ]);
    expect(await rowOf(packing)).toMatchObject({ state: 'packing', claim_class: 'hard' });
    expect(await rowOf(cancelled)).toMatchObject({ state: 'cancel_pending', claim_class: 'hard' });
    expect(await rowOf(leased)).toMatchObject({ state: 'claimed', claim_class: 'hard', claim_expires: null });
    // Another bench took it over after the backup, and now it has to answer the shop.
    await say(two, [[cancelled, 2]]);
    expect(await rowOf(cancelled)).toMatchObject({ state: 'cancel_pending', claim_station: two.id, fence: 2 });
  });

  test('claims that the hub remembers and nobody names stay: they may be parcels whose events are on the way', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await one.claim([id]);
    await restore();
    await say(one, []);
    await say(two, []);
    expect((await two.claim([id])).body.refused).toMatchObject([{ code: 'taken' }]);
    await one.push([one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload() })]);
    expect((await rowOf(id)).state).toBe('shipped');
  });

  test('claims that come before the events are refused: what was shipped since would look free', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await restore();
    const early = await say(one, [[id, 2]], 1, 3);
    expect([early.status, early.body.code, early.body.expected]).toEqual([409, 'seq_gap', 1]);
    await one.push([one.event('packer-signed-in'), one.event('packer-signed-out'), one.event('packer-signed-in')]);
    expect((await say(one, [[id, 2]], 1, 3)).status).toBe(200);
  });

  test('an order that the shop sends once more is the same one, and what benches told of it meanwhile counts', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    // As after a restore to before it was placed.
    await it.reset();
    one = await it.station('Bench 1');
    const told = one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload() });
    expect((await one.push([told])).body.results[0]).toMatchObject({ outcome: 'quarantined', code: 'unknown_order' });
    expect(await readyOrders(it.hub, '1')).toEqual([id]);
    expect((await rowOf(id)).state).toBe('shipped');
    expect((await it.office('GET', '/v1/quarantine')).body.waiting).toBe(0);
  });

  test('a station of another epoch is not believed', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await restore();
    const reply = await say(one, [[id, 2]], 2);
    expect([reply.status, reply.body.code, reply.body.expected]).toEqual([409, 'wrong_epoch', 1]);
    expect((await rowOf(id)).claim_station).toBeNull();
    expect((await hello(one)).recovering).toBe(true);
  });

  test('both speak at the same time, and the recovery is over', async () => {
    await restore();
    const answers = await Promise.all([say(one, []), say(two, [])]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await isRecovering()).toBe(false);
  });

  test('a station that had long been silent, or was shut out, is not waited for', async () => {
    const gone = await it.station('Bench 3');
    await hello(gone);
    it.time.nowMs += 8 * DAY_MS;
    for (const bench of [one, two]) await hello(bench);
    await it.station('Never seen');
    await restore(DAY_MS / 2);
    expect((await say(one, [])).body.recovering).toBe(true);
    await it.hub.context.db.updateTable('station').set({ status: 'revoked' }).where('id', '=', two.id).execute();
    const [id = ''] = await readyOrders(it.hub, '1');
    expect((await one.claim([id])).body.granted).toHaveLength(1);
    expect(await isRecovering()).toBe(false);
  });

  test('how long a station was silent is counted from where the memory ends, however old the backup is', async () => {
    it.time.nowMs += 30 * DAY_MS;
    await restore(30 * DAY_MS);
    expect((await say(one, [])).body.recovering).toBe(true);
    expect((await say(two, [])).body.recovering).toBe(false);
  });

  test('what was said before an earlier restore does not count', async () => {
    await restore();
    await say(one, []);
    await restore();
    expect((await hello(one)).recovering).toBe(true);
    await say(two, []);
    expect(await isRecovering()).toBe(true);
  });

  test('it can be ended by hand, and says who has not spoken', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await restore();
    await say(one, []);
    expect(await endRecovery(it.hub.context)).toEqual(['Bench 2']);
    expect((await one.claim([id])).body.granted).toHaveLength(1);
    expect((await hello(two)).recovering).toBe(false);
    expect(await endRecovery(it.hub.context)).toEqual([]);
  });
});
