import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FeedItem, FeedPageSchema, HelloSchema } from '../../src/wire/hub-feed.ts';
import { orderOf } from '../../src/wire/hub-order.ts';
import { type Bench, databases, item, openTestHub, readyOrders, shippedPayload, type TestHub } from './hub-fixture.ts';

describe.each(databases())('feed on $name', ({ choose }) => {
  let it: TestHub;
  let bench: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
  });

  async function pull(cursor: string | null, limit = 500) {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor === null ? {} : { cursor }) });
    const reply = await bench.call('GET', `/v1/feed?${query}`);
    return reply.status === 204 ? null : FeedPageSchema.parse(reply.body);
  }

  test('hello says who the hub and the station are', async () => {
    const { status, body } = await bench.call('GET', '/v1/hello');
    expect(status).toBe(200);
    const hello = HelloSchema.parse(body);
    expect(hello.station).toEqual({ id: bench.id, no: 1, name: 'Bench 1', epoch: 1, last_seq: 0, offline_buffer: 30 });
    expect(hello.hub_id).toBe(it.hub.id);
    expect(Buffer.from(hello.badge_salt, 'base64url')).toHaveLength(32);
    expect(hello.limits).toEqual({ max_batch: 500, max_bytes: 1_048_576 });
  });

  test('an empty hub answers a snapshot with a cursor, and nothing after it', async () => {
    const first = await pull(null);
    expect(first).toMatchObject({ items: [], up_to_date: true });
    expect(await pull(first?.cursor ?? '')).toBeNull();
  });

  test('pages carry on where the last one ended; every position once, without gaps', async () => {
    await it.hub.putItems(['A-1', 'B', 'C', 'D'].map((sku) => item(sku)));
    await it.hub.putPeople([{ name: 'Mira K.', role: 'packer', badge: 'XB10019', pin: '4711' }]);
    await readyOrders(it.hub, '1', '2', '3', '4', '5');
    const seen: FeedItem[] = [];
    let cursor: string | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof pull>> = await pull(cursor, 3);
      if (page === null) break;
      seen.push(...page.items);
      cursor = page.cursor;
      if (page.up_to_date) break;
      expect(page.items).toHaveLength(3);
    }
    expect(seen.map((entry) => entry.pos)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(seen.filter((entry) => entry.op === 'upsert').map((entry) => entry.order.number)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    const person = seen.find((entry) => entry.op === 'person');
    expect(person?.person.badge_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(person?.person.pin_hash).toMatch(/^scrypt\$16384\$8\$1\$/);
    expect(JSON.stringify(seen)).not.toMatch(/4711|XB10019/);
  });

  test('a change moves an order to a later position, so that a reader between pages sees it again', async () => {
    const [first = ''] = await readyOrders(it.hub, '1', '2', '3');
    const page = await pull(null, 2); // the item and order 1
    expect(page?.items.map((entry) => entry.op)).toEqual(['item', 'upsert']);
    const other = await it.station('Bench 2');
    await other.claim([first]);
    const rest = await pull(page?.cursor ?? '');
    const numbers = rest?.items.map((entry) =>
      entry.op === 'upsert' ? `${entry.order.number} rev ${entry.order.rev}` : entry.op,
    );
    expect(numbers).toEqual(['2 rev 1', '3 rev 1', '1 rev 2']);
    const upsert = rest?.items.at(-1);
    if (upsert?.op !== 'upsert') throw new Error('no upsert');
    const holder = { station: 'Bench 2', person: null, since: new Date(it.time.nowMs).toISOString() };
    expect(upsert.order.claim).toEqual({ mine: false, class: 'hard', expires_at: null, holder });
    expect(orderOf(upsert.order)).toMatchObject({
      state: 'claimed',
      fence: 1,
      claim: { class: 'hard', mine: false, holder: { station: 'Bench 2', person: null, sinceMs: it.time.nowMs } },
      shipByMs: Date.parse(upsert.order.ship_by ?? ''),
    });
  });

  test('what left is told as removed, but not to a reader who never saw it', async () => {
    const [first = '', second = ''] = await readyOrders(it.hub, '1', '2');
    const before = await pull(null);
    await it.office('POST', `/v1/orders/${first}/cancel`);
    const after = await pull(before?.cursor ?? '');
    expect(after?.items).toEqual([{ op: 'remove', pos: 4, order_id: first, rev: 2, reason: 'cancelled' }]);
    const snapshot = await pull(null, 1);
    const rest = await pull(snapshot?.cursor ?? '');
    expect(rest?.items.map((entry) => (entry.op === 'upsert' ? entry.order.id : entry.op))).toEqual([second]);
  });

  test('a foreign, damaged or outlived cursor is answered with must_refetch', async () => {
    const { cursor = '' } = (await pull(null)) ?? {};
    const other = Buffer.from(
      Buffer.from(cursor, 'base64url')
        .toString()
        .replace(/[0-9a-f]{8}(?=-)/, '00000000'),
    ).toString('base64url');
    for (const wrong of ['rubbish', other, '']) {
      const reply = await bench.call('GET', `/v1/feed?cursor=${wrong}`);
      expect([reply.status, reply.body.code], wrong).toEqual([410, 'must_refetch']);
    }
    await readyOrders(it.hub, '1');
    await sql`update feed_head set min_pos = pos`.execute(it.hub.context.db);
    expect((await bench.call('GET', `/v1/feed?cursor=${cursor}`)).body.code).toBe('must_refetch');
  });

  test('an ETag names what a reader has: nothing new is 304, news are told', async () => {
    await readyOrders(it.hub, '1');
    const ask = (path: string, known?: string) =>
      it.hub.handle(`http://hub.test${path}`, {
        headers: { authorization: `Bearer ${bench.key}`, ...(known === undefined ? {} : { 'if-none-match': known }) },
      });
    const first = await ask('/v1/feed');
    const tag = first.headers.get('etag') ?? '';
    const { cursor, feed_epoch } = FeedPageSchema.parse(await first.json());
    expect(tag).toBe(`"${feed_epoch}.2"`);
    expect((await ask('/v1/feed', tag)).status).toBe(304);
    expect((await ask(`/v1/feed?cursor=${cursor}`, tag)).status).toBe(304);
    expect((await ask(`/v1/feed?cursor=${cursor}`, '"other.2"')).status).toBe(204);
    expect((await ask('/v1/feed?limit=1')).headers.get('etag'), 'there is more than this page').toBeNull();
    await readyOrders(it.hub, '2');
    for (const path of ['/v1/feed', `/v1/feed?cursor=${cursor}`]) {
      const news = await ask(path, tag);
      expect([news.status, news.headers.get('etag')]).toEqual([200, `"${feed_epoch}.3"`]);
    }
  });

  test('a parcel that contradicts another is told to the stations of both, and to no other', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    const other = await it.station('Bench 2');
    const third = await it.station('Bench 3');
    const { fence } = (await bench.claim([id])).body.granted[0];
    const ship = (by: Bench, parcel: string) =>
      by.push([by.event('order-shipped', { order_id: id, fence, payload: shippedPayload(2, parcel) })]);
    await ship(bench, 'PH0001010000017');
    const { cursor = '' } = (await pull(null)) ?? {};
    expect((await ship(other, 'PH0002010000014')).body.results[0].code).toBe('double_ship');
    const told = FeedPageSchema.parse((await bench.call('GET', `/v1/feed?cursor=${cursor}`)).body);
    expect(told.conflicts).toMatchObject([{ kind: 'double_ship', order_id: id, open: true }]);
    expect((await other.call('GET', `/v1/feed?cursor=${cursor}`)).body.conflicts).toHaveLength(1);
    expect((await third.call('GET', `/v1/feed?cursor=${cursor}`)).body.conflicts).toBeUndefined();
  });

  test('a waiting reader is woken by news', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    const { cursor = '' } = (await pull(null)) ?? {};
    const waiting = bench.call('GET', `/v1/feed?cursor=${cursor}&wait=25`);
    const other = await it.station('Bench 2');
    await other.claim([id]);
    const reply = await waiting;
    expect(reply.status).toBe(200);
    expect(reply.body.items).toHaveLength(1);
  });

  test('a reader who gives up is let go', async () => {
    const { cursor = '' } = (await pull(null)) ?? {};
    const controller = new AbortController();
    const waiting = bench.call('GET', `/v1/feed?cursor=${cursor}&wait=25`, undefined, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toThrow();
  });

  test('writers at the same time: no position is lost, doubled or skipped', async () => {
    await it.hub.putItems([item('A-1')]);
    await Promise.all(
      ['a', 'b', 'c', 'd'].flatMap((letter) => [1, 2, 3, 4, 5].map((no) => readyOrders(it.hub, `${letter}${no}`))),
    );
    const page = await pull(null);
    expect(page?.items.map((entry) => entry.pos)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
  });
});
