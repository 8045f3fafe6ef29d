import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, databases, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

describe.each(databases())('many stations at once, on $name', ({ choose }) => {
  let it: TestHub;
  let benches: Bench[];
  let ids: string[];
  beforeAll(async () => {
    it = await openTestHub(await choose());
    benches = [];
    for (let no = 1; no <= 12; no++) benches.push(await it.station(`Bench ${no}`, 40));
    ids = await readyOrders(it.hub, ...Array.from({ length: 120 }, (_, no) => `N${no}`));
  });
  afterAll(() => it.close());

  test('no order is granted twice, whether asked for by number, by name, soft or hard', async () => {
    const named = (bench: Bench, from: number, kind: 'hard' | 'soft') => bench.claim(ids.slice(from, from + 7), kind);
    const wanted = (bench: Bench, kind: string) =>
      bench.call('POST', '/v1/claims', { request_id: uuidv7(), class: kind, want: 5 });
    const replies = await Promise.all(
      benches.flatMap((bench, no) =>
        [
          wanted(bench, 'hard'),
          named(bench, no * 3, 'hard'),
          wanted(bench, 'soft'),
          named(bench, 110 - no * 7, 'soft'),
        ].map(async (reply) => ({ bench, reply: await reply })),
      ),
    );
    expect(replies.map(({ reply }) => reply.status)).toEqual(replies.map(() => 200));
    const owner = new Map<string, string>();
    for (const { bench, reply } of replies) {
      for (const { order_id, fence } of reply.body.granted) {
        // Nobody gave anything back, so there was one grant of each order, and one owner.
        expect(fence).toBe(1);
        expect(owner.get(order_id) ?? bench.id).toBe(bench.id);
        owner.set(order_id, bench.id);
      }
    }
    const rows = await it.hub.context.db.selectFrom('orders').select(['id', 'claim_station', 'feed_pos']).execute();
    for (const row of rows) expect(row.claim_station).toBe(owner.get(row.id) ?? null);
    expect(owner.size).toBeGreaterThan(60);
    expect(new Set(rows.map((row) => row.feed_pos)).size).toBe(rows.length);
  });
});
