import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codingOf } from '../../src/hub/http/send-json.ts';
import { type Bench, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

describe('packed bodies', () => {
  let it: TestHub;
  let bench: Bench;
  beforeAll(async () => {
    it = await openTestHub();
    bench = await it.station('Bench 1');
    await readyOrders(it.hub, '1', '2', '3');
  });
  afterAll(() => it.close());

  function ask(path: string, encoding: string): Promise<Response> {
    return it.hub.handle(`http://hub.test${path}`, {
      headers: { authorization: `Bearer ${bench.key}`, 'accept-encoding': encoding },
    });
  }

  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('a page is answered in %s to whoever takes it, and is the same page', async (coding, unpack) => {
    const packed = await ask('/v1/feed', coding);
    expect([packed.status, packed.headers.get('content-encoding')]).toEqual([200, coding]);
    expect(packed.headers.get('vary')).toBe('accept-encoding');
    const bytes = Buffer.from(await packed.arrayBuffer());
    const plain = await (await ask('/v1/feed', 'identity')).text();
    expect(unpack(bytes).toString()).toBe(plain);
    expect(bytes.length).toBeLessThan(plain.length / 2);
  });

  test('what is small, and what nobody asked to be packed, is sent as it is', async () => {
    expect((await ask('/openapi.json', 'gzip')).headers.get('content-encoding')).toBe('gzip');
    expect((await ask('/healthz', 'gzip')).headers.get('content-encoding')).toBeNull();
    expect((await ask('/v1/feed', 'zstd')).headers.get('content-encoding')).toBeNull();
  });

  test('a packed batch is taken like any other', async () => {
    const batch = { epoch: 1, events: [bench.event('scan-taken'), bench.event('scan-taken')] };
    const reply = await bench.call('POST', '/v1/events', new Uint8Array(gzipSync(JSON.stringify(batch))), {
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    });
    expect([reply.status, reply.body.ack_seq]).toEqual([200, 2]);
  });

  test('a packed file is imported like any other', async () => {
    const csv = 'Invoice,StockCode\n1,2\n';
    const reply = await it.office('POST', '/v1/orders/import?mapping=online-retail', new Uint8Array(gzipSync(csv)), {
      headers: { 'content-type': 'text/csv', 'content-encoding': 'gzip' },
    });
    expect([reply.status, reply.body.code]).toEqual([422, 'missing_columns']);
  });
});

test.each([
  [undefined, null],
  ['', null],
  ['gzip, deflate', 'gzip'],
  ['br, gzip, deflate', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0', null],
  ['*', 'br'],
  ['*;q=0', null],
  ['GZIP', 'gzip'],
  ['deflate, zstd', null],
  ['gzip;q=rubbish', null],
])('accept-encoding %j means %j', (accepts, coding) => expect(codingOf(accepts)).toBe(coding));
