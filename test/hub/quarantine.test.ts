import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claim, expectInvariants, openShop, order, ship } from './conflict-fixture.ts';
import { type Bench, databases, openTestHub, shippedPayload, type TestHub } from './hub-fixture.ts';

describe.each(databases())('quarantine and raw events on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  let two: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    ({ one, two } = await openShop(it));
  });

  const waiting = async () => (await it.office('GET', '/v1/quarantine')).body;
  const replay = async (ids?: readonly string[]) =>
    (await it.office('POST', '/v1/quarantine/replay', ids === undefined ? {} : { ids })).body;
  const raw = (bench: Bench, event: { seq: number; id: string }, text: string, epoch = 1) =>
    bench.call('POST', `/v1/events/raw?epoch=${epoch}&seq=${event.seq}&id=${event.id}`, Buffer.from(text), {
      headers: { 'content-type': 'application/octet-stream' },
    });
  const stateOf = async (id: string) =>
    (await it.hub.context.db.selectFrom('orders').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

  test('raw bytes are kept under their number, unread, and the journal goes on behind them', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    const poison = one.event('order-shipped', { ...about, payload: shippedPayload() });
    const kept = await raw(one, poison, JSON.stringify(poison));
    expect(kept.body).toEqual({
      ack_seq: 1,
      results: [{ seq: 1, id: poison.id, outcome: 'quarantined', code: 'raw' }],
      hub_time: '2026-11-23T09:00:00.000Z',
    });
    // Nothing is read yet.
    expect(await stateOf(id)).toBe('claimed');
    expect((await raw(one, poison, 'again')).body.results).toMatchObject([{ outcome: 'duplicate', code: 'raw' }]);
    expect((await one.push([poison])).body.results).toMatchObject([{ outcome: 'duplicate', code: 'raw' }]);
    expect((await one.push([one.event('help-asked')])).body).toMatchObject({ ack_seq: 2 });
    expect(await waiting()).toMatchObject({
      waiting: 1,
      rows: [
        {
          id: poison.id,
          station: 'Bench 1',
          epoch: 1,
          seq: 1,
          error: 'raw',
          preview: expect.stringContaining('order-shipped'),
        },
      ],
    });
    expect(await replay()).toEqual({ replayed: [{ id: poison.id, outcome: 'applied', code: null }], still: [] });
    expect(await stateOf(id)).toBe('shipped');
    expect(await waiting()).toEqual({ waiting: 0, rows: [] });
    const event = await it.hub.context.db.selectFrom('event').selectAll().where('id', '=', poison.id).execute();
    expect(event).toMatchObject([{ station_id: one.id, epoch: 1, seq: 1, outcome: 'applied', type: 'order-shipped' }]);
    expect(event[0]?.occurred_at.toISOString()).toBe(poison.occurred_at);
    // Read after all: that is what a lost answer says from now on.
    expect((await one.push([poison])).body.results).toEqual([{ seq: 1, id: poison.id, outcome: 'duplicate' }]);
    expect(await replay()).toEqual({ replayed: [], still: [] });
    await expectInvariants(it);
  });

  test('raw: a gap, a fork and another epoch are refused like anywhere else', async () => {
    const [first, second] = [one.event('help-asked'), one.event('help-closed')];
    const gap = await raw(one, second, 'x');
    expect([gap.status, gap.body.code, gap.body.expected]).toEqual([409, 'seq_gap', 1]);
    const epoch = await raw(one, first, 'x', 2);
    expect([epoch.status, epoch.body.code, epoch.body.expected]).toEqual([409, 'wrong_epoch', 1]);
    await raw(one, first, 'x');
    const fork = await raw(one, { seq: 1, id: second.id }, 'x');
    expect([fork.status, fork.body.code]).toEqual([409, 'seq_fork']);
    const { status } = await it.hub.context.db
      .selectFrom('station')
      .select('status')
      .where('id', '=', one.id)
      .executeTakeFirstOrThrow();
    expect(status).toBe('forked');
  });

  test('raw: what is no event, or is another one than it was sent as, stays', async () => {
    const [cut, other, empty] = [one.event('help-asked'), one.event('help-asked'), one.event('help-asked')];
    await raw(one, cut, '{"seq":1,');
    await raw(one, other, JSON.stringify(cut));
    await raw(one, empty, '\u0000');
    expect(await replay()).toEqual({
      replayed: [],
      still: [cut, other, empty].map(({ id }) => ({ id, error: 'raw' })),
    });
    expect((await waiting()).waiting).toBe(3);
  });

  test('replayed when what it names has come, under its own number, and judged by how the order stands then', async () => {
    const id = crypto.randomUUID();
    const early = one.event('order-shipped', { order_id: id, fence: 0, payload: shippedPayload() });
    const unknown = one.event('order-teleported');
    expect((await one.push([early, unknown, one.event('help-asked')])).body.ack_seq).toBe(3);
    expect(await replay([early.id])).toEqual({ replayed: [], still: [{ id: early.id, error: 'unknown_order' }] });
    const made = await order(it, '1');
    const { db } = it.hub.context;
    // The order that it meant is there now (as if the hub had been restored and the shop's order came again), and has left meanwhile.
    await db.deleteFrom('reservation').execute();
    await db.updateTable('stock').set({ allocated: 0 }).execute();
    await db.updateTable('orders').set({ id }).where('id', '=', made).execute();
    expect(await ship(two, await claim(two, id))).toMatchObject({ outcome: 'applied' });
    expect(await replay()).toEqual({
      replayed: [{ id: early.id, outcome: 'conflict', code: 'double_ship' }],
      still: [{ id: unknown.id, error: 'unknown_type' }],
    });
    expect(await waiting()).toMatchObject({ waiting: 1, rows: [{ id: unknown.id }] });
    const { conflicts } = (await it.office('GET', '/v1/conflicts')).body;
    expect(conflicts).toMatchObject([{ kind: 'double_ship', sides: [{ accepted: true }, { accepted: false }] }]);
    expect((await one.push([early])).body.results).toMatchObject([{ outcome: 'duplicate', code: 'double_ship' }]);
    await expectInvariants(it);
  });

  test('numbers and texts that the database could not hold cost one event, not the batch', async () => {
    const about = await claim(one, await order(it, '1'));
    const long = 'x'.repeat(20_000);
    const parcels = [
      { parcelCode: 'P1', tracking: `T${long}`, lines: [{ lineId: 'L1', units: 2, lot: long, serial: long }] },
    ];
    const noise = Array.from({ length: 6000 }, (_, no) => (no * 7919).toString(36)).join('');
    const reply = await one.push([
      one.event('line-short', { ...about, payload: { lineId: 'L1', units: 3_000_000_000, reason: 'too-few' } }),
      one.event('item-damaged', { ...about, payload: { lineId: 'L1', units: 3_000_000_000, reason: 'dirty' } }),
      one.event('order-shipped', { ...about, payload: shippedPayload(3_000_000_000) }),
      one.event('print-wanted', { ...about, payload: { jobId: noise } }),
      one.event('order-shipped', { ...about, payload: { shipment: { carrier: 'c', service: 's', parcels } } }),
    ]);
    expect(reply.body.results.map((each: { outcome: string; code?: string }) => each.code ?? each.outcome)).toEqual([
      'bad_payload',
      'bad_payload',
      'bad_payload',
      'bad_payload',
      // A parcel that has left is never held up by what its lot looks like.
      'applied',
    ]);
    await expectInvariants(it);
  });
});
