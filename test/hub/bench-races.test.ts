import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sku } from '../../src/core/ids.ts';
import { databases, item, openTestHub, salesOrder, type TestHub } from './hub-fixture.ts';

describe.each(databases())('shorts, backorders and learned codes at once, on $name', ({ choose }) => {
  let it: TestHub;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());

  test('many benches at the same time: stock stays the sum of its moves, reservations add up, a code has one owner', async () => {
    const benches = [
      await it.station('Bench 1'),
      await it.station('Bench 2'),
      await it.station('Bench 3'),
      await it.station('Bench 4'),
    ];
    const skus = ['C-1', 'C-2', 'C-3', 'C-4'];
    await it.hub.putItems(skus.map((sku) => item(sku)));
    await it.hub.putStock(skus.map((sku) => ({ sku, on_hand: 40 })));
    const lines = skus.map((sku) => ({ sku: sku as Sku, quantity: 2 }));
    const ids: string[] = [];
    for (let no = 0; no < 16; no += 1) ids.push((await it.hub.addOrder(salesOrder(`N${no}`, { lines }))).order.id);
    await Promise.all(
      benches.map(async (bench, index) => {
        for (const id of ids.slice(index * 3, index * 3 + 3)) {
          const { granted } = (await bench.claim([id])).body;
          const about = { order_id: id, fence: granted[0].fence };
          // Every bench goes through the lines in another order, as shelves are walked.
          const order = [0, 1, 2, 3].map((place) => `L${((place + index) % 4) + 1}`);
          const parcels = [{ parcelCode: `P-${id}`, lines: order.map((lineId) => ({ lineId, units: 1 })) }];
          const missing = order.map((lineId) => ({ lineId, units: 1 }));
          const shipment = { carrier: 'H', service: 'S', parcels, short: missing };
          const reply = await bench.push([
            ...order.map((lineId) =>
              bench.event('line-short', { ...about, payload: { lineId, units: 1, reason: 'too-few' } }),
            ),
            bench.event('barcode-learned', {
              payload: { sku: skus[index], barcode: { kind: 'text', value: 'shared', factor: 1 } },
            }),
            bench.event('order-shipped', { ...about, payload: { shipment } }),
          ]);
          expect(reply.body.results.at(-1)).toMatchObject({ outcome: 'applied', code: 'part_shipped' });
        }
      }),
    );
    const { db } = it.hub.context;
    for (const sku of skus) {
      const stock = await db.selectFrom('stock').selectAll().where('sku', '=', sku).executeTakeFirstOrThrow();
      const held = await db.selectFrom('reservation').select('qty').where('sku', '=', sku).execute();
      const moves = await db.selectFrom('stock_move').select('qty').where('sku', '=', sku).execute();
      // Each of 12 orders shipped one and missed one, which its backorder waits for; four orders were never touched.
      expect(stock.on_hand).toBe(16);
      expect(moves.reduce((sum, move) => sum + move.qty, 0)).toBe(stock.on_hand);
      expect(held.reduce((sum, row) => sum + row.qty, 0)).toBe(stock.allocated);
    }
    const orders = await db.selectFrom('orders').select(['number', 'state']).execute();
    expect(orders.filter(({ state }) => state === 'shipped')).toHaveLength(12);
    expect(orders.filter(({ number }) => number.endsWith('-B1'))).toHaveLength(12);
    const items = await db.selectFrom('item').select('doc').execute();
    expect(items.filter(({ doc }) => doc.barcodes.some(({ value }) => value === 'shared'))).toHaveLength(1);
    const doubted = await db.selectFrom('barcode_review').select('sku').distinct().execute();
    expect(doubted).toHaveLength(3);
  });
});
