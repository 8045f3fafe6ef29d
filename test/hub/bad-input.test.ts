import { type AddressInfo, connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createServer } from '../../src/hub/http/create-server.ts';
import { isTooDeep } from '../../src/hub/http/read-body.ts';
import { MAX_RAW_BYTES } from '../../src/wire/hub-station.ts';
import { type Bench, callerOf, openTestHub, type Reply, readyOrders, salesOrder, type TestHub } from './hub-fixture.ts';

const MIB = 1_048_576;
/** What all that nonsense together may leave behind in memory: a few bodies at their limit, and what the collector has not looked at. */
const GROWTH_BYTES = 200 * MIB;
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('bad input', () => {
  let it: TestHub;
  let bench: Bench;
  let orderId: string;
  let bomb: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    it = await openTestHub();
    bomb = zeros();
    expect(bomb.length).toBeLessThan(MIB);
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
    [orderId = ''] = await readyOrders(it.hub, '1');
  });

  /** Rows of all tables and the feed's position: what half a request would change. */
  async function state(): Promise<unknown> {
    const { rows } = await sql<{ table_name: string }>`
      select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(
      it.hub.context.db,
    );
    const counts = rows.map(
      ({ table_name }) => sql`select ${table_name} as name, count(*)::int as n from ${sql.table(table_name)}`,
    );
    const counted = await sql`${sql.join(counts, sql` union all `)} order by 1`.execute(it.hub.context.db);
    const head = await sql`select pos from feed_head`.execute(it.hub.context.db);
    return [counted.rows, head.rows];
  }

  async function expectRefused(ask: () => Promise<Reply>, status: number, code: string): Promise<void> {
    const before = await state();
    const reply = await ask();
    expect([reply.status, reply.body?.code], JSON.stringify(reply.body)?.slice(0, 300)).toEqual([status, code]);
    expect(reply.type).toBe('application/problem+json');
    expect(await state()).toEqual(before);
    expect((await bench.call('GET', '/v1/hello')).status).toBe(200);
  }

  const json = { 'content-type': 'application/json' };
  const packed = { ...json, 'content-encoding': 'gzip' };
  const push = (body: string | Uint8Array, headers: Record<string, string> = json) =>
    bench.call('POST', '/v1/events', body, { headers });
  const oneEvent = (payload: unknown) =>
    JSON.stringify({ epoch: 1, events: [bench.event('scan-taken', { payload: payload as never })] });

  const ROWS: readonly (readonly [string, () => Promise<Reply>, number, string])[] = [
    ['no key', () => callerOf(it.hub, null)('GET', '/v1/feed'), 401, 'unauthenticated'],
    [
      'a wrong secret',
      () => callerOf(it.hub, `${bench.key.slice(0, -2)}AA`)('GET', '/v1/feed'),
      401,
      'unauthenticated',
    ],
    ['a key of rubbish', () => callerOf(it.hub, 'x'.repeat(5000))('GET', '/v1/feed'), 401, 'unauthenticated'],
    ['the key of another role', () => bench.call('POST', '/v1/orders', salesOrder('2')), 403, 'wrong_role'],
    ['an order that does not exist', () => it.office('POST', `/v1/orders/${uuidv7()}/cancel`), 404, 'not_found'],
    ['a gap in the events', () => bench.push([bench.event('scan-taken', { seq: 5 })]), 409, 'seq_gap'],
    ['another epoch', () => bench.push([bench.event('scan-taken')], 2), 409, 'wrong_epoch'],
    ['an event of 2 MB', () => push(oneEvent({ text: 'x'.repeat(2 * MIB) })), 413, 'too_large'],
    ['the same, packed', () => push(gzipSync(oneEvent({ text: 'x'.repeat(2 * MIB) })), packed), 413, 'too_large'],
    ['a zip bomb of 1 GB', () => push(bomb, packed), 413, 'too_large'],
    ['gzip that is none', () => push('{"epoch":1}', packed), 400, 'invalid_request'],
    [
      'gzip that was cut off',
      () => push(gzipSync(oneEvent({ text: uuidv7() })).subarray(0, 60), packed),
      400,
      'invalid_request',
    ],
    ['a coding that nobody knows', () => push('{}', { ...json, 'content-encoding': 'zstd' }), 415, 'unsupported_media'],
    ['invalid JSON', () => push('{"epoch":1,'), 400, 'invalid_request'],
    ['no body at all', () => push('', json), 400, 'invalid_request'],
    ['a body that is a number', () => push('7'), 400, 'invalid_request'],
    ['JSON nested 100,000 deep', () => push(deep(100_000)), 400, 'invalid_request'],
    ['a payload nested 1,000 deep', () => push(oneEvent(JSON.parse(deep(1000)))), 400, 'invalid_request'],
    [
      'an order nested 100,000 deep',
      () => it.office('POST', '/v1/orders', deep(100_000), { headers: json }),
      400,
      'invalid_request',
    ],
    ['JSON sent as CSV', () => push('{}', { 'content-type': 'text/csv' }), 415, 'unsupported_media'],
    ['JSON sent as bytes', () => push('{}', { 'content-type': 'application/octet-stream' }), 415, 'unsupported_media'],
    ['a form', () => push('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported_media'],
    ['a type of rubbish', () => push('{}', { 'content-type': ';;;' }), 415, 'unsupported_media'],
    [
      'a CSV file sent as JSON',
      () => it.office('POST', '/v1/orders/import?mapping=online-retail', { a: 1 }),
      415,
      'unsupported_media',
    ],
    ['raw bytes above their limit', () => raw(new Uint8Array(MAX_RAW_BYTES + 1)), 413, 'too_large'],
    ['raw bytes with a gap before them', () => raw(new Uint8Array(10), 9), 409, 'seq_gap'],
    [
      'a code of 1 MB from a stranger',
      () => callerOf(it.hub, null)('POST', '/v1/enrol', { code: 'x'.repeat(MIB) }),
      413,
      'too_large',
    ],
    ['%00 in a path', () => it.office('POST', '/v1/orders/%00/cancel'), 400, 'invalid_request'],
    ['%00 in a query', () => it.office('GET', '/v1/stock?sku=%00'), 400, 'invalid_request'],
    ['half of an escape in a path', () => it.office('POST', '/v1/orders/%E0%A4%A/cancel'), 400, 'invalid_request'],
    [
      'a path of 5,000 characters',
      () => it.office('POST', `/v1/orders/${'a'.repeat(5000)}/cancel`),
      400,
      'invalid_request',
    ],
    [
      'an order with keys that nobody knows',
      () => it.office('POST', '/v1/orders', { ...salesOrder('9'), '': 1 }),
      400,
      'invalid_request',
    ],
    ['a cursor of rubbish', () => bench.call('GET', '/v1/feed?cursor=%F0%9F%93%A6'), 410, 'must_refetch'],
    ['a wait of a year', () => bench.call('GET', '/v1/feed?wait=31536000'), 400, 'invalid_request'],
    ['a protocol that is too new asking for work', tooNew, 426, 'upgrade_required'],
  ];

  test.each(ROWS)('%s is refused by name and changes nothing', (_, ask, status, code) =>
    expectRefused(ask, status, code),
  );

  test('a request id used again for something else, also on another day', async () => {
    const request_id = uuidv7();
    const claim = (want: number) => bench.call('POST', '/v1/claims', { request_id, class: 'hard', want });
    expect((await claim(1)).status).toBe(200);
    await expectRefused(() => claim(2), 409, 'request_id_reused');
  });

  test('a number of an event that is taken by another', async () => {
    await bench.push([bench.event('scan-taken')]);
    const other = bench.event('scan-taken', { seq: 1 });
    const reply = await bench.push([other]);
    expect([reply.status, reply.body.code]).toEqual([409, 'seq_fork']);
  });

  test('a fence that is not the one that was given hardens nothing', async () => {
    const { body } = await bench.claim([orderId], 'soft');
    const fence = body.granted[0].fence;
    const before = await state();
    const ask = (of: number) => ({ request_id: uuidv7(), items: [{ order_id: orderId, fence: of }] });
    const stale = await bench.call('POST', '/v1/claims/harden', ask(fence + 1));
    expect(stale.body).toMatchObject({ granted: [], refused: [{ order_id: orderId, code: 'stale-fence' }] });
    const [, head] = (await state()) as unknown[];
    expect(head).toEqual((before as unknown[])[1]);
  });

  test('a station that was shut out', async () => {
    await it.office('POST', `/v1/stations/${bench.id}/revoke`, { reason: 'lost' });
    const other = await it.station('Bench 2');
    const before = await state();
    for (const [method, path] of [
      ['GET', '/v1/feed'],
      ['GET', '/v1/stream'],
      ['POST', '/v1/claims'],
      ['POST', '/v1/events'],
    ]) {
      const reply = await bench.call(method ?? '', path ?? '');
      expect([reply.status, reply.body.code]).toEqual([401, 'station_revoked']);
    }
    expect(await state()).toEqual(before);
    expect((await other.call('GET', '/v1/hello')).status).toBe(200);
  });

  test('an order of another warehouse is not there: it is not lent, not cancelled and not on the feed', async () => {
    const there = uuidv7();
    await sql`insert into warehouse (id, code, name) values (${there}, ${`W-${there}`}, 'Other')`.execute(
      it.hub.context.db,
    );
    await sql`update orders set warehouse_id = ${there} where id = ${orderId}`.execute(it.hub.context.db);
    expect((await bench.claim([orderId])).body).toMatchObject({ granted: [], refused: [{ code: 'unknown-order' }] });
    await expectRefused(() => it.office('POST', `/v1/orders/${orderId}/cancel`), 404, 'not_found');
    const page = await bench.call('GET', '/v1/feed');
    expect(page.body.items.filter((entry: { op: string }) => entry.op === 'upsert')).toEqual([]);
  });

  test('keys that would change what every object is are dropped, and the event around them is kept', async () => {
    const event = JSON.stringify(bench.event('scan-taken')).replace(
      '"payload":{}',
      '"payload":{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"text":"x"}',
    );
    const reply = await push(`{"__proto__":{"epoch":7},"epoch":1,"events":[${event}]}`);
    expect(reply.body).toMatchObject({ ack_seq: 1 });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    const { rows } = await sql<{ payload: unknown }>`select payload from event`.execute(it.hub.context.db);
    expect(JSON.stringify(rows)).not.toMatch(/__proto__|isAdmin/);
  });

  test('all of it thirty times leaves no memory behind', async () => {
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 30; round += 1) {
      await push(bomb, packed);
      await push(deep(100_000));
      await push(oneEvent({ text: 'x'.repeat(2 * MIB) }));
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(GROWTH_BYTES);
    expect((await bench.call('GET', '/v1/hello')).status).toBe(200);
  });

  function tooNew(): Promise<Reply> {
    const claim = { request_id: uuidv7(), class: 'hard', want: 1 };
    return bench.call('POST', '/v1/claims', claim, { headers: { 'pack-protocol': '99' } });
  }

  function raw(bytes: Uint8Array, seq = 1): Promise<Reply> {
    return bench.call('POST', `/v1/events/raw?epoch=1&seq=${seq}&id=${uuidv7()}`, bytes, {
      headers: { 'content-type': 'application/octet-stream' },
    });
  }
});

describe('callers on real sockets', () => {
  let it: TestHub;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    it = await openTestHub();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await it.close();
  });

  function dial(port: number, text = ''): Promise<Socket> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        if (text !== '') socket.write(text);
        resolve(socket);
      });
      socket.on('error', () => resolve(socket));
      sockets.push(socket);
    });
  }

  /** Everything that comes until the other side hangs up. */
  async function heard(socket: Socket): Promise<string> {
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    return text;
  }

  async function quickHub(limits: object): Promise<{ readonly port: number; close(): Promise<void> }> {
    const { server, stop } = await createServer({ hub: it.hub.context, shared: false, log: () => undefined, limits });
    await server.listen({ host: '127.0.0.1', port: 0 });
    const at = server.server.address() as AddressInfo; // it listens on a port, not on a path
    return { port: at.port, close: stop };
  }

  test('who sends headers or a body a byte at a time, or nothing, is answered and hung up on', async () => {
    const hub = await quickHub({ headersMs: 200, requestMs: 5000, bodyMs: 200, checkEveryMs: 50 });
    const head = 'POST /v1/enrol HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\n';
    const cases = [
      await dial(hub.port, 'GET /v1/fe'),
      await dial(hub.port, `${head}content-length: 9`),
      await dial(hub.port, `${head}content-length: 900\r\n\r\n{"co`),
      await dial(hub.port, `${head}transfer-encoding: chunked\r\n\r\n2\r\n{"\r\n`),
    ];
    for (const text of await Promise.all(cases.map(heard))) {
      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      expect(text).toContain('"code":"invalid_request"');
    }
    expect(await heard(await dial(hub.port))).toContain('invalid_request');
    await hub.close();
  });

  test('headers that are too large and what is not HTTP get a problem document too', async () => {
    const hub = await quickHub({});
    const large = await heard(
      await dial(hub.port, `GET /healthz HTTP/1.1\r\nhost: hub\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`),
    );
    expect(large).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"too_large"/);
    const garble = await heard(await dial(hub.port, '\u0016\u0003\u0001 hello'));
    expect(garble).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"invalid_request"/);
    const fine = await heard(await dial(hub.port, 'GET /healthz HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n'));
    expect(fine).toMatch(/^HTTP\/1\.1 200 /);
    await hub.close();
  });

  test('a body above the limit is refused before it is there', async () => {
    const { url } = await it.hub.listen({ host: '127.0.0.1', port: 0 });
    const bench = await it.station('Bench 1');
    const socket = await dial(
      Number(new URL(url).port),
      `POST /v1/events HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer ${bench.key}\r\ncontent-type: application/json\r\ncontent-length: ${2 * MIB}\r\n\r\n{`,
    );
    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*"code":"too_large"/);
  });

  test('5,000 connections at once: some are refused, and when they are gone the hub answers', async () => {
    const hub = await quickHub({});
    const before = process.memoryUsage().rss;
    const many = await Promise.all(Array.from({ length: 5000 }, () => dial(hub.port, 'GET /hea')));
    expect(process.memoryUsage().rss - before).toBeLessThan(GROWTH_BYTES);
    for (const socket of many) socket.destroy();
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${hub.port}/healthz`).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 10_000 },
      )
      .toBe(200);
    await hub.close();
  });
});

test.each([
  ['nothing', '', false],
  ['64 levels', '['.repeat(64), false],
  ['65 levels', '['.repeat(65), true],
  ['brackets in a text', JSON.stringify('['.repeat(100)), false],
  ['brackets behind a quote in a text', JSON.stringify(`"${'{'.repeat(100)}`), false],
  ['many side by side', '[],'.repeat(1000), false],
])('depth of %s', (_, text, tooDeep) => expect(isTooDeep(text)).toBe(tooDeep));

/** A gigabyte of zeros in a megabyte: one packed block over and over, which gzip allows (RFC 1952, 2.2). */
function zeros(): Uint8Array<ArrayBuffer> {
  const block = gzipSync(new Uint8Array(8 * MIB));
  return new Uint8Array(Buffer.concat(Array.from({ length: 124 }, () => block)));
}
