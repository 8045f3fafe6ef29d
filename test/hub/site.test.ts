import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, DEFAULT_SITE, type Site } from '../../src/core/site.ts';
import { FeedPageSchema, HelloSchema } from '../../src/wire/hub-feed.ts';
import { type Bench, databases, item, openTestHub, type TestHub } from './hub-fixture.ts';

const SITE: Site = {
  policy: { ...DEFAULT_POLICY, weigh: 'always', roundOrders: 6 },
  cartons: [
    { code: 'BX-S', name: 'Box S', millimetres: [250, 175, 100], grams: 118, limitGrams: 5000, carriers: ['Heron'] },
  ],
};

describe.each(databases())('the site on $name', ({ choose }) => {
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

  const hello = async () => HelloSchema.parse((await bench.call('GET', '/v1/hello')).body);
  async function pull(cursor: string | null) {
    const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const reply = await bench.call('GET', `/v1/feed${query}`);
    return reply.status === 204 ? null : FeedPageSchema.parse(reply.body);
  }

  test('defaults hold until somebody sets rules; then hello tells them', async () => {
    expect((await hello()).site).toEqual(DEFAULT_SITE);
    expect((await it.office('GET', '/v1/site')).body).toEqual(DEFAULT_SITE);
    const put = await it.office('PUT', '/v1/site', SITE);
    expect([put.status, put.body]).toEqual([200, SITE]);
    expect((await hello()).site).toEqual(SITE);
    expect((await it.office('GET', '/v1/site')).body).toEqual(SITE);
  });

  test('a change reaches a station that is following the feed, once, and beside the items', async () => {
    await it.hub.putItems([item('A'), item('B')]);
    const first = await pull(null);
    expect(first?.site).toBeUndefined();
    await it.hub.putSite(SITE);
    const news = await pull(first?.cursor ?? '');
    expect(news).toMatchObject({ items: [], site: SITE, up_to_date: true });
    expect(await pull(news?.cursor ?? '')).toBeNull();
    await it.hub.putSite(SITE);
    expect(await pull(news?.cursor ?? '')).toBeNull();
    expect((await pull(null))?.site).toEqual(SITE);
  });

  test('a document that is not whole or not possible is refused, and what was stays', async () => {
    await it.hub.putSite(SITE);
    for (const wrong of [
      {},
      { ...SITE, cartons: [...SITE.cartons, ...SITE.cartons] },
      { ...SITE, policy: { ...SITE.policy, weightPercent: 300 } },
      { ...SITE, extra: 1 },
    ]) {
      const reply = await it.office('PUT', '/v1/site', wrong);
      expect([reply.status, reply.body.code]).toEqual([400, 'invalid_request']);
    }
    const twice = await it.office('PUT', '/v1/site', { ...SITE, cartons: [...SITE.cartons, ...SITE.cartons] });
    expect(twice.body.detail).toContain('every carton needs a code of its own');
    expect((await hello()).site).toEqual(SITE);
  });
});
