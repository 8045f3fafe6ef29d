import type { AxiosAdapter } from 'axios';
import { type Document, type OpenAPIClient, OpenAPIClientAxios } from 'openapi-client-axios';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf, item, openTestHub, salesOrder, shippedPayload, type TestHub } from './hub-fixture.ts';

/** A client that knows nothing of this program but its document. */
describe('a client made from openapi.json', () => {
  let it: TestHub;
  let document: Document;
  beforeAll(async () => {
    it = await openTestHub();
    document = (await callerOf(it.hub, null)('GET', '/openapi.json')).body;
  });
  afterAll(() => it.close());

  /** Its network is the hub itself. */
  const adapter: AxiosAdapter = async (config) => {
    const url = new URL(config.url ?? '', config.baseURL);
    for (const [name, value] of Object.entries((config.params ?? {}) as Record<string, string>))
      url.searchParams.set(name, value);
    const response = await it.hub.handle(url.href, {
      method: (config.method ?? 'get').toUpperCase(),
      headers: config.headers as unknown as Record<string, string>,
      body: (config.data as string | undefined) ?? null,
    });
    const data: unknown = response.status === 204 ? null : await response.json();
    return { data, status: response.status, statusText: '', headers: {}, config };
  };

  async function clientFor(key: string | null | undefined): Promise<OpenAPIClient> {
    if (key === undefined) throw new Error('The answer has no key');
    const api = new OpenAPIClientAxios({
      definition: { ...document, servers: [{ url: 'http://hub.test' }] } as Document,
      axiosConfigDefaults: { adapter, headers: key === null ? {} : { Authorization: `Bearer ${key}` } },
    });
    return api.init();
  }

  /** Calls an operation by its id, as generated code would. */
  async function call(client: OpenAPIClient, operation: string, ...args: unknown[]): Promise<Record<string, never>> {
    const run = (
      client as unknown as Record<string, (...args: unknown[]) => Promise<{ data: unknown; status: number }>>
    )[operation];
    if (run === undefined) throw new Error(`The document has no ${operation}`);
    const { data, status } = await run(...args);
    expect(status, `${operation}: ${JSON.stringify(data)}`).toBeLessThan(300);
    return data as Record<string, never>;
  }

  test('places an order, enrols a station, claims, packs, and tells the shop', async () => {
    const office = await clientFor(it.officeKey);
    const { key: shopKey } = await call(office, 'addKey', null, { name: 'Shop', role: 'connector' });
    const shop = await clientFor(shopKey);
    await call(shop, 'putItems', null, { items: [item('A-1')] });
    const { order } = (await call(shop, 'addOrder', null, salesOrder('S-1'))) as {
      order?: { id: string; state: string };
    };
    expect(order?.state).toBe('ready');

    const { code } = await call(office, 'addEnrolment', null, { name: 'Bench 1' });
    const { key, epoch } = await call(await clientFor(null), 'enrol', null, { code });
    const station = await clientFor(key);
    expect(await call(station, 'hello')).toMatchObject({ station: { name: 'Bench 1', epoch } });
    const page = (await call(station, 'feed', { limit: '500' })) as unknown as { items: { op: string }[] };
    expect(page.items.map(({ op }) => op)).toEqual(['item', 'upsert']);
    const claimed = await call(station, 'claims', null, {
      request_id: uuidv7(),
      class: 'hard',
      order_ids: [order?.id],
    });
    expect(claimed).toMatchObject({ granted: [{ order_id: order?.id, fence: 1 }] });
    const shipped = {
      ...{ seq: 1, id: uuidv7(), type: 'order-shipped', schema_v: 1, order_id: order?.id, fence: 1, rev_seen: 2 },
      ...{ occurred_at: new Date(it.time.nowMs).toISOString(), boot_id: 'b', mono_ms: 1, operator: null },
      payload: shippedPayload(2, 'PH0001010000017', 'T-1'),
    };
    const acked = await call(station, 'events', null, { epoch, events: [shipped] });
    expect(acked).toMatchObject({ ack_seq: 1, results: [{ outcome: 'applied' }] });

    const leased = (await call(shop, 'leaseOutbound', null, { limit: 5, lease_seconds: 60 })) as unknown as {
      rows: { id: string; lock_token: number; external_id: string }[];
    };
    expect(leased.rows).toMatchObject([{ external_id: 'S-1' }]);
    const [row] = leased.rows;
    const finish = { lock_token: row?.lock_token, outcome: 'done', remote_ref: 'F-1' };
    expect(await call(shop, 'finishOutbound', { id: row?.id }, finish)).toMatchObject({ id: row?.id, state: 'done' });
    const { orders } = (await call(shop, 'orders', { state: 'shipped' })) as unknown as {
      orders: { number: string }[];
    };
    expect(orders).toMatchObject([{ number: 'S-1' }]);
  });
});
