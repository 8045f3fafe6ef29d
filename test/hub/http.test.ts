import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ProblemSchema } from '../../src/wire/hub-problem.ts';
import { type Bench, callerOf, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

describe('http', () => {
  let it: TestHub;
  let bench: Bench;
  beforeAll(async () => {
    it = await openTestHub();
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
  });

  test('a station that was shut out is told so', async () => {
    await it.hub.context.db.updateTable('station').set({ status: 'revoked' }).execute();
    const reply = await bench.call('GET', '/v1/hello');
    expect([reply.status, reply.body.code]).toEqual([401, 'station_revoked']);
  });

  test('health needs no key; what is not there is a problem document', async () => {
    const anyone = callerOf(it.hub, null);
    expect((await anyone('GET', '/healthz')).body).toEqual({ ok: true });
    const lost = await anyone('GET', '/v1/nothing');
    expect(ProblemSchema.parse(lost.body)).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('nonsense is answered with words and never with the inside of the hub', async () => {
    const cases: [string, string, unknown, Record<string, string>][] = [
      ['POST', '/v1/orders', { number: 7 }, {}],
      ['POST', '/v1/orders', undefined, { 'content-type': 'application/json' }],
      ['POST', '/v1/orders', 'a,b', {}],
      ['POST', '/v1/orders', { number: 'a\u0007b', to: {}, lines: [] }, {}],
      ['POST', '/v1/orders', { number: 'x', to: {}, lines: [], surprise: 1 }, {}],
      ['GET', '/v1/orders?state=lost', undefined, {}],
      ['POST', '/v1/orders/7/cancel', undefined, {}],
      [
        'PUT',
        '/v1/items',
        { items: [{ sku: 'A', name: 'A', barcodes: [{ kind: 'gtin', value: '09520000000000', factor: 1 }] }] },
        {},
      ],
      ['POST', '/v1/orders/import?mapping=online-retail', { a: 1 }, {}],
    ];
    for (const [method, path, body, headers] of cases) {
      const reply = await it.office(method, path, body, { headers });
      const problem = ProblemSchema.parse(reply.body);
      expect(reply.status, JSON.stringify(reply.body)).toBeGreaterThanOrEqual(400);
      expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(500);
      expect(problem.status).toBe(reply.status);
      expect(JSON.stringify(reply.body)).not.toMatch(/node_modules|\.ts:|at Object|select |kysely/i);
    }
  });

  test('a failure inside is logged, and the caller is told nothing about it', async () => {
    await it.hub.context.db.schema.alterTable('orders').renameTo('orders_away').execute();
    try {
      const reply = await it.office('GET', '/v1/orders');
      expect([reply.status, reply.body.code]).toEqual([500, 'internal']);
      expect(JSON.stringify(reply.body)).not.toContain('relation');
      expect(it.logged.some((entry) => entry.level === 'error' && entry.message.includes('relation'))).toBe(true);
    } finally {
      await it.hub.context.db.schema.alterTable('orders_away').renameTo('orders').execute();
    }
  });

  test('no key, badge or PIN is ever logged', async () => {
    await it.office('PUT', '/v1/people', {
      people: [{ name: 'Mira K.', role: 'packer', badge: 'XB10019', pin: '4711' }],
    });
    const made = await it.office('POST', '/v1/stations', { name: 'Bench 9' });
    expect(made.status).toBe(201);
    await bench.call('GET', '/v1/hello');
    const log = JSON.stringify(it.logged);
    expect(it.logged.length).toBeGreaterThan(2);
    for (const secret of [bench.key, made.body.key, 'XB10019', '4711']) expect(log).not.toContain(secret);
    const rows = JSON.stringify(await it.hub.context.db.selectFrom('station_key').selectAll().execute());
    expect(rows).not.toContain(bench.key.slice(-43));
  });

  test('station numbers are unique and names are taken once', async () => {
    const made = await Promise.all(['B', 'C', 'D'].map((name) => it.office('POST', '/v1/stations', { name })));
    expect(made.map((reply) => reply.body.no).sort()).toEqual([2, 3, 4]);
    expect((await it.office('POST', '/v1/stations', { name: 'B' })).body.code).toBe('name_taken');
  });

  test('answers over a real socket are the same', async () => {
    const { url } = await it.hub.listen({ host: '127.0.0.1', port: 0 });
    await readyOrders(it.hub, '1');
    const reply = await fetch(`${url}/v1/feed`, { headers: { authorization: `Bearer ${bench.key}` } });
    expect(reply.status).toBe(200);
    const inside = await bench.call('GET', '/v1/feed');
    expect(await reply.json()).toEqual(inside.body);
    const poor = await fetch(`${url}/v1/feed`);
    expect([poor.status, poor.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });
});

describe('stopping', () => {
  test('a reader who waits is answered when the hub stops', async () => {
    const it = await openTestHub();
    const bench = await it.station('Bench 1');
    const { body } = await bench.call('GET', '/v1/feed');
    const waiting = bench.call('GET', `/v1/feed?cursor=${body.cursor}&wait=25`);
    await it.office('GET', '/v1/summary'); // answered after the reader has asked the database
    await it.close();
    const reply = await waiting;
    expect([reply.status, reply.body.code]).toEqual([503, 'busy']);
  });
});
