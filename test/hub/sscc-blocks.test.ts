import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, type SsccRange } from '../../src/core/site.ts';
import { ssccOf } from '../../src/core/sscc.ts';
import { blocksOf } from '../../src/hub/sscc/hand-out-block.ts';
import { FeedPageSchema, HelloSchema } from '../../src/wire/hub-feed.ts';
import type { OfficeSite } from '../../src/wire/hub-site.ts';
import { type Bench, databases, openTestHub, readyOrders, shippedPayload, type TestHub } from './hub-fixture.ts';

const DAY_MS = 86_400_000;
const PREFIX = '9524000';
const siteWith = (companyPrefix?: string): OfficeSite => ({
  policy: DEFAULT_POLICY,
  cartons: [],
  ...(companyPrefix === undefined ? {} : { companyPrefix }),
});

describe.each(databases())('SSCC blocks on $name', ({ choose }) => {
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

  const told = async (of = bench): Promise<SsccRange | undefined> =>
    HelloSchema.parse((await of.call('GET', '/v1/hello')).body).site.sscc;
  const block = (no: number, companyPrefix = PREFIX) => ({
    companyPrefix,
    from: no * 100_000,
    to: no * 100_000 + 99_999,
  });
  async function news(of: Bench, cursor: string) {
    const reply = await of.call('GET', `/v1/feed?cursor=${encodeURIComponent(cursor)}`);
    return reply.status === 204 ? null : FeedPageSchema.parse(reply.body);
  }
  async function shipAs(of: Bench, number: string, reference: number) {
    const [id = ''] = await readyOrders(it.hub, number);
    const { granted } = (await of.claim([id])).body;
    const payload = shippedPayload(2, ssccOf(PREFIX, reference));
    const reply = await of.push([of.event('order-shipped', { order_id: id, fence: granted[0].fence, payload })]);
    expect(reply.body.results[0].outcome).toBe('applied');
  }

  test('without a prefix no station has numbers; with one each has its own block, and keeps it', async () => {
    const other = await it.station('Bench 2');
    expect(await told()).toBeUndefined();
    const { cursor } = (await bench.call('GET', '/v1/feed')).body;
    expect((await it.office('PUT', '/v1/site', siteWith(PREFIX))).body.companyPrefix).toBe(PREFIX);
    // Those that are there hear of it through the feed, each of its own.
    const pages = await Promise.all([news(bench, cursor), news(other, cursor)]);
    expect(pages.map((page) => page?.site?.sscc)).toEqual([block(0), block(1)]);
    expect([await told(), await told(other), await told()]).toEqual([block(0), block(1), block(0)]);
    const third = await it.station('Bench 3');
    expect(await told(third)).toEqual(block(2));
    // The prefix itself is the office's.
    expect(JSON.stringify(pages)).not.toContain('"companyPrefix":"9524000","policy"');
    expect((await it.office('GET', '/v1/site')).body).toMatchObject({ companyPrefix: PREFIX });
    expect((await it.office('GET', '/v1/site')).body.sscc).toBeUndefined();
  });

  test('benches that ask at the same time never share one', async () => {
    await it.hub.putSite(siteWith(PREFIX));
    const benches = await Promise.all(Array.from({ length: 8 }, (_, no) => it.station(`Bench ${no + 2}`)));
    const ranges = await Promise.all([...benches, ...benches].map((each) => told(each)));
    expect(new Set(ranges.map((range) => range?.from)).size).toBe(8);
  });

  test('over half used: the next block comes by itself; half used: not yet', async () => {
    await it.hub.putSite(siteWith(PREFIX));
    await told();
    const { cursor } = (await bench.call('GET', '/v1/feed')).body;
    await shipAs(bench, '1', 49_999);
    expect((await news(bench, cursor))?.site).toBeUndefined();
    await shipAs(bench, '2', 50_000);
    expect((await news(bench, cursor))?.site?.sscc).toEqual(block(1));
    expect(await told()).toEqual(block(1));
    // What is still under way from the old block changes nothing any more.
    await shipAs(bench, '3', 50_001);
    expect(await told()).toEqual(block(1));
  });

  test("another station's codes, foreign ones and our own count for nothing", async () => {
    await it.hub.putSite(siteWith(PREFIX));
    const other = await it.station('Bench 2');
    expect([await told(), await told(other)]).toEqual([block(0), block(1)]);
    await shipAs(bench, '1', 199_999);
    expect([await told(), await told(other)]).toEqual([block(0), block(1)]);
    const used = await it.hub.context.db
      .selectFrom('sscc_block')
      .select(['first', 'highest'])
      .orderBy('first')
      .execute();
    expect(used).toEqual([
      { first: 0, highest: null },
      { first: 100_000, highest: 199_999 },
    ]);
    const [id = ''] = await readyOrders(it.hub, '2');
    const { granted } = (await bench.claim([id])).body;
    const payload = shippedPayload(2, ssccOf('4012345', 60_000));
    await bench.push([bench.event('order-shipped', { order_id: id, fence: granted[0].fence, payload })]);
    expect(await told()).toEqual(block(0));
  });

  test('a station that was enrolled anew has forgotten what it used, and gets another block', async () => {
    await it.hub.putSite(siteWith(PREFIX));
    expect(await told()).toEqual(block(0));
    await it.hub.context.db.updateTable('station').set({ epoch: 2 }).execute();
    expect(await told()).toEqual(block(1));
  });

  test('another prefix, none, and the first one again: no number comes twice', async () => {
    await it.hub.putSite(siteWith(PREFIX));
    expect(await told()).toEqual(block(0));
    await it.hub.putSite(siteWith('9524001'));
    expect(await told()).toEqual(block(0, '9524001'));
    await it.hub.putSite(siteWith());
    expect(await told()).toBeUndefined();
    await it.hub.putSite(siteWith(PREFIX));
    expect(await told()).toEqual(block(1));
    // The same rules again change nothing.
    await it.hub.putSite(siteWith(PREFIX));
    expect(await told()).toEqual(block(1));
  });

  test('once the prefix has gone round, only blocks that rested for a year are given again, longest rested first', async () => {
    const { db } = it.hub.context;
    await it.hub.putSite(siteWith(PREFIX));
    expect(await told()).toEqual(block(0));
    await db
      .updateTable('sscc_counter')
      .set({ next_block: blocksOf(PREFIX).blocks })
      .execute();
    const enrol = (epoch: number) => db.updateTable('station').set({ epoch }).execute();
    // There is none: what the station had under its old epoch is not given out again.
    await enrol(2);
    expect(await told()).toBeUndefined();
    it.time.nowMs += 400 * DAY_MS;
    // The block was never ended: it may be in use.
    expect(await told()).toBeUndefined();
    await db
      .updateTable('sscc_block')
      .set({ ended_at: new Date(it.time.nowMs).toISOString() })
      .execute();
    expect(await told()).toBeUndefined();
    it.time.nowMs += 366 * DAY_MS;
    expect(await told()).toBeUndefined();
    it.time.nowMs += DAY_MS;
    expect(await told()).toEqual(block(0));
  });

  test('a used code keeps its block from being given again', async () => {
    const { db } = it.hub.context;
    await it.hub.putSite(siteWith(PREFIX));
    await told();
    await it.hub.putSite(siteWith());
    await db
      .updateTable('sscc_counter')
      .set({ next_block: blocksOf(PREFIX).blocks })
      .execute();
    it.time.nowMs += 300 * DAY_MS;
    await shipAs(bench, '1', 7); // from a bench that was away all the time
    await it.hub.putSite(siteWith(PREFIX));
    it.time.nowMs += 300 * DAY_MS;
    expect(await told()).toBeUndefined();
    it.time.nowMs += 67 * DAY_MS;
    expect(await told()).toEqual(block(0));
  });

  test.each(['952400', '95240001234', '952400a', ' 9524000', ''])('the prefix "%s" is refused', async (prefix) => {
    const reply = await it.office('PUT', '/v1/site', siteWith(prefix));
    expect([reply.status, reply.body.code]).toEqual([400, 'invalid_request']);
    expect(reply.body.detail).toContain('7 to 10 digits');
  });

  test('sender and reprints are told; a range is not for the office to set', async () => {
    const sender = { name: 'Shop', street: 'Weg 1', city: 'Köln', postcode: '50667', country: 'DE' };
    const site = { ...siteWith(), policy: { ...DEFAULT_POLICY, reprints: 3 }, sender };
    expect((await it.office('PUT', '/v1/site', site)).body).toEqual(site);
    expect(HelloSchema.parse((await bench.call('GET', '/v1/hello')).body).site).toEqual(site);
    for (const wrong of [
      { ...site, sscc: block(0) },
      { ...site, sender: { ...sender, country: 'Germany' } },
      { ...site, sender: { ...sender, phone: '1' } },
      { ...site, policy: { ...DEFAULT_POLICY, reprints: -1 } },
    ]) {
      expect((await it.office('PUT', '/v1/site', wrong)).status).toBe(400);
    }
  });
});

test('every prefix leaves at least a hundred blocks, inside the digits that there are', () => {
  for (let length = 7; length <= 10; length += 1) {
    const { size, blocks } = blocksOf('9'.repeat(length));
    expect(blocks).toBeGreaterThanOrEqual(100);
    expect(ssccOf('9'.repeat(length), size * blocks - 1)).toHaveLength(18);
  }
});
