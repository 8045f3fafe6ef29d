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

describe.each(databases())('events on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  let two: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    one = await it.station('Bench 1');
    two = await it.station('Bench 2');
  });

  const outcomes = (reply: Reply) =>
    reply.body.results.map((result: { outcome: string; code?: string }) =>
      [result.outcome, result.code].filter(Boolean).join(' '),
    );
  const stateOf = async (id: string) =>
    (await it.office('GET', '/v1/orders')).body.orders.find((order: { id: string }) => order.id === id);
  async function claimed(number = '1'): Promise<string> {
    const [id = ''] = await readyOrders(it.hub, number);
    await one.claim([id]);
    return id;
  }

  test('a packed and shipped order: states, shipment, stock, feed', async () => {
    await it.hub.putStock([{ sku: 'A-1', on_hand: 10 }]);
    const id = await claimed();
    const about = { order_id: id, fence: 1 };
    const reply = await one.push([
      one.event('packer-signed-in', { payload: { personId: 'p', name: 'Mira', role: 'packer' } }),
      one.event('order-opened', about),
      one.event('item-packed', {
        ...about,
        payload: { lineId: 'L1', units: 1, scan: { scanId: 's', source: 'x', text: 'A-1' } },
      }),
    ]);
    expect(reply.body).toMatchObject({ ack_seq: 3, hub_time: '2026-11-23T09:00:00.000Z' });
    expect(outcomes(reply)).toEqual(['applied', 'applied', 'applied']);
    expect(await stateOf(id)).toMatchObject({ state: 'packing', station: 'Bench 1' });
    await one.push([one.event('order-packed', { ...about, payload: { parcelCode: 'PH1' } })]);
    expect(await stateOf(id)).toMatchObject({ state: 'packed' });
    const before = await one.call('GET', '/v1/feed');
    expect(outcomes(await one.push([one.event('order-shipped', { ...about, payload: shippedPayload() })]))).toEqual([
      'applied',
    ]);
    expect(await stateOf(id)).toMatchObject({ state: 'shipped', station: null });
    const feed = await two.call('GET', `/v1/feed?cursor=${before.body.cursor}`);
    expect(feed.body.items).toMatchObject([{ op: 'remove', order_id: id, reason: 'shipped' }]);
    const stock = await it.hub.context.db.selectFrom('stock').selectAll().execute();
    expect(stock).toMatchObject([{ sku: 'A-1', on_hand: 8, allocated: 0 }]);
    const moves = await it.hub.context.db.selectFrom('stock_move').select('qty').execute();
    expect(moves.reduce((sum, move) => sum + move.qty, 0)).toBe(8);
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({
      orders: { shipped: 1 },
      shipped: 1,
      duplicates: 0,
      events: 5,
      quarantined: 0,
    });
  });

  test('the same batch again, whole, in part or at the same time, is answered and not done again', async () => {
    const id = await claimed();
    const about = { order_id: id, fence: 1 };
    const batch = [
      one.event('order-opened', about),
      one.event('order-shipped', { ...about, payload: shippedPayload() }),
    ];
    const answers = await Promise.all([one.push(batch), one.push(batch)]);
    expect(answers.map(outcomes).sort()).toEqual([
      ['applied', 'applied'],
      ['duplicate', 'duplicate'],
    ]);
    expect(outcomes(await one.push(batch.slice(1)))).toEqual(['duplicate']);
    const longer = await one.push([...batch, one.event('help-asked')]);
    expect(outcomes(longer)).toEqual(['duplicate', 'duplicate', 'applied']);
    expect(longer.body.ack_seq).toBe(3);
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({ shipped: 1, duplicates: 0 });
  });

  test('a gap is refused with the number to go on from, and nothing of the batch is stored', async () => {
    const [first, second, third] = [one.event('help-asked'), one.event('help-closed'), one.event('help-asked')];
    const gap = await one.push([second, third]);
    expect([gap.status, gap.body.code, gap.body.expected]).toEqual([409, 'seq_gap', 1]);
    const hole = await one.push([first, third]);
    expect([hole.status, hole.body.code, hole.body.expected]).toEqual([409, 'seq_gap', 1]);
    expect((await one.push([first, second, third])).body.ack_seq).toBe(3);
    expect((await one.call('GET', '/v1/hello')).body.station.last_seq).toBe(3);
  });

  test('another event under a known number is a fork; another epoch is told', async () => {
    const first = one.event('help-asked');
    await one.push([first]);
    const epoch = await one.push([first], 2);
    expect([epoch.status, epoch.body.code, epoch.body.expected]).toEqual([409, 'wrong_epoch', 1]);
    const fork = await one.push([{ ...first, id: uuidv7() }]);
    expect([fork.status, fork.body.code]).toEqual([409, 'seq_fork']);
    // Neither copy is listened to any more, until one of them is enrolled anew.
    const station = await it.hub.context.db.selectFrom('station').select('status').where('id', '=', one.id).execute();
    expect(station).toEqual([{ status: 'forked' }]);
  });

  test('the same event under a new number is a duplicate, also within one batch', async () => {
    const first = one.event('help-asked');
    await one.push([first]);
    const copy = { ...one.event('help-asked'), id: first.id };
    const fresh = one.event('help-closed');
    const twin = { ...one.event('help-closed'), id: fresh.id };
    const reply = await one.push([copy, fresh, twin]);
    expect(outcomes(reply)).toEqual(['duplicate', 'applied', 'duplicate']);
    expect(reply.body.ack_seq).toBe(4);
    expect(outcomes(await one.push([copy, fresh, twin]))).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  test('what cannot be read goes into quarantine, and what is behind it goes through', async () => {
    const id = await claimed();
    const deep = JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`);
    const poison: [object, string][] = [
      [one.event('order-teleported'), 'unknown_type'],
      [one.event('help-asked', { schema_v: 2 }), 'newer_version'],
      [{ ...one.event('help-asked'), occurred_at: 'yesterday' }, 'bad_envelope'],
      [one.event('help-asked', { occurred_at: '0001-01-01T00:00:00Z' }), 'impossible_time'],
      [one.event('scan-refused', { payload: { text: 'a\u0000b' } }), 'unstorable_text'],
      [one.event('scan-refused', { payload: { text: '\ud800' } }), 'unstorable_text'],
      [one.event('scan-refused', { payload: { deep } }), 'unstorable_text'],
      [one.event('order-shipped', { order_id: id, fence: 1, payload: { shipment: 'gone' } }), 'bad_payload'],
      [one.event('order-shipped', { payload: shippedPayload() }), 'bad_payload'],
      [one.event('order-packed', { order_id: uuidv7(), fence: 1 }), 'unknown_order'],
    ];
    const good = one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload() });
    const reply = await one.push([...poison.map(([event]) => event), good]);
    expect(outcomes(reply)).toEqual([...poison.map(([, code]) => `quarantined ${code}`), 'applied']);
    expect(reply.body.ack_seq).toBe(11);
    expect(outcomes(await one.push(poison.map(([event]) => event)))).toEqual(
      poison.map(([, code]) => `duplicate ${code}`),
    );
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({ quarantined: 10, shipped: 1 });
  });

  test('shipped twice: one shipment is accepted, the other is kept as a conflict', async () => {
    const id = await claimed();
    // A supervisor takes the order from a bench that is away, and gives it to another one.
    await it.hub.context.db
      .updateTable('orders')
      .set({ claim_station: two.id, fence: 2 })
      .where('id', '=', id)
      .execute();
    const [first, second] = await Promise.all([
      one.push([one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload(2, 'PH-ONE') })]),
      two.push([two.event('order-shipped', { order_id: id, fence: 2, payload: shippedPayload(2, 'PH-TWO') })]),
    ]);
    const got = [...outcomes(first), ...outcomes(second)];
    expect(got.filter((outcome: string) => outcome === 'conflict double_ship')).toHaveLength(1);
    expect(got.filter((outcome: string) => outcome.startsWith('applied'))).toHaveLength(1);
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({ shipped: 1, duplicates: 1 });
    expect(await it.hub.context.db.selectFrom('conflict').select('kind').execute()).toEqual([{ kind: 'double_ship' }]);
  });

  test('a fact under an old fence still counts while the order is open', async () => {
    const id = await claimed();
    await it.hub.context.db
      .updateTable('orders')
      .set({ claim_station: two.id, fence: 2 })
      .where('id', '=', id)
      .execute();
    expect(outcomes(await one.push([one.event('order-opened', { order_id: id, fence: 1 })]))).toEqual([
      'applied late_fence',
    ]);
    expect(await stateOf(id)).toMatchObject({ state: 'claimed', station: 'Bench 2' });
    expect(
      outcomes(await one.push([one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload() })])),
    ).toEqual(['applied late_fence']);
    expect(await stateOf(id)).toMatchObject({ state: 'shipped', station: null });
  });

  test('a cancelled order: the parcel wins while it was lent, and is a conflict when it was not', async () => {
    const id = await claimed();
    expect((await it.office('POST', `/v1/orders/${id}/cancel`)).body.state).toBe('cancel_pending');
    expect((await it.office('POST', `/v1/orders/${id}/cancel`)).body.state).toBe('cancel_pending');
    expect(
      outcomes(await one.push([one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload() })])),
    ).toEqual(['applied shipped_before_cancel']);
    expect((await it.office('POST', `/v1/orders/${id}/cancel`)).body.code).toBe('wrong_state');
    const [other = ''] = await readyOrders(it.hub, '2');
    await it.office('POST', `/v1/orders/${other}/cancel`);
    expect(
      outcomes(await one.push([one.event('order-shipped', { order_id: other, fence: 0, payload: shippedPayload() })])),
    ).toEqual(['conflict shipped_after_cancel']);
  });

  test('letting go of a cancelled order confirms the cancellation', async () => {
    const id = await claimed();
    await it.office('POST', `/v1/orders/${id}/cancel`);
    expect(outcomes(await one.push([one.event('order-put-back', { order_id: id, fence: 1 })]))).toEqual([
      'applied cancel_confirmed',
    ]);
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled', station: null });
  });

  test('put back frees the order, held keeps it from everyone until it is released', async () => {
    const id = await claimed();
    await one.push([one.event('order-put-back', { order_id: id, fence: 1 })]);
    expect(await stateOf(id)).toMatchObject({ state: 'ready', station: null });
    expect((await two.claim([id])).body.granted).toMatchObject([{ fence: 2 }]);
    await two.push([two.event('order-held', { order_id: id, fence: 2, payload: { reason: 'packer' } })]);
    expect(await stateOf(id)).toMatchObject({ state: 'on_hold', station: null, reasons: [{ code: 'packer' }] });
    expect((await one.claim([id])).body.refused).toMatchObject([{ code: 'not-ready', state: 'on_hold' }]);
    expect((await it.office('POST', `/v1/orders/${id}/release-hold`)).body).toMatchObject({
      state: 'ready',
      reasons: [],
    });
    expect((await one.claim([id])).body.granted).toMatchObject([{ fence: 3 }]);
  });

  test('more shipped than ordered is not accepted and waits for review', async () => {
    const id = await claimed();
    expect(
      outcomes(await one.push([one.event('order-shipped', { order_id: id, fence: 1, payload: shippedPayload(3) })])),
    ).toEqual(['conflict over_ship']);
    expect(await stateOf(id)).toMatchObject({ state: 'review', station: null });
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({ shipped: 0, duplicates: 1 });
  });

  test('too many or too large is refused with words', async () => {
    const many = await one.push(Array.from({ length: 501 }, () => one.event('help-asked')));
    expect([many.status, many.body.code]).toEqual([400, 'invalid_request']);
    const large = await one.push([one.event('help-asked', { payload: { text: 'x'.repeat(1_100_000) } })]);
    expect([large.status, large.body.code]).toEqual([413, 'too_large']);
  });

  test('many stations at the same time: every event is stored once and every order ships once', async () => {
    const benches = [one, two, await it.station('Bench 3'), await it.station('Bench 4')];
    const orders = await readyOrders(it.hub, ...Array.from({ length: 16 }, (_, index) => `N${index}`));
    await Promise.all(
      benches.map(async (bench, index) => {
        for (const id of orders.filter((_, at) => at % 4 === index)) {
          const { body } = await bench.claim([id]);
          const about = { order_id: id, fence: body.granted[0].fence };
          const reply = await bench.push([
            bench.event('order-opened', about),
            bench.event('order-shipped', { ...about, payload: shippedPayload() }),
          ]);
          expect(outcomes(reply)).toEqual(['applied', 'applied']);
        }
      }),
    );
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({
      orders: { shipped: 16 },
      shipped: 16,
      duplicates: 0,
      events: 32,
    });
  });
});
