import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suggestCartons } from '../../src/core/carton.ts';
import { isGtin } from '../../src/core/gtin.ts';
import type { Order, OrderLine } from '../../src/core/order.ts';
import { DEFAULT_POLICY } from '../../src/core/site.ts';
import { BENCH_CARTONS, BENCH_ITEMS } from '../../src/hub/demo/bench-items.ts';
import { seedBench } from '../../src/hub/demo/seed-bench.ts';
import { seedDemo } from '../../src/hub/demo-data.ts';
import { FeedPageSchema, HelloSchema } from '../../src/wire/hub-feed.ts';
import { ItemInputSchema } from '../../src/wire/hub-item.ts';
import { orderOf } from '../../src/wire/hub-order.ts';
import { PutSiteSchema } from '../../src/wire/hub-site.ts';
import { type Bench, openTestHub, type TestHub } from './hub-fixture.ts';

describe("the bench's own demo", () => {
  let it: TestHub;
  let bench: Bench;
  let orders: ReadonlyMap<string, Order>;
  beforeAll(async () => {
    it = await openTestHub();
    await seedDemo(it.hub, { orders: 40 });
    await seedBench(it.hub);
    bench = await it.station('Bench 1');
    const page = FeedPageSchema.parse((await bench.call('GET', '/v1/feed')).body);
    orders = new Map(
      page.items.flatMap((entry) =>
        entry.op === 'upsert' ? [[entry.order.number, orderOf(entry.order)] as const] : [],
      ),
    );
  });
  afterAll(() => it.close());

  const lines = (number: string): readonly OrderLine[] => orders.get(number)?.doc.lines ?? [];
  const doc = (number: string) => orders.get(number)?.doc;

  test('is beside the other orders, all ready, and comes after every one of them', async () => {
    const own = [...orders.keys()].filter((number) => number.startsWith('D-'));
    expect(own.sort()).toEqual(Array.from({ length: 21 }, (_, index) => `D-${101 + index}`));
    expect(await it.hub.summary()).toMatchObject({ orders: { ready: 61 } });
    const granted = (
      await bench.call('POST', '/v1/claims', { request_id: crypto.randomUUID(), class: 'hard', want: 30 })
    ).body.granted;
    const numbers = new Map([...orders.values()].map((order) => [order.id as string, order.number]));
    expect(granted.every((grant: { order_id: string }) => numbers.get(grant.order_id)?.startsWith('PK-'))).toBe(true);
  });

  test('doing it again changes nothing, whatever was set or learned meanwhile', async () => {
    const head = () => it.hub.context.db.selectFrom('feed_head').select('pos').executeTakeFirstOrThrow();
    const before = await head();
    it.time.nowMs += 86_400_000;
    await seedBench(it.hub);
    expect(await head()).toEqual(before);
  });

  test('has what each order is there to show', () => {
    expect(lines('D-101')[0]).toMatchObject({ track: { lot: true }, lots: [{ lot: 'C24-117' }, { lot: 'C24-118' }] });
    expect(lines('D-102')[0]?.track).toMatchObject({ expiry: true, days: 30 });
    expect(lines('D-103')[0]).toMatchObject({ quantity: 3, track: { serial: true, pattern: 'RL[0-9]{6}' } });
    expect(lines('D-104')[0]).toMatchObject({
      track: { weight: true },
      barcodes: [{ value: expect.stringMatching(/^9952/) }],
    });
    expect(lines('D-105')).toMatchObject([{ sku: 'TEA-SET', parts: [{ quantity: 2 }, {}, {}] }]);
    expect(lines('D-106').map((line) => line.kit?.no)).toEqual([1, 1, 1, undefined]);
    expect(lines('D-107')[0]).toMatchObject({ uncoded: true, barcodes: [] });
    expect(lines('D-108')[0]).toMatchObject({ swaps: [{ sku: 'PEN-8' }] });
    expect(lines('D-109')[0]).toMatchObject({ blocked: 'recall' });
    expect(lines('D-110')[0]).toMatchObject({ hazard: true });
    expect(lines('D-111')[0]).toMatchObject({ quantity: 7, barcodes: [{ factor: 1 }, { factor: 6 }] });
    expect(['D-113', 'D-114', 'D-115'].map((number) => [doc(number)?.pick, doc(number)?.places])).toEqual(
      Array.from({ length: 3 }, () => [true, true]),
    );
    expect(new Set(lines('D-113').map((line) => line.bin)).size).toBe(3);
    expect(lines('D-113').map((line) => line.empties)).toEqual([undefined, undefined, true]);
    expect(doc('D-116')).toMatchObject({ extras: ['gift-note', 'photo'], marks: ['gift', 'no-invoice'] });
    expect(doc('D-117')).toMatchObject({ problems: ['address'] });
    const papers = (number: string) => doc(number)?.documents?.map(({ kind, format }) => `${kind} ${format}`);
    expect(['D-118', 'D-119', 'D-120', 'D-121'].map((number) => [doc(number)?.label, papers(number)])).toEqual([
      ['carrier', ['label zpl']],
      ['carrier', ['label pdf']],
      ['carrier', undefined],
      ['carrier', ['label zpl', 'return pdf']],
    ]);
  });

  test('the heavy order fits no single carton, and every other one fits one that its carrier takes', () => {
    const suggested = (number: string) => {
      const order = doc(number);
      if (order === undefined) throw new Error(number);
      const goods = order.lines.map((line) => ({
        sku: line.sku,
        units: line.quantity,
        grams: line.grams ?? null,
        millimetres: line.millimetres ?? null,
      }));
      return suggestCartons(goods, BENCH_CARTONS, order.carrier, order.limits ?? {});
    };
    for (const number of [...orders.keys()].filter((each) => each.startsWith('D-'))) {
      const [first] = suggested(number);
      if (number === 'D-112') expect(first).toBeUndefined();
      else expect([number, first?.fit]).toEqual([number, 'fits']);
    }
  });

  test('numbers are for demonstrations or for the house alone, right, and nobody else has them; sizes and weights are there', () => {
    const gtins = BENCH_ITEMS.flatMap((item) => item.barcodes.map((barcode) => barcode.value));
    for (const gtin of gtins) expect([gtin, isGtin(gtin), /^(.952|004)/.test(gtin)]).toEqual([gtin, true, true]);
    expect(new Set(gtins).size).toBe(gtins.length);
    for (const { bin: _, stock: __, ...item } of BENCH_ITEMS) {
      expect(ItemInputSchema.parse(item)).toEqual(item);
      expect([item.sku, item.grams !== undefined, item.millimetres?.length]).toEqual([item.sku, true, 3]);
    }
  });

  test('six cartons and the default rules are told to the station', async () => {
    const sender = expect.objectContaining({ name: 'Packhouse Demo' });
    const site = { policy: DEFAULT_POLICY, cartons: BENCH_CARTONS };
    expect(PutSiteSchema.parse(site)).toEqual(site);
    expect(BENCH_CARTONS).toHaveLength(6);
    expect(HelloSchema.parse((await bench.call('GET', '/v1/hello')).body).site).toEqual({ ...site, sender });
  });
});
