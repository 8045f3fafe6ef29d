import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sku } from '../../src/core/ids.ts';
import { FeedPageSchema } from '../../src/wire/hub-feed.ts';
import type { SalesOrder } from '../../src/wire/hub-sales.ts';
import { ShippedUnitsSchema } from '../../src/wire/hub-tasks.ts';
import { type Bench, databases, item, openTestHub, type Reply, salesOrder, type TestHub } from './hub-fixture.ts';

const A = 'A-1' as Sku;
const B = 'B-1' as Sku;

describe.each(databases())('what left, and what is still owed, on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    one = await it.station('Bench 1');
    await it.hub.putItems([item(A), item(B), item('KIT')]);
  });

  const outcomes = (reply: Reply) =>
    reply.body.results.map((result: { outcome: string; code?: string }) =>
      [result.outcome, result.code].filter(Boolean).join(' '),
    );
  const rows = async (): Promise<
    readonly { number: string; state: string; id: string; reasons: object[]; units: number }[]
  > => (await it.office('GET', '/v1/orders')).body.orders;
  const states = async () => Object.fromEntries((await rows()).map((row) => [row.number, row.state]));
  async function stocked() {
    const found = await it.hub.context.db.selectFrom('stock').selectAll().orderBy('sku').execute();
    return Object.fromEntries(found.map((row) => [row.sku, [row.on_hand, row.allocated]]));
  }
  async function claimed(number: string, fields: Partial<SalesOrder> = {}) {
    const { order } = await it.hub.addOrder(salesOrder(number, fields));
    return claim(order.id);
  }
  async function claim(id: string) {
    const { granted } = (await one.claim([id])).body;
    return { order_id: id, fence: granted[0].fence };
  }
  const shipped = (lines: readonly object[], short?: readonly object[], parcelCode = 'PH1') => ({
    shipment: {
      carrier: 'Heron',
      service: 'Standard',
      parcels: [{ parcelCode, lines }],
      ...(short === undefined ? {} : { short }),
    },
  });
  async function pulled(number: string) {
    const page = FeedPageSchema.parse((await one.call('GET', '/v1/feed')).body);
    return page.items.flatMap((entry) =>
      entry.op === 'upsert' && entry.order.number === number ? [entry.order] : [],
    )[0];
  }

  test('the rest of an order that left short becomes -B1, and its rest -B2; stock moves by what left', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 10 }]);
    const about = await claimed('77', { lines: [{ sku: A, quantity: 3 }], priority: 2, note: 'Ring twice' });
    const payload = shipped([{ lineId: 'L1', units: 1 }], [{ lineId: 'L1', units: 2 }]);
    const event = one.event('order-shipped', { ...about, payload });
    expect(outcomes(await one.push([event]))).toEqual(['applied part_shipped']);
    expect(outcomes(await one.push([event]))).toEqual(['duplicate part_shipped']);
    expect(await states()).toEqual({ 77: 'shipped', '77-B1': 'ready' });
    expect(await stocked()).toEqual({ [A]: [9, 2] });
    const rest = await pulled('77-B1');
    expect(rest).toMatchObject({
      priority: 2,
      doc: { note: 'Ring twice', lines: [{ id: 'L1', sku: A, quantity: 2 }] },
    });
    const next = await claim(rest?.id ?? '');
    await one.push([
      one.event('order-shipped', {
        ...next,
        payload: shipped([{ lineId: 'L1', units: 1 }], [{ lineId: 'L1', units: 1 }], 'PH2'),
      }),
    ]);
    expect(await states()).toEqual({ 77: 'shipped', '77-B1': 'shipped', '77-B2': 'ready' });
    expect(await stocked()).toEqual({ [A]: [8, 1] });
  });

  test('it waits for stock, is released by a count, and by a person where nobody counts', async () => {
    await it.hub.putStock([{ sku: A, on_hand: 2 }]);
    const about = await claimed('1');
    await one.push([
      one.event('line-short', { ...about, payload: { lineId: 'L1', units: 1, reason: 'none-on-shelf' } }),
      one.event('order-shipped', {
        ...about,
        payload: shipped([{ lineId: 'L1', units: 1 }], [{ lineId: 'L1', units: 1 }]),
      }),
    ]);
    expect(await states()).toEqual({ 1: 'shipped', '1-B1': 'on_hold' });
    expect((await rows()).find((row) => row.number === '1-B1')?.reasons).toMatchObject([{ code: 'short-stock' }]);
    expect(await stocked()).toEqual({ [A]: [0, 0] });
    await it.hub.putStock([{ sku: A, on_hand: 4 }]);
    expect(await states()).toMatchObject({ '1-B1': 'ready' });
    expect((await pulled('1-B1'))?.doc.lines).toMatchObject([{ quantity: 1 }]);

    const other = await claimed('2', { lines: [{ sku: B, quantity: 2 }] });
    await one.push([
      one.event('order-shipped', {
        ...other,
        payload: shipped([{ lineId: 'L1', units: 1 }], [{ lineId: 'L1', units: 1 }], 'PH2'),
      }),
    ]);
    const held = (await rows()).find((row) => row.number === '2-B1');
    expect(held).toMatchObject({ state: 'on_hold', units: 1, reasons: [{ code: 'backorder' }] });
    expect((await it.office('POST', `/v1/orders/${held?.id}/release-hold`)).body).toMatchObject({
      state: 'ready',
      units: 1,
    });
  });

  test('there is none when the shop drops the rest, when it cancelled, or when nobody said what is short', async () => {
    const half = [{ lineId: 'L1', units: 1 }];
    const dropped = await claimed('1', { rest: 'drop' });
    const cancelled = await claimed('2');
    const silent = await claimed('3');
    await it.office('POST', `/v1/orders/${cancelled.order_id}/cancel`);
    const reply = await one.push([
      one.event('order-shipped', { ...dropped, payload: shipped(half, half, 'P1') }),
      one.event('order-shipped', { ...cancelled, payload: shipped(half, half, 'P2') }),
      one.event('order-shipped', { ...silent, payload: shipped(half, undefined, 'P3') }),
    ]);
    expect(outcomes(reply)).toEqual(['applied part_shipped', 'applied shipped_before_cancel', 'applied part_shipped']);
    expect(await states()).toEqual({ 1: 'shipped', 2: 'shipped', 3: 'shipped' });
  });

  test('a shop that cancels afterwards cancels what is still owed, once', async () => {
    const half = [{ lineId: 'L1', units: 1 }];
    await it.hub.putStock([{ sku: A, on_hand: 9 }]);
    const about = await claimed('1');
    await one.push([one.event('order-shipped', { ...about, payload: shipped(half, half) })]);
    expect((await it.hub.addOrder(salesOrder('1'))).outcome).toBe('unchanged');
    expect((await it.hub.addOrder(salesOrder('1', { cancelled: true }))).outcome).toBe('updated');
    expect(await states()).toEqual({ 1: 'shipped', '1-B1': 'cancelled' });
    expect(await stocked()).toEqual({ [A]: [8, 0] });
    expect((await it.hub.addOrder(salesOrder('1', { cancelled: true }))).outcome).toBe('changed-too-late');
  });

  test('substitutes and the parts of a broken kit move their own stock', async () => {
    await it.hub.putStock([A, B, 'KIT'].map((sku) => ({ sku, on_hand: 20 })));
    const kit = {
      built: true,
      parts: [
        { sku: A, quantity: 2 },
        { sku: B, quantity: 1 },
      ],
    };
    const about = await claimed('1', {
      lines: [
        { sku: A, quantity: 2, swaps: [B] },
        { sku: 'KIT' as Sku, quantity: 2, kit },
      ],
    });
    expect(await stocked()).toEqual({ [A]: [20, 2], [B]: [20, 0], KIT: [20, 2] });
    const lines = [
      { lineId: 'L1', units: 1 },
      { lineId: 'L1', units: 1, swap: B },
      { lineId: 'L2.1', units: 4 },
      { lineId: 'L2.2', units: 1 },
    ];
    const reply = await one.push([
      one.event('order-shipped', { ...about, payload: shipped(lines, [{ lineId: 'L2.2', units: 1 }]) }),
    ]);
    expect(outcomes(reply)).toEqual(['applied part_shipped']);
    expect((await pulled('1-B1'))?.doc.lines).toMatchObject([
      { sku: B, quantity: 1, kit: { sku: 'KIT', name: 'Item KIT' } },
    ]);
    expect(await stocked()).toEqual({ [A]: [15, 0], [B]: [18, 1], KIT: [20, 0] });
  });

  test('where a lot or a serial went can be answered, also of a parcel that was not accepted', async () => {
    const about = await claimed('1', {
      lines: [
        { sku: A, quantity: 3 },
        { sku: B, quantity: 1 },
      ],
    });
    const lines = [
      { lineId: 'L1', units: 2, lot: 'C24', expiry: '2027-01-31' },
      { lineId: 'L1', units: 1, lot: 'C25' },
      { lineId: 'L2', units: 1, serial: 'RL000001', grams: 1012.5 },
    ];
    await one.push([
      one.event('order-shipped', { ...about, payload: shipped(lines) }),
      one.event('order-shipped', {
        ...about,
        payload: shipped([{ lineId: 'L1', units: 1, lot: 'C24' }], [], 'PH-TWO'),
      }),
    ]);
    const ask = async (query: string) =>
      ShippedUnitsSchema.parse((await it.office('GET', `/v1/shipped-units?${query}`)).body);
    expect(await ask('sku=A-1&lot=C24')).toMatchObject({
      sku: A,
      units: 3,
      shipped: [
        { number: '1', parcel: 'PH-TWO', units: 1, accepted: false },
        {
          number: '1',
          parcel: 'PH1',
          units: 2,
          lot: 'C24',
          expiry: '2027-01-31',
          carrier: 'Heron',
          accepted: true,
          to: { name: 'Zoë Müller', city: 'Köln' },
        },
      ],
    });
    expect(await ask('sku=B-1&serial=RL000001')).toMatchObject({ units: 1, shipped: [{ grams: 1012.5, lot: null }] });
    expect(await ask('sku=A-1&limit=1')).toMatchObject({ units: 4, shipped: [{ parcel: 'PH-TWO' }] });
    expect(await ask('sku=A-1&lot=C99')).toEqual({ sku: A, units: 0, shipped: [] });
    expect((await it.office('GET', '/v1/shipped-units?lot=C24')).status).toBe(400);
  });

  test('an order to be picked says which line empties its shelf', async () => {
    await it.hub.putStock([
      { sku: A, on_hand: 3 },
      { sku: B, on_hand: 9 },
    ]);
    await it.hub.addOrder(
      salesOrder('1', {
        pick: true,
        lines: [
          { sku: A, quantity: 2 },
          { sku: B, quantity: 1 },
          { sku: A, quantity: 1 },
        ],
      }),
    );
    expect((await pulled('1'))?.doc.lines.map((line) => line.empties)).toEqual([undefined, undefined, true]);
    expect((await it.hub.addOrder(salesOrder('2', { lines: [{ sku: B, quantity: 8 }] }))).order.state).toBe('ready');
    expect((await pulled('2'))?.doc.lines[0]).not.toHaveProperty('empties');
  });
});
