import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  CASES,
  change,
  claim,
  expectInvariants,
  open,
  openShop,
  order,
  ship,
  standing,
  tell,
} from './conflict-fixture.ts';
import { type Bench, databases, GOOD_ADDRESS, item, openTestHub, shippedPayload, type TestHub } from './hub-fixture.ts';

/** The conflict policy of sync.md 3.5, row by row, as stations and the office live through it. */
describe.each(databases())('the conflict table on $name', ({ choose }) => {
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

  const stateOf = async (id: string) => {
    const { orders } = (await it.office('GET', '/v1/orders')).body;
    const row = orders.find((each: { id: string }) => each.id === id);
    return [row.state, row.station];
  };
  const cards = async (bench: Bench, cursor?: string) => {
    const { body } = await bench.call('GET', cursor === undefined ? '/v1/feed' : `/v1/feed?cursor=${cursor}`);
    return { cursor: body?.cursor as string, conflicts: body?.conflicts ?? [] };
  };

  test('claim mine, fence current: applied, counts, the shop is told, stock moves from the bin of the line', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    expect(await tell(one, 'order-opened', about)).toMatchObject({ outcome: 'applied', code: null });
    expect(await tell(one, 'order-packed', about)).toMatchObject({ outcome: 'applied', code: null });
    const told = await ship(one, about);
    expect(told).toEqual({ outcome: 'applied', code: null, conflict: undefined });
    expect(await stateOf(id)).toEqual(['shipped', null]);
    expect((await it.office('GET', '/v1/stock')).body.stock).toEqual([
      {
        sku: 'A-1',
        on_hand: 98,
        allocated: 0,
        free: 98,
        places: [
          { bin: null, on_hand: 40 },
          { bin: 'A-01', on_hand: 58 },
        ],
      },
    ]);
    expect((await it.office('GET', '/v1/outbound')).body.rows).toMatchObject([
      { number: '1', state: 'todo', tries: 0 },
    ]);
    expect((await cards(one)).conflicts).toEqual([]);
    await expectInvariants(it);
  });

  test('the same event again: what was said the first time, with its conflict', async () => {
    const id = await order(it, '1');
    await ship(one, await claim(one, id));
    const second = two.event('order-shipped', { order_id: id, fence: 0, payload: shippedPayload() });
    const first = (await two.push([second])).body.results[0];
    expect(first).toMatchObject({ outcome: 'conflict', code: 'double_ship', conflict_id: second.id });
    expect((await two.push([second])).body.results[0]).toEqual({ ...first, outcome: 'duplicate' });
  });

  test('the shop cancelled while a bench had it: the parcel wins; put back or released, the cancellation does', async () => {
    for (const [number, type, outcome, state] of [
      ['1', 'order-shipped', 'shipped_before_cancel', 'shipped'],
      ['2', 'order-put-back', 'cancel_confirmed', 'cancelled'],
      ['3', 'order-released', 'cancel_confirmed', 'cancelled'],
    ] as const) {
      const id = await order(it, number);
      const about = await claim(one, id);
      expect((await it.office('POST', `/v1/orders/${id}/cancel`)).body.state).toBe('cancel_pending');
      const payload = { number, fence: about.fence, reason: 'cancelled' };
      const told = type === 'order-shipped' ? await ship(one, about) : await tell(one, type, { ...about, payload });
      expect(told).toMatchObject({ outcome: 'applied', code: outcome });
      expect(await stateOf(id)).toEqual([state, null]);
    }
    await expectInvariants(it);
  });

  test('a claim given back: only by who has it, under the fence it was lent with', async () => {
    const id = await order(it, '1');
    const { fence } = await claim(one, id);
    const released = (bench: Bench, told: number, own: number | null) =>
      tell(bench, 'order-released', {
        order_id: id,
        fence: own,
        payload: { number: '1', fence: told, reason: 'surplus' },
      });
    expect(await released(two, fence, fence)).toMatchObject({ outcome: 'applied', code: 'late_fence' });
    expect(await released(one, fence - 1, fence - 1)).toMatchObject({ code: 'late_fence' });
    expect(await stateOf(id)).toEqual(['claimed', 'Bench 1']);
    // No order is open at the bench, so the entry itself bears no fence.
    expect(await released(one, fence, null)).toMatchObject({ outcome: 'applied', code: null });
    expect(await stateOf(id)).toEqual(['ready', null]);
    const row = await it.hub.context.db.selectFrom('orders').select(['worker', 'claimed_at']).execute();
    expect(row).toEqual([{ worker: null, claimed_at: null }]);
  });

  test('who opened it is known while the bench has it, and nobody after', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    const worker = async () => (await it.hub.context.db.selectFrom('orders').select('worker').execute())[0]?.worker;
    await tell(one, 'order-opened', { ...about, operator: 'ana' });
    expect(await worker()).toBe('ana');
    await tell(one, 'order-opened', { ...about, operator: 'ben' });
    expect(await worker()).toBe('ben');
    await tell(two, 'order-opened', { ...about, operator: 'eve' });
    expect(await worker()).toBe('ben');
    await tell(one, 'order-put-back', about);
    expect(await worker()).toBe(null);
  });

  test('edited after the claim, and not seen at the bench: counts; another address is a question', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    await open(one, about);
    await change(it, id, { to: { ...GOOD_ADDRESS, street: 'Elsewhere 1' } });
    const told = await ship(one, about);
    expect(told).toMatchObject({ outcome: 'applied', code: 'edited_after_claim' });
    expect((await cards(one)).conflicts).toMatchObject([
      { id: told.conflict, kind: 'edited_after_claim', open: true, sides: [{ mine: true, accepted: true }] },
    ]);
    expect(await standing(it, { order: id, conflict: told.conflict })).toEqual([
      'shipped',
      'counts todo',
      '-',
      98,
      0,
      'open',
    ]);
  });

  test('edited after the claim, but what left is what the shop wants: decided by itself', async () => {
    await it.hub.putItems([item('B-1')]);
    const id = await order(it, '1');
    const about = await claim(one, id);
    await open(one, about);
    await change(it, id, { note: 'Ring twice' });
    const told = await ship(one, about);
    expect(told).toMatchObject({ outcome: 'applied', code: 'edited_after_claim' });
    expect((await it.office('GET', '/v1/conflicts')).body.conflicts).toEqual([]);
    expect((await it.office('GET', '/v1/conflicts?open=false')).body.conflicts).toMatchObject([
      { id: told.conflict, resolution: { answer: 'still-right', by: 'hub', note: null } },
    ]);

    // The same line number, other goods: what the bench saw then counts, not what the line says now.
    const other = await order(it, '2');
    const again = await claim(one, other);
    await open(one, again);
    await change(it, other, { lines: [{ sku: 'B-1', quantity: 2 }] });
    const wrong = await ship(one, again);
    expect(wrong).toMatchObject({ outcome: 'applied', code: 'edited_after_claim' });
    expect((await it.office('GET', '/v1/conflicts')).body.conflicts).toMatchObject([{ id: wrong.conflict }]);
    const units = await it.hub.context.db.selectFrom('shipment_unit').select('sku').execute();
    expect(units).toEqual([{ sku: 'A-1' }, { sku: 'A-1' }]);
    await expectInvariants(it);
  });

  test('a bench that never said what it saw: a person compares', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    await change(it, id, { note: 'Ring twice' });
    await ship(one, about);
    expect((await it.office('GET', '/v1/conflicts')).body.conflicts).toHaveLength(1);
  });

  test('another station was first: both see the card, the first one first, and both hear the answer', async () => {
    await it.hub.putPeople([{ name: 'Ana', role: 'packer', badge: 'BADGE1', pin: '1234' } as never]);
    const { id: ana } = await it.hub.context.db.selectFrom('person').select('id').executeTakeFirstOrThrow();
    const id = await order(it, '1');
    const about = await claim(one, id);
    const payload = shippedPayload(2, 'P-ONE', 'TRK1');
    await tell(one, 'order-shipped', { ...about, operator: ana, payload });
    const [mine, theirs] = [await cards(one), await cards(two)];
    it.time.nowMs += 60_000;
    const told = await ship(two, { order_id: id, fence: 0 });
    expect(told).toMatchObject({ outcome: 'conflict', code: 'double_ship' });
    const sides = [
      { station: 'Bench 1', person: 'Ana', at: '2026-11-23T09:00:00.000Z', labels: ['TRK1'], accepted: true },
      {
        station: 'Bench 2',
        person: null,
        at: '2026-11-23T09:01:00.000Z',
        labels: [`P-${two.id.slice(-4)}`],
        accepted: false,
      },
    ];
    const card = {
      id: told.conflict,
      kind: 'double_ship',
      order_id: id,
      number: '1',
      opened_at: '2026-11-23T09:01:00.000Z',
      open: true,
      asked_lead: false,
    };
    const seen = async (bench: Bench, cursor: string) => (await cards(bench, cursor)).conflicts;
    const as = (no: number) => sides.map((side, index) => ({ ...side, mine: index === no }));
    expect(await seen(one, mine.cursor)).toEqual([{ ...card, sides: as(0) }]);
    expect(await seen(two, theirs.cursor)).toEqual([{ ...card, sides: as(1) }]);
    // A station with no part in it is left alone.
    const three = await it.station('Bench 3');
    expect((await cards(three)).conflicts).toEqual([]);

    const next = (await cards(one, mine.cursor)).cursor;
    await it.office('POST', `/v1/conflicts/${told.conflict}/resolve`, { answer: 'keep-second' });
    expect(await seen(one, next)).toMatchObject([{ open: false, sides: [{ accepted: false }, { accepted: true }] }]);
    // Whoever starts anew has nothing to decide.
    expect((await cards(two)).conflicts).toEqual([]);
    await expectInvariants(it);
  });

  test('stock short at the pick: stock goes down, somebody counts, the order waits', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    const payload = { lineId: 'L1', units: 1, reason: 'too-few', bin: 'A-01' };
    expect(await tell(one, 'line-short', { ...about, payload })).toMatchObject({ outcome: 'applied', code: null });
    await tell(one, 'order-held', { ...about, payload: { reason: 'missing' } });
    expect(await stateOf(id)).toEqual(['on_hold', null]);
    expect((await it.office('GET', '/v1/tasks')).body.counts).toMatchObject([{ sku: 'A-1', bin: 'A-01', units: 1 }]);
    expect((await it.office('GET', '/v1/stock')).body.stock[0].places).toEqual([
      { bin: null, on_hand: 40 },
      { bin: 'A-01', on_hand: 59 },
    ]);
    await expectInvariants(it);
  });

  test('an old fence while the order is open: the parcel wins, and the other bench hears that it has lost it', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    await tell(one, 'order-put-back', about);
    await claim(two, id);
    const { cursor } = await cards(two);
    expect(await ship(one, about)).toMatchObject({ outcome: 'applied', code: 'late_fence' });
    expect(await stateOf(id)).toEqual(['shipped', null]);
    const { items } = (await two.call('GET', `/v1/feed?cursor=${cursor}`)).body;
    expect(items).toMatchObject([{ op: 'remove', order_id: id, reason: 'shipped' }]);
    await expectInvariants(it);
  });

  test.each(Object.entries(CASES))('%s: a card for the station whose parcel it is', async (_, { kind, make }) => {
    const { order: id, conflict } = await make(it, one, two);
    const all = [...(await cards(one)).conflicts, ...(await cards(two)).conflicts];
    const card = all.find((each: { id: string; sides: { mine: boolean }[] }) => each.id === conflict);
    expect(card).toMatchObject({ kind, order_id: id, number: '1', open: true, asked_lead: false });
    expect(card.sides.some((side: { mine: boolean }) => side.mine)).toBe(true);
    await expectInvariants(it);
  });

  test('an unknown order, type or payload: kept, and nothing behind it waits', async () => {
    const id = await order(it, '1');
    const about = await claim(one, id);
    const reply = await one.push([
      one.event('order-packed', { order_id: crypto.randomUUID(), fence: 1 }),
      one.event('order-teleported', about),
      one.event('order-shipped', { ...about, payload: {} }),
      one.event('conflict-answered', { payload: { conflictId: 'none' } }),
      one.event('order-packed', about),
    ]);
    expect(reply.body.results.map((each: { outcome: string; code?: string }) => [each.outcome, each.code])).toEqual([
      ['quarantined', 'unknown_order'],
      ['quarantined', 'unknown_type'],
      ['quarantined', 'bad_payload'],
      ['quarantined', 'bad_payload'],
      ['applied', undefined],
    ]);
    expect(await stateOf(id)).toEqual(['packed', 'Bench 1']);
  });
});
