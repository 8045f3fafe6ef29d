import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sku } from '../../src/core/ids.ts';
import { FeedPageSchema } from '../../src/wire/hub-feed.ts';
import {
  type Bench,
  databases,
  GOOD_ADDRESS,
  item,
  openTestHub,
  type Reply,
  salesOrder,
  shippedPayload,
  type TestHub,
} from './hub-fixture.ts';

const A = 'A-1' as Sku;

describe.each(databases())('a change from above on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    one = await it.station('Bench 1');
    await it.hub.putItems([item(A), item('B')]);
    await it.hub.putStock([{ sku: A, on_hand: 5 }]);
  });

  const change = (id: string, body: object) => it.office('PATCH', `/v1/orders/${id}`, body);
  const stock = () => it.hub.context.db.selectFrom('stock').select(['sku', 'on_hand', 'allocated']).execute();
  const conflicts = async () =>
    (await it.hub.context.db.selectFrom('conflict').select('kind').execute()).map((row) => row.kind);
  const outcomes = (reply: Reply) =>
    reply.body.results.map((result: { outcome: string; code?: string }) =>
      [result.outcome, result.code].filter(Boolean).join(' '),
    );
  async function add(): Promise<string> {
    return (await it.hub.addOrder(salesOrder('1', { note: 'Ring twice' }))).order.id;
  }
  async function feedOrder(bench: Bench, id: string) {
    const page = FeedPageSchema.parse((await bench.call('GET', '/v1/feed')).body);
    return page.items.flatMap((entry) => (entry.op === 'upsert' && entry.order.id === id ? [entry.order] : []))[0];
  }

  test('of an order on the shelf: verified anew, stock reserved anew, rest kept', async () => {
    const id = await add();
    const reply = await change(id, { lines: [{ sku: A, quantity: 4 }], priority: 2, note: null });
    expect([reply.status, reply.body]).toEqual([
      200,
      expect.objectContaining({ state: 'ready', rev: 2, priority: 2, units: 4 }),
    ]);
    expect(await stock()).toEqual([{ sku: A, on_hand: 5, allocated: 4 }]);
    const order = await feedOrder(one, id);
    expect(order?.doc).not.toHaveProperty('note');
    expect(order?.doc.to.city).toBe('Köln');
    const held = await change(id, { lines: [{ sku: A, quantity: 6 }] });
    expect(held.body).toMatchObject({ state: 'on_hold', reasons: [{ code: 'short-stock' }] });
    expect((await change(id, { lines: [{ sku: A, quantity: 1 }] })).body).toMatchObject({ state: 'ready' });
    expect(await stock()).toEqual([{ sku: A, on_hand: 5, allocated: 1 }]);
    expect((await change(id, { priority: 7 })).body).toMatchObject({ state: 'ready', priority: 7, rev: 5 });
    expect((await feedOrder(one, id))?.priority).toBe(7);
  });

  test('outlives the same sales order told again, and clears what was missing', async () => {
    const sent = salesOrder('1', { problems: ['address'] });
    const { id } = (await it.hub.addOrder(sent)).order;
    expect((await feedOrder(one, id))?.doc.problems).toEqual(['address']);
    await change(id, { problems: [], to: { ...GOOD_ADDRESS, street: 'Am Markt 1' } });
    expect((await it.hub.addOrder(sent)).outcome).toBe('unchanged');
    expect((await feedOrder(one, id))?.doc).toMatchObject({ to: { street: 'Am Markt 1' } });
    expect((await feedOrder(one, id))?.doc).not.toHaveProperty('problems');
    expect((await it.hub.addOrder({ ...sent, note: 'new' })).outcome).toBe('updated');
    expect((await feedOrder(one, id))?.doc).toMatchObject({ to: { street: 'Lindenweg 4' }, problems: ['address'] });
    await change(id, { lines: [{ sku: A, quantity: 6 }] });
    expect((await it.hub.addOrder({ ...sent, note: 'new' })).order).toMatchObject({ state: 'on_hold', units: 6 });
  });

  test('of an order at a bench: the owner stays, the rev rises, the feed tells it; the same sales order again is too late', async () => {
    const id = await add();
    await one.claim([id]);
    const before = await feedOrder(one, id);
    expect(before).toMatchObject({ rev: 2, claim: { mine: true } });
    const to = { ...GOOD_ADDRESS, street: 'Am Markt 1' };
    expect((await change(id, { to, lines: [{ sku: A, quantity: 1 }] })).body).toMatchObject({
      state: 'claimed',
      station: 'Bench 1',
      rev: 3,
    });
    expect(await feedOrder(one, id)).toMatchObject({
      rev: 3,
      fence: 1,
      claim: { mine: true, class: 'hard' },
      doc: { to: { street: 'Am Markt 1' }, lines: [{ quantity: 1 }] },
    });
    expect(await stock()).toEqual([{ sku: A, on_hand: 5, allocated: 1 }]);
    expect((await it.hub.addOrder(salesOrder('1'))).outcome).toBe('changed-too-late');
  });

  test('that could not be packed is refused while a bench has the order, and nothing moves', async () => {
    const id = await add();
    await one.claim([id]);
    for (const [body, code] of [
      [{ lines: [{ sku: 'Z', quantity: 1 }] }, 'unknown-sku'],
      [{ lines: [{ sku: A, quantity: 6 }] }, 'short-stock'],
      [{ to: { name: 'Zoë' } }, 'incomplete-address'],
    ] as const) {
      const reply = await change(id, body);
      expect([reply.status, reply.body.code, reply.body.reasons[0].code]).toEqual([422, 'not_packable', code]);
    }
    expect(await feedOrder(one, id)).toMatchObject({ rev: 2, doc: { note: 'Ring twice', lines: [{ quantity: 2 }] } });
    expect(await stock()).toEqual([{ sku: A, on_hand: 5, allocated: 2 }]);
  });

  test('that the bench agreed to ships as usual', async () => {
    const id = await add();
    await one.claim([id]);
    const about = { order_id: id, fence: 1 };
    await one.push([one.event('order-opened', { ...about, payload: { order: { id, rev: 2 } } })]);
    await change(id, { lines: [{ sku: A, quantity: 1 }] });
    const reply = await one.push([
      one.event('order-changed-above', { ...about, payload: { rev: 4, cancelled: false } }),
      one.event('order-revised', { ...about, payload: { order: { id, rev: 4 } } }),
      one.event('order-shipped', { ...about, payload: shippedPayload(1) }),
    ]);
    expect(outcomes(reply)).toEqual(['applied', 'applied', 'applied']);
    expect(await conflicts()).toEqual([]);
    expect(await stock()).toEqual([{ sku: A, on_hand: 4, allocated: 0 }]);
  });

  test('that the bench never saw: the parcel counts, and a person compares; too much waits for review', async () => {
    const id = await add();
    await one.claim([id]);
    const about = { order_id: id, fence: 1 };
    await one.push([one.event('order-opened', { ...about, payload: { order: { id, rev: 2 } } })]);
    await change(id, { to: { ...GOOD_ADDRESS, street: 'Am Markt 1' } });
    const reply = await one.push([one.event('order-shipped', { ...about, payload: shippedPayload(2) })]);
    expect(outcomes(reply)).toEqual(['applied edited_after_claim']);
    expect(await conflicts()).toEqual(['edited_after_claim']);
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({ shipped: 1, duplicates: 0 });

    const other = (await it.hub.addOrder(salesOrder('2'))).order.id;
    await one.claim([other]);
    await change(other, { lines: [{ sku: A, quantity: 1 }] });
    const over = await one.push([
      one.event('order-shipped', { order_id: other, fence: 1, payload: shippedPayload(2, 'PH-OTHER') }),
    ]);
    expect(outcomes(over)).toEqual(['conflict over_ship']);
  });

  test('that was made for one bench is no news to the next one', async () => {
    const id = await add();
    await one.claim([id]);
    await change(id, { lines: [{ sku: A, quantity: 1 }] });
    await one.push([one.event('order-put-back', { order_id: id, fence: 1 })]);
    const two = await it.station('Bench 2');
    await two.claim([id]);
    const reply = await two.push([two.event('order-shipped', { order_id: id, fence: 2, payload: shippedPayload(1) })]);
    expect(outcomes(reply)).toEqual(['applied']);
  });

  test('of what is over or unknown is refused; a hold that a bench set is not lifted by it', async () => {
    const id = await add();
    await one.claim([id]);
    await one.push([one.event('order-held', { order_id: id, fence: 1, payload: { reason: 'address' } })]);
    const to = { ...GOOD_ADDRESS, street: 'Am Markt 1' };
    expect((await change(id, { to })).body).toMatchObject({ state: 'on_hold', reasons: [{ code: 'address' }] });
    expect((await it.office('POST', `/v1/orders/${id}/release-hold`)).body.state).toBe('ready');
    expect((await feedOrder(one, id))?.doc.to.street).toBe('Am Markt 1');
    await it.office('POST', `/v1/orders/${id}/cancel`);
    expect((await change(id, { to })).body).toMatchObject({ status: 409, code: 'wrong_state' });
    expect((await change(uuidv7(), { to })).body).toMatchObject({ status: 404, code: 'not_found' });
    expect((await change(id, {})).body).toMatchObject({ status: 400 });
  });
});
