import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sku } from '../../src/core/ids.ts';
import type { SalesOrder } from '../../src/wire/hub-sales.ts';
import { TasksSchema } from '../../src/wire/hub-tasks.ts';
import { type Bench, databases, item, openTestHub, type Reply, salesOrder, type TestHub } from './hub-fixture.ts';

const A = 'A-1' as Sku;
const B = 'B-1' as Sku;

describe.each(databases())('what benches find out, on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    one = await it.station('Bench 1');
    await it.hub.putItems([item(A), item(B)]);
  });

  const outcomes = (reply: Reply) =>
    reply.body.results.map((result: { outcome: string; code?: string }) =>
      [result.outcome, result.code].filter(Boolean).join(' '),
    );
  const tasks = async () => TasksSchema.parse((await it.office('GET', '/v1/tasks')).body);
  const rows = async (): Promise<
    readonly { number: string; state: string; id: string; reasons: object[]; units: number }[]
  > => (await it.office('GET', '/v1/orders')).body.orders;
  const states = async () => Object.fromEntries((await rows()).map((row) => [row.number, row.state]));
  async function stock(sku = A) {
    const row = await it.hub.context.db
      .selectFrom('stock')
      .selectAll()
      .where('sku', '=', sku)
      .executeTakeFirstOrThrow();
    const moves = await it.hub.context.db.selectFrom('stock_move').select('qty').where('sku', '=', sku).execute();
    // On hand is always the sum of its moves (sync.md, I13).
    expect(moves.reduce((sum, move) => sum + move.qty, 0)).toBe(row.on_hand);
    return [row.on_hand, row.allocated];
  }
  async function claimed(number: string, fields: Partial<SalesOrder> = {}) {
    const { order } = await it.hub.addOrder(salesOrder(number, fields));
    expect((await one.claim([order.id])).body.granted).toHaveLength(1);
    return { order_id: order.id, fence: 1 };
  }
  const short = (units: number, reason = 'too-few') => ({ lineId: 'L1', units, reason });

  test('short on the shelf: stock down, a shelf to count, and reserved for others only what is there', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 6 }]);
    const about = await claimed('1', { lines: [{ sku: A, quantity: 2, bin: 'A-01' }] });
    await it.hub.addOrder(salesOrder('2', { priority: 1 }));
    await it.hub.addOrder(salesOrder('3', { priority: 8 }));
    expect(await stock()).toEqual([6, 6]);
    const event = one.event('line-short', { ...about, payload: short(1, 'none-on-shelf') });
    expect(outcomes(await one.push([event]))).toEqual(['applied']);
    // Of six, one is gone: the order waits for one less, so the others keep theirs.
    expect(await stock()).toEqual([5, 5]);
    expect(await states()).toEqual({ 1: 'claimed', 2: 'ready', 3: 'ready' });
    await one.push([one.event('pick-short', { ...about, payload: { ...short(1, 'misplaced'), bin: 'A-02' } })]);
    expect(await stock()).toEqual([4, 4]);
    expect(outcomes(await one.push([event]))).toEqual(['duplicate']);
    expect(await stock()).toEqual([4, 4]);
    expect((await tasks()).counts).toMatchObject([
      {
        cause: 'short',
        sku: A,
        bin: 'A-02',
        units: 1,
        station: 'Bench 1',
        detail: expect.stringContaining('Something else'),
      },
      { cause: 'short', sku: A, bin: 'A-01', units: 1, detail: 'There was none on the shelf: 1 × A-1 missing.' },
    ]);
    await it.hub.putStock([{ sku: A, on_hand: 4 }]);
    expect((await tasks()).counts).toEqual([]);
  });

  test('damaged goods take stock from others: the least urgent order that nobody has is held, and freed by a count', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 6 }]);
    const about = await claimed('1');
    await it.hub.addOrder(salesOrder('2', { priority: 1 }));
    await it.hub.addOrder(salesOrder('3', { priority: 8 }));
    const before = await one.call('GET', '/v1/feed');
    await one.push([one.event('item-damaged', { ...about, payload: { lineId: 'L1', units: 1, reason: 'leaking' } })]);
    expect(await states()).toEqual({ 1: 'claimed', 2: 'ready', 3: 'on_hold' });
    expect(await stock()).toEqual([5, 4]);
    expect((await rows()).find((row) => row.number === '3')?.reasons).toMatchObject([{ code: 'short-stock' }]);
    const feed = await one.call('GET', `/v1/feed?cursor=${before.body.cursor}`);
    expect(feed.body.items).toMatchObject([{ op: 'remove', reason: 'on_hold' }]);
    expect(await tasks()).toMatchObject({
      counts: [],
      damages: [{ sku: A, units: 1, reason: 'leaking', number: '1' }],
    });
    await one.push([one.event('line-short', { ...about, payload: short(1, 'damaged') })]);
    // Taken off the stock once already, and nobody has to count the shelf.
    expect(await stock()).toEqual([5, 3]);
    expect((await tasks()).counts).toEqual([]);
    await it.hub.putStock([{ sku: A, on_hand: 7 }]);
    expect(await states()).toMatchObject({ 3: 'ready' });
  });

  test('what turns up after all comes back, newest first and never more than was gone', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 5 }]);
    const about = await claimed('1', { lines: [{ sku: A, quantity: 4 }] });
    await one.push([
      one.event('line-short', { ...about, payload: short(1) }),
      one.event('line-short', { ...about, payload: short(2, 'damaged') }),
    ]);
    expect(await stock()).toEqual([4, 1]);
    await one.push([one.event('short-taken-back', { ...about, payload: { lineId: 'L1', units: 2 } })]);
    // Those were damaged: not set down with the shortage, so not set up with its end.
    expect(await stock()).toEqual([4, 3]);
    expect((await tasks()).counts).toHaveLength(1);
    await one.push([one.event('short-taken-back', { ...about, payload: { lineId: 'L1', units: 9 } })]);
    expect(await stock()).toEqual([5, 4]);
    expect((await tasks()).counts).toEqual([]);
  });

  test('what the picker said is not said again when the order is opened to be packed', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 5 }]);
    const about = await claimed('1', { pick: true });
    const told = { ...short(1, 'none-on-shelf'), told: true };
    await one.push([
      one.event('pick-short', { ...about, payload: { ...short(1, 'none-on-shelf'), bin: 'A-01' } }),
      one.event('line-short', { ...about, payload: told }),
    ]);
    expect(await stock()).toEqual([4, 1]);
    expect((await tasks()).counts).toHaveLength(1);
    await one.push([one.event('short-taken-back', { ...about, payload: { lineId: 'L1', units: 1 } })]);
    expect(await stock()).toEqual([5, 2]);
  });

  test('more than there was cannot be gone; what is not counted stays uncounted; a bench that lost the order still tells the truth', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 2 }]);
    const about = await claimed('1');
    await one.push([one.event('line-short', { ...about, payload: short(2) })]);
    expect(await stock()).toEqual([0, 0]);
    const other = await claimed('2', { lines: [{ sku: B, quantity: 2 }] });
    await one.push([one.event('line-short', { ...other, payload: short(1) })]);
    expect(await it.hub.context.db.selectFrom('stock').select('sku').execute()).toEqual([{ sku: A }]);
    expect((await tasks()).counts).toMatchObject([{ sku: B }, { sku: A }]);
    await it.hub.putStock([{ sku: A, on_hand: 9 }]);
    const late = await claimed('3');
    const reply = await one.push([
      one.event('line-short', { ...late, fence: 0, payload: short(1) }),
      one.event('line-short', { ...late, payload: { ...short(1), lineId: 'L9' } }),
      one.event('line-short', { ...late, payload: { ...short(1), reason: 'eaten' } }),
      one.event('line-short', { payload: short(1) }),
    ]);
    expect(outcomes(reply)).toEqual([
      'applied late_fence',
      'applied',
      'quarantined bad_payload',
      'quarantined bad_payload',
    ]);
    expect(await stock()).toEqual([8, 2]);
  });

  test('shelves: a bin that is not empty and goods in a wrong bin are counted; the expected answer is no news', async () => {
    const reply = await one.push([
      one.event('bin-looked-at', { payload: { bin: 'A-01', empty: true } }),
      one.event('bin-looked-at', { payload: { bin: 'A-02', empty: false } }),
      one.event('wrong-bin-told', { payload: { sku: A, bin: 'B-07' } }),
      one.event('wrong-bin-told', { payload: { sku: B, bin: null } }),
    ]);
    expect(outcomes(reply)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect((await tasks()).counts).toMatchObject([
      { cause: 'wrong-bin', sku: B, bin: null },
      { cause: 'wrong-bin', sku: A, bin: 'B-07' },
      { cause: 'bin-not-empty', sku: null, bin: 'A-02', units: 0 },
    ]);
  });

  test('a learned barcode joins its item for everybody, unless it could mean something else', async () => {
    await it.hub.putItems([item('N', { barcodes: [], uncoded: true })]);
    const learn = (sku: string, kind: string, value: string, factor = 1) =>
      one.event('barcode-learned', { payload: { sku, barcode: { kind, value, factor } } });
    const before = await one.call('GET', '/v1/feed');
    const first = learn(A, 'gtin', '09524006000013');
    const reply = await one.push([
      first,
      learn(A, 'gtin', '09524006000013'),
      learn(B, 'gtin', '09524006000013'),
      learn(A, 'gtin', '09524006000013', 6),
      learn(A, 'text', B),
      learn('Z', 'text', 'zz'),
      learn(A, 'gtin', '9524006000013'),
      learn('N', 'text', 'n-code'),
    ]);
    expect(outcomes(reply)).toEqual(Array.from({ length: 8 }, () => 'applied'));
    await one.push([first]);
    const feed = await one.call('GET', `/v1/feed?cursor=${before.body.cursor}`);
    expect(feed.body.items).toMatchObject([
      {
        op: 'item',
        item: {
          sku: A,
          barcodes: [
            { kind: 'text', value: A, factor: 1 },
            { kind: 'gtin', value: '09524006000013', factor: 1 },
          ],
        },
      },
      { op: 'item', item: { sku: 'N', barcodes: [{ value: 'n-code' }] } },
    ]);
    expect(feed.body.items[1].item).not.toHaveProperty('uncoded');
    expect((await tasks()).barcodes.map(({ sku, why, other }) => [sku, why, other]).reverse()).toEqual([
      [B, 'other-item', A],
      [A, 'other-factor', null],
      [A, 'other-item', B],
      ['Z', 'unknown-sku', null],
      [A, 'bad-gtin', null],
    ]);
  });

  test('a cancelled order that the bench dropped is cancelled, and its stock is free', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 6 }]);
    const about = await claimed('1');
    expect((await it.office('POST', `/v1/orders/${about.order_id}/cancel`)).body.state).toBe('cancel_pending');
    expect(outcomes(await one.push([one.event('order-dropped', about)]))).toEqual(['applied cancel_confirmed']);
    expect(await states()).toEqual({ 1: 'cancelled' });
    expect(await stock()).toEqual([6, 0]);
  });

  test('holds are shown with the reason of the bench; one for missing goods is lifted when they are there', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 12 }]);
    for (const reason of ['address', 'goods', 'papers', 'customer', 'other']) {
      const about = await claimed(reason);
      await one.push([one.event('order-held', { ...about, payload: { reason } })]);
    }
    expect((await rows()).map((row) => [row.number, row.state, row.reasons])).toEqual(
      ['address', 'goods', 'papers', 'customer', 'other'].map((code) => [
        code,
        'on_hold',
        [{ code, detail: expect.stringMatching(/\.$/) }],
      ]),
    );
    const about = await claimed('m');
    await one.push([
      one.event('line-short', { ...about, payload: short(2, 'none-on-shelf') }),
      one.event('order-held', { ...about, payload: { reason: 'missing' } }),
    ]);
    expect(await states()).toMatchObject({ m: 'on_hold' });
    await it.hub.putStock([{ sku: A, on_hand: 11 }]);
    expect(await states()).toMatchObject({ m: 'on_hold' });
    await it.hub.putStock([{ sku: A, on_hand: 13 }]);
    expect(await states()).toMatchObject({ m: 'ready', goods: 'on_hold' });
    expect(await stock()).toEqual([13, 12]);
  });

  test('goods that were damaged and not replaced are reserved again when the hold is lifted', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 9 }]);
    const about = await claimed('1');
    await one.push([
      one.event('item-damaged', { ...about, payload: { lineId: 'L1', units: 1, reason: 'dirty' } }),
      one.event('line-short', { ...about, payload: short(1, 'damaged') }),
      one.event('order-held', { ...about, payload: { reason: 'goods' } }),
    ]);
    expect(await stock()).toEqual([8, 1]);
    expect((await it.office('POST', `/v1/orders/${about.order_id}/release-hold`)).body.state).toBe('ready');
    expect(await stock()).toEqual([8, 2]);
  });

  test('an order put back after a short waits unless the stock still has all of it', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 3 }]);
    const about = await claimed('1');
    await one.push([one.event('line-short', { ...about, payload: short(1) }), one.event('order-put-back', about)]);
    expect(await states()).toEqual({ 1: 'ready' });
    expect(await stock()).toEqual([2, 2]);
    await one.claim([about.order_id]);
    await one.push([
      one.event('line-short', { ...about, fence: 2, payload: short(1) }),
      one.event('order-put-back', { ...about, fence: 2 }),
    ]);
    expect(await states()).toEqual({ 1: 'on_hold' });
    expect(await stock()).toEqual([1, 0]);
  });
});
