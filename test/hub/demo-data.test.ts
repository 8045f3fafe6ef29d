import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCheckCharacter } from '../../src/core/check-character.ts';
import { isGtin } from '../../src/core/gtin.ts';
import { DEMO_PEOPLE, demoOrders, seedDemo } from '../../src/hub/demo-data.ts';
import { badgeHash, pinMatches } from '../../src/hub/office/person-secrets.ts';
import { FeedPageSchema } from '../../src/wire/hub-feed.ts';
import { openTestHub, START_MS, type TestHub } from './hub-fixture.ts';

describe('the demo shop', () => {
  let it: TestHub;
  beforeAll(async () => {
    it = await openTestHub();
    await seedDemo(it.hub, { orders: 40 });
  });
  afterAll(() => it.close());

  test('40 orders are ready, and doing it again at another time changes nothing', async () => {
    const before = await it.hub.context.db.selectFrom('feed_head').select('pos').executeTakeFirstOrThrow();
    expect(await it.hub.summary()).toMatchObject({ orders: { ready: 40 } });
    it.time.nowMs += 86_400_000;
    await seedDemo(it.hub, { orders: 40 });
    expect(await it.hub.context.db.selectFrom('feed_head').select('pos').executeTakeFirstOrThrow()).toEqual(before);
  });

  test('every GTIN is a demonstration number with a right check digit, and look-alikes are told apart', async () => {
    const bench = await it.station('Bench 1');
    const page = FeedPageSchema.parse((await bench.call('GET', '/v1/feed')).body);
    const items = page.items.flatMap((entry) => (entry.op === 'item' ? [entry.item] : []));
    expect(items).toHaveLength(24);
    const gtins = items.flatMap((item) => item.barcodes.map((barcode) => barcode.value));
    expect(gtins.every((gtin) => gtin.length === 14 && isGtin(gtin) && gtin.slice(1, 4) === '952')).toBe(true);
    expect(new Set(gtins).size).toBe(gtins.length);
    expect(new Set(items.map((item) => `${item.name} ${item.variant}`)).size).toBe(24);
    expect(
      items.some((item) => item.barcodes.some((barcode) => barcode.factor === 6 && barcode.value.startsWith('1'))),
    ).toBe(true);
  });

  test('orders are the same every time; ship-by follows the clock; letters of many languages', () => {
    expect(demoOrders(40, START_MS)).toEqual(demoOrders(40, START_MS));
    const orders = demoOrders(40, START_MS);
    expect(orders.every((order) => Date.parse(order.ship_by ?? '') > START_MS)).toBe(true);
    const names = orders.map((order) => order.to.name).join();
    for (const letter of ['Ł', 'ß', 'Ε', 'É']) expect(names).toContain(letter);
    expect(new Set(orders.map((order) => order.lane))).toEqual(new Set(['A', 'B', 'C', 'D']));
    expect(new Set(orders.flatMap((order) => order.marks ?? []))).toEqual(new Set(['gift', 'no-invoice', 'fragile']));
  });

  test('badges carry a check character, and a station can prove badge and PIN from what it is given', async () => {
    expect(DEMO_PEOPLE.map((person) => person.badge).every(hasCheckCharacter)).toBe(true);
    const people = await it.hub.context.db.selectFrom('person').selectAll().orderBy('name').execute();
    const mira = people.find((person) => person.name === 'Mira K.');
    expect(mira?.badge_hash).toBe(badgeHash(it.hub.context.badgeSalt, DEMO_PEOPLE[0].badge.toLowerCase()));
    expect(await pinMatches(mira?.pin_hash ?? '', '2580')).toBe(true);
    expect(await pinMatches(mira?.pin_hash ?? '', '2581')).toBe(false);
    expect(people.map((person) => person.role).sort()).toEqual(['lead', 'packer', 'packer', 'supervisor']);
  });
});
