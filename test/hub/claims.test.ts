import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OrderId } from '../../src/core/ids.ts';
import { takeClaims } from '../../src/hub/claims/take-claims.ts';
import type { ClaimRequest } from '../../src/wire/hub-claims.ts';
import {
  type Bench,
  databases,
  openTestHub,
  readyOrders,
  salesOrder,
  shippedPayload,
  type TestHub,
} from './hub-fixture.ts';

describe.each(databases())('claims on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  let two: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    one = await it.station('Bench 1', 5);
    two = await it.station('Bench 2', 5);
  });

  const ids = (reply: { body: { granted: { order_id: string }[] } }) =>
    reply.body.granted.map((grant) => grant.order_id);

  test('the same request id gets the same answer, and nothing happens twice', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    const request = { request_id: uuidv7(), class: 'hard', order_ids: [id] };
    const [first, again] = await Promise.all([
      one.call('POST', '/v1/claims', request),
      one.call('POST', '/v1/claims', request),
    ]);
    expect(first.body.granted).toEqual([{ order_id: id, fence: 1, class: 'hard', rev: 2, expires_at: null }]);
    expect(again.body).toEqual(first.body);
    const other = await one.call('POST', '/v1/claims', { ...request, order_ids: [uuidv7()] });
    expect([other.status, other.body.code]).toEqual([409, 'request_id_reused']);
  });

  test('two stations are never both granted, however they race', async () => {
    const orders = await readyOrders(it.hub, ...Array.from({ length: 8 }, (_, index) => `N${index}`));
    const answers = await Promise.all(orders.flatMap((id) => [one.claim([id]), two.claim([id])]));
    const granted = answers.flatMap(ids);
    expect([...granted].sort()).toEqual([...orders].sort());
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
  });

  test('racing for the most urgent orders shares them out', async () => {
    const orders = await readyOrders(it.hub, '1', '2', '3', '4', '5', '6');
    const want = () => ({ request_id: uuidv7(), class: 'hard', want: 3 });
    const answers = await Promise.all([one, two, one, two].map((bench) => bench.call('POST', '/v1/claims', want())));
    const granted = answers.flatMap(ids);
    expect(new Set(granted).size).toBe(granted.length);
    expect(new Set(granted)).toEqual(new Set(orders));
  });

  test('urgent means priority, then ship-by', async () => {
    await readyOrders(it.hub);
    const add = (number: string, priority: number, ship_by: string) =>
      it.hub.addOrder({
        number,
        priority,
        ship_by,
        to: { name: 'A', street: 'B 1', city: 'C', postcode: '1', country: 'DE' },
        lines: [{ sku: 'A-1' as never, quantity: 1 }],
      });
    const late = await add('late', 5, '2026-11-25T12:00:00Z');
    const soon = await add('soon', 5, '2026-11-24T12:00:00Z');
    const urgent = await add('urgent', 1, '2026-11-26T12:00:00Z');
    const reply = await one.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'hard', want: 2 });
    expect(ids(reply)).toEqual([urgent.order.id, soon.order.id]);
    expect(ids(reply)).not.toContain(late.order.id);
  });

  test('the buffer bounds what a station takes ahead, and twice the buffer what it takes by name', async () => {
    const orders = await readyOrders(
      it.hub,
      ...Array.from({ length: 12 }, (_, index) => `N${String(index).padStart(2, '0')}`),
    );
    const reply = await one.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'hard', want: 9 });
    expect(ids(reply)).toEqual(orders.slice(0, 5));
    const more = await one.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'hard', want: 1 });
    expect(more.body).toEqual({ granted: [], refused: [] });
    const named = await one.claim(orders.slice(5));
    expect(ids(named)).toEqual(orders.slice(5, 10));
    expect(named.body.refused.map((refusal: { code: string }) => refusal.code)).toEqual(['buffer-full', 'buffer-full']);
  });

  test('a refusal says why and in which state the order is', async () => {
    const [taken = '', cancelled = ''] = await readyOrders(it.hub, '1', '2');
    const held = await it.hub.addOrder({ number: '3', to: {}, lines: [] });
    await two.claim([taken]);
    await it.office('POST', `/v1/orders/${cancelled}/cancel`);
    const nobody = uuidv7();
    const reply = await one.claim([taken, cancelled, nobody, held.order.id]);
    expect(reply.body).toEqual({
      granted: [],
      refused: [
        {
          order_id: taken,
          code: 'taken',
          state: 'claimed',
          holder: { station: 'Bench 2', person: null, since: '2026-11-23T09:00:00.000Z' },
        },
        { order_id: cancelled, code: 'not-ready', state: 'cancelled' },
        { order_id: nobody, code: 'unknown-order', state: null },
        { order_id: held.order.id, code: 'unknown-order', state: null },
      ],
    });
  });

  test('asking again for what is already mine tells it again, with the same fence', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    const first = await one.claim([id]);
    expect((await one.claim([id])).body).toEqual(first.body);
  });

  test('a soft lease expires, a hard claim does not', async () => {
    const [soft = '', hard = ''] = await readyOrders(it.hub, '1', '2');
    const lease = await one.claim([soft], 'soft');
    expect(lease.body.granted[0]).toMatchObject({ fence: 1, class: 'soft', expires_at: '2026-11-23T09:10:00.000Z' });
    await one.claim([hard]);
    expect((await two.claim([soft, hard])).body.granted).toEqual([]);
    it.time.nowMs += 365 * 86_400_000;
    const later = await two.claim([soft, hard]);
    expect(later.body.granted).toMatchObject([{ order_id: soft, fence: 2 }]);
    expect(later.body.refused).toMatchObject([{ order_id: hard, code: 'taken' }]);
  });

  test('a lease is renewed and hardened by its holder without a new fence', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await one.claim([id], 'soft');
    it.time.nowMs += 300_000;
    expect((await one.claim([id], 'soft')).body.granted[0]).toMatchObject({
      fence: 1,
      expires_at: '2026-11-23T09:15:00.000Z',
    });
    expect((await one.claim([id])).body.granted[0]).toMatchObject({ fence: 1, class: 'hard', expires_at: null });
  });

  test('a station that takes nothing ahead still gets what it scans', async () => {
    const careful = await it.station('Bench 3', 0);
    const [id = ''] = await readyOrders(it.hub, '1', '2');
    const ahead = await careful.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'hard', want: 1 });
    expect(ids(ahead)).toEqual([]);
    expect(ids(await careful.claim([id]))).toEqual([id]);
  });

  test('only orders like these: by carrier, and by where the goods are', async () => {
    await readyOrders(it.hub);
    const add = async (number: string, fields: object) =>
      (await it.hub.addOrder(salesOrder(number, { ...fields, priority: 5 }))).order.id;
    const heron = await add('1', { carrier: 'Heron Parcel' });
    const picked = await add('2', { carrier: 'Wren' });
    const shelved = await add('3', { carrier: 'Wren', pick: true });
    const want = async (filter: object) =>
      ids(await one.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'soft', want: 9, filter }));
    expect(await want({ carrier: 'Kestrel' })).toEqual([]);
    expect(await want({ carrier: 'Wren', pick: true })).toEqual([shelved]);
    expect(await want({ pick: false, carrier: 'Wren' })).toEqual([picked]);
    expect(await want({})).toEqual([heron]);
  });

  test('hardening is remembered under its request id, which nothing else may use', async () => {
    const [id = '', other = ''] = await readyOrders(it.hub, '1', '2');
    await one.claim([id, other], 'soft');
    const request = { request_id: uuidv7(), items: [{ order_id: id, fence: 1 }] };
    const first = await one.call('POST', '/v1/claims/harden', request);
    expect(first.body.granted).toEqual([{ order_id: id, fence: 1, class: 'hard', rev: 3, expires_at: null }]);
    expect((await one.call('POST', '/v1/claims/harden', request)).body).toEqual(first.body);
    const reused = await one.call('POST', '/v1/claims/harden', { ...request, items: [{ order_id: other, fence: 1 }] });
    const crossed = await one.call('POST', '/v1/claims', { request_id: request.request_id, class: 'hard', want: 1 });
    expect([reused.body.code, crossed.body.code]).toEqual(['request_id_reused', 'request_id_reused']);
    expect((await two.call('POST', '/v1/claims/harden', request)).body.refused).toMatchObject([{ code: 'taken' }]);
  });

  test('a lease that is over cannot be renewed, but hardened while nobody else has wanted it', async () => {
    const [over = '', late = ''] = await readyOrders(it.hub, '1', '2');
    await one.claim([over, late], 'soft');
    it.time.nowMs += 600_001;
    const items = [{ order_id: late, fence: 1 }];
    const hardened = await one.call('POST', '/v1/claims/harden', { request_id: uuidv7(), items });
    expect(hardened.body.granted).toMatchObject([{ order_id: late, fence: 1, class: 'hard' }]);
    const renewed = await one.call('POST', '/v1/claims/renew', { items: [{ order_id: over, fence: 1 }] });
    expect(renewed.body.refused).toEqual([{ order_id: over, code: 'stale-fence', state: 'ready' }]);
  });

  test('a change that the packer had not seen under a lease is still unseen when it has become hard', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await one.claim([id], 'soft');
    expect((await it.office('PATCH', `/v1/orders/${id}`, { note: 'Ring twice' })).status).toBe(200);
    await one.call('POST', '/v1/claims/harden', { request_id: uuidv7(), items: [{ order_id: id, fence: 1 }] });
    const told = await one.push([one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload() })]);
    expect(told.body.results[0]).toMatchObject({ outcome: 'applied', code: 'edited_after_claim' });
  });

  test('the memory of a request carries the time of the hub, so that it can be forgotten', async () => {
    it.time.nowMs += 5000;
    await one.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'hard', want: 1 });
    const memo = await it.hub.context.db.selectFrom('request_memo').select('at').executeTakeFirstOrThrow();
    expect(memo.at.getTime()).toBe(it.time.nowMs);
  });

  test('a station that was shut out while its request was on the way gets nothing', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await it.hub.context.db.updateTable('station').set({ status: 'revoked' }).where('id', '=', one.id).execute();
    const ask: ClaimRequest = { request_id: uuidv7(), class: 'hard', order_ids: [id as OrderId] };
    await expect(takeClaims(it.hub.context, { stationId: one.id, request: ask })).rejects.toThrow('station_revoked');
  });

  test('neither or both ways of asking are refused; an unknown protocol gets no new work', async () => {
    const neither = await one.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'hard' });
    const both = await one.call('POST', '/v1/claims', {
      request_id: uuidv7(),
      class: 'hard',
      want: 1,
      order_ids: [uuidv7()],
    });
    expect([neither.status, both.status]).toEqual([400, 400]);
    expect(neither.body.detail).toContain('"want" or "order_ids"');
    const old = await one.call(
      'POST',
      '/v1/claims',
      { request_id: uuidv7(), class: 'hard', want: 1 },
      { headers: { 'pack-protocol': '7' } },
    );
    expect([old.status, old.body.code]).toEqual([426, 'upgrade_required']);
    expect(
      (
        await one.call(
          'POST',
          '/v1/events',
          { epoch: 1, events: [one.event('help-asked')] },
          { headers: { 'pack-protocol': '7' } },
        )
      ).status,
    ).toBe(200);
  });
});
