import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Bench,
  databases,
  openTestHub,
  type Reply,
  readyOrders,
  shippedPayload,
  type TestHub,
} from './hub-fixture.ts';

describe.each(databases())('taking orders over and away, on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  let two: Bench;
  let ada: string;
  let ben: string;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    one = await it.station('Bench 1');
    two = await it.station('Bench 2');
    const { people } = await it.hub.putPeople([
      { name: 'Ada', role: 'supervisor', badge: 'ADA-1' },
      { name: 'Ben', role: 'packer', badge: 'BEN-1' },
    ]);
    [ada = '', ben = ''] = people.map((person) => person.id);
  });

  const takeOver = (bench: Bench, id: string, by = ada, request_id = uuidv7()) =>
    bench.call('POST', '/v1/claims/take-over', { request_id, order_id: id, by, reason: 'The tote stands here' });
  const override = (id: string) => it.office('POST', `/v1/orders/${id}/override`, { reason: 'Bench 1 burnt down' });
  const outcomes = (reply: Reply) =>
    reply.body.results.map((result: { outcome: string; code?: string }) =>
      [result.outcome, result.code].filter(Boolean).join(' '),
    );
  const claimOf = async (bench: Bench, id: string) => {
    const page = (await bench.call('GET', '/v1/feed')).body;
    return page.items.find((item: { order?: { id: string } }) => item.order?.id === id)?.order;
  };
  const rowOf = (id: string) =>
    it.hub.context.db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  async function claimed(number = '1'): Promise<string> {
    const [id = ''] = await readyOrders(it.hub, number);
    await one.claim([id]);
    return id;
  }

  test('the feed tells the old holder who has it now', async () => {
    const id = await claimed();
    expect(await claimOf(one, id)).toMatchObject({ fence: 1, claim: { mine: true, holder: { station: 'Bench 1' } } });
    it.time.nowMs += 60_000;
    expect((await takeOver(two, id)).body.granted).toMatchObject([{ order_id: id, fence: 2, class: 'hard' }]);
    expect(await claimOf(one, id)).toMatchObject({
      fence: 2,
      state: 'claimed',
      claim: {
        mine: false,
        class: 'hard',
        expires_at: null,
        holder: { station: 'Bench 2', person: null, since: '2026-11-23T09:01:00.000Z' },
      },
    });
  });

  test('a parcel that the first bench ships all the same counts, and the second one loses the order', async () => {
    const id = await claimed();
    await takeOver(two, id);
    const told = await one.push([one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload() })]);
    expect(outcomes(told)).toEqual(['applied late_fence']);
    const second = await two.push([
      two.event('order-shipped', { order_id: id, fence: 2, payload: shippedPayload(2, 'PH0002010000018') }),
    ]);
    expect(outcomes(second)).toEqual(['conflict double_ship']);
    expect((await rowOf(id)).override_count).toBe(1);
  });

  test('only an active supervisor of this warehouse can say so, and nothing changes otherwise', async () => {
    const id = await claimed();
    await it.hub.putPeople([{ id: ada, name: 'Ada', role: 'supervisor', badge: 'ADA-1', active: false }]);
    const before = await rowOf(id);
    for (const by of [ben, ada, uuidv7()]) {
      const reply = await takeOver(two, id, by);
      expect([reply.status, reply.body.code]).toEqual([403, 'wrong_role']);
      expect(reply.body.detail).toContain('supervisor');
    }
    expect(await rowOf(id)).toEqual(before);
  });

  test('the same request again is the same answer; with another content it is refused', async () => {
    const id = await claimed();
    const request = uuidv7();
    const first = await takeOver(two, id, ada, request);
    expect((await takeOver(two, id, ada, request)).body).toEqual(first.body);
    expect((await rowOf(id)).override_count).toBe(1);
    const [other = ''] = await readyOrders(it.hub, '2');
    expect((await takeOver(two, other, ada, request)).body.code).toBe('request_id_reused');
  });

  test('a remembered right that ended since is not told as one', async () => {
    const [id = '', kept = ''] = await readyOrders(it.hub, '1', '2');
    const request = { request_id: uuidv7(), class: 'hard', order_ids: [id, kept] };
    await one.call('POST', '/v1/claims', request);
    await takeOver(two, id);
    expect((await one.call('POST', '/v1/claims', request)).body).toMatchObject({
      granted: [{ order_id: kept, fence: 1 }],
      refused: [{ order_id: id, code: 'stale-fence', state: 'claimed' }],
    });
  });

  test('an override makes the order ready for anybody, with a higher fence', async () => {
    const id = await claimed();
    const reply = await override(id);
    expect([reply.status, reply.body]).toMatchObject([200, { state: 'ready', station: null }]);
    expect(await claimOf(one, id)).toMatchObject({ fence: 2, claim: null });
    expect((await two.claim([id])).body.granted).toMatchObject([{ fence: 3 }]);
    expect((await rowOf(id)).override_count).toBe(1);
  });

  test('an override of a cancelled order cancels it, frees its stock and takes it off the feed', async () => {
    await it.hub.putStock([{ sku: 'A-1', on_hand: 10 }]);
    const id = await claimed();
    await it.office('POST', `/v1/orders/${id}/cancel`);
    expect((await override(id)).body.state).toBe('cancelled');
    expect((await it.hub.context.db.selectFrom('stock').select('allocated').executeTakeFirstOrThrow()).allocated).toBe(
      0,
    );
    const { items } = (await two.call('GET', '/v1/feed')).body;
    expect(items.some((item: { order?: unknown }) => item.order !== undefined)).toBe(false);
    const told = await one.push([one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload() })]);
    expect(outcomes(told)).toEqual(['conflict shipped_after_cancel']);
  });

  test('what nobody holds cannot be overridden', async () => {
    const [free = '', gone = ''] = await readyOrders(it.hub, '1', '2');
    await it.office('POST', `/v1/orders/${gone}/cancel`);
    for (const id of [free, gone]) expect((await override(id)).body.code).toBe('wrong_state');
    expect((await override(uuidv7())).body.code).toBe('not_found');
    expect((await rowOf(free)).fence).toBe(0);
  });

  test('what the bench had found short is free again only if the stock still has it', async () => {
    await it.hub.putStock([{ sku: 'A-1', on_hand: 2 }]);
    const id = await claimed();
    const about = { order_id: id, fence: 1 };
    await one.push([
      one.event('order-opened', about),
      one.event('line-short', { ...about, payload: { lineId: 'L1', units: 1, reason: 'too-few' } }),
    ]);
    const reply = await override(id);
    expect(reply.body).toMatchObject({ state: 'on_hold', reasons: [{ code: 'short-stock' }] });
    expect(await rowOf(id)).toMatchObject({ claim_station: null, feed_pos: null });
  });
});
