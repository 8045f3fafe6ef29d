import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claim, expectInvariants, openShop, order, tell } from './conflict-fixture.ts';
import { type Bench, databases, item, openTestHub, type TestHub } from './hub-fixture.ts';

describe.each(databases())('stock on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  // 100 of A-1, 60 of them in bin A-01.
  beforeEach(async () => {
    ({ one } = await openShop(it));
  });

  const book = (...moves: object[]) =>
    it.office('POST', '/v1/stock/moves', { moves: moves.map((move) => ({ id: crypto.randomUUID(), ...move })) });
  const stock = async (sku = 'A-1') => {
    const row = (await it.office('GET', `/v1/stock?sku=${sku}`)).body.stock[0];
    const places = Object.fromEntries(
      (row?.places ?? []).map((place: { bin: string | null; on_hand: number }) => [place.bin ?? '', place.on_hand]),
    );
    return row === undefined ? null : [row.on_hand, row.allocated, row.free, places];
  };
  const states = async () =>
    Object.fromEntries(
      (await it.office('GET', '/v1/orders')).body.orders.map((row: { number: string; state: string }) => [
        row.number,
        row.state,
      ]),
    );

  test('receive, move, count and write off: on hand is the sum of its moves and of its places', async () => {
    await book({ kind: 'move', sku: 'A-1', units: 10, bin: 'A-01', to_bin: 'B-02' });
    expect(await stock()).toEqual([100, 0, 100, { '': 40, 'A-01': 50, 'B-02': 10 }]);
    await book(
      { kind: 'move', sku: 'A-1', units: 40, to_bin: 'B-02' },
      { kind: 'move', sku: 'A-1', units: 50, bin: 'B-02' },
    );
    expect(await stock()).toEqual([100, 0, 100, { '': 50, 'A-01': 50 }]);
    await book({ kind: 'count', sku: 'A-1', on_hand: 45, bin: 'A-01' });
    expect(await stock()).toEqual([95, 0, 95, { '': 50, 'A-01': 45 }]);
    await book({ kind: 'count', sku: 'A-1', on_hand: 90 });
    expect(await stock()).toEqual([90, 0, 90, { '': 45, 'A-01': 45 }]);
    await book({ kind: 'write-off', sku: 'A-1', units: 5, bin: 'A-01', reason: 'broken' });
    expect(await stock()).toEqual([85, 0, 85, { '': 45, 'A-01': 40 }]);
    await book({ kind: 'receive', sku: 'C-3', units: 7, bin: 'C-01' }, { kind: 'count', sku: 'D-4', on_hand: 0 });
    expect([await stock('C-3'), await stock('D-4')]).toEqual([
      [7, 0, 7, { 'C-01': 7 }],
      [0, 0, 0, {}],
    ]);
    await expectInvariants(it);
  });

  test('the same id again changes nothing, also a count that found what was expected', async () => {
    const count = { kind: 'count', id: crypto.randomUUID(), sku: 'A-1', on_hand: 60, bin: 'A-01' };
    const receive = { kind: 'receive', id: crypto.randomUUID(), sku: 'A-1', units: 5, bin: 'A-01' };
    expect((await book(count, receive, receive)).body).toEqual({ booked: 2, known: 1, released: 0 });
    expect((await book({ ...count, id: count.id.toUpperCase() }, receive)).body).toEqual({
      booked: 0,
      known: 2,
      released: 0,
    });
    expect(await stock()).toEqual([105, 0, 105, { '': 40, 'A-01': 65 }]);
    const together = await Promise.all(
      Array.from({ length: 4 }, () =>
        book({ kind: 'receive', id: '0197f000-0000-7000-8000-000000000001', sku: 'A-1', units: 1 }),
      ),
    );
    expect(together.map(({ body }) => body.booked).sort()).toEqual([0, 0, 0, 1]);
    expect((await stock())?.[0]).toBe(106);
    await expectInvariants(it);
  });

  test('more than lies there, or what nobody counts, is refused, and nothing of the request is booked', async () => {
    const more = await book(
      { kind: 'receive', sku: 'A-1', units: 1 },
      { kind: 'receive', sku: 'Z-9', units: 1 },
      { kind: 'write-off', sku: 'A-1', units: 61, bin: 'A-01', reason: 'broken' },
    );
    expect([more.status, more.body.code]).toEqual([409, 'not_enough']);
    expect(more.body.detail).toContain('There are 60 of A-1 in bin A-01, not 61.');
    const nowhere = await book({ kind: 'move', sku: 'A-1', units: 42, to_bin: 'A-01' });
    expect([nowhere.status, nowhere.body.code]).toEqual([409, 'not_enough']);
    const unknown = await book({ kind: 'move', sku: 'Q-1', units: 1, to_bin: 'A-01' });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
    expect(await stock()).toEqual([100, 0, 100, { '': 40, 'A-01': 60 }]);
    expect(await stock('Z-9')).toBe(null);
  });

  test('goods that come let waiting orders go, goods that are missing hold the least urgent; a count ends its task', async () => {
    await it.hub.putItems([item('B-1')]);
    await book({ kind: 'receive', sku: 'B-1', units: 3 });
    const lines = [{ sku: 'B-1', quantity: 2 }];
    await order(it, 'urgent', { lines, priority: 1 });
    await order(it, 'waits', { lines, priority: 9 });
    expect(await states()).toEqual({ urgent: 'ready', waits: 'on_hold' });
    expect((await book({ kind: 'receive', sku: 'B-1', units: 1 })).body).toMatchObject({ booked: 1, released: 1 });
    expect(await states()).toEqual({ urgent: 'ready', waits: 'ready' });
    await book({ kind: 'write-off', sku: 'B-1', units: 1, reason: 'broken' });
    expect(await states()).toEqual({ urgent: 'ready', waits: 'on_hold' });
    expect(await stock('B-1')).toEqual([3, 2, 1, { '': 3 }]);
    const about = await claim(one, await order(it, 'short'));
    await tell(one, 'line-short', { ...about, payload: { lineId: 'L1', units: 1, reason: 'too-few' } });
    expect((await it.office('GET', '/v1/tasks')).body.counts).toMatchObject([{ sku: 'A-1', bin: 'A-01' }]);
    await book({ kind: 'count', sku: 'A-1', on_hand: 60, bin: 'A-01' });
    expect((await it.office('GET', '/v1/tasks')).body.counts).toEqual([]);
    await expectInvariants(it);
  });

  test('setting stock lower holds what is not covered any more', async () => {
    await it.hub.putItems([item('B-1')]);
    await it.hub.putStock([{ sku: 'B-1', on_hand: 2 }]);
    await order(it, '1', { lines: [{ sku: 'B-1', quantity: 2 }] });
    expect(await states()).toEqual({ 1: 'ready' });
    await it.hub.putStock([{ sku: 'B-1', on_hand: 1 }]);
    expect(await states()).toEqual({ 1: 'on_hold' });
    await expectInvariants(it);
  });

  test('goods are listed by page', async () => {
    await book(...['B', 'C', 'D', 'E'].map((sku) => ({ kind: 'receive', sku, units: 1 })));
    const skus: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { body } = await it.office('GET', `/v1/stock?limit=2${after === '' ? '' : `&after=${after}`}`);
      skus.push(...body.stock.map((row: { sku: string }) => row.sku));
      after = body.after;
    }
    expect(skus).toEqual(['A-1', 'B', 'C', 'D', 'E']);
  });
});
