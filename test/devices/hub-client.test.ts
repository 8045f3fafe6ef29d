import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { OrderId } from '../../src/core/ids.ts';
import { DEFAULT_SITE } from '../../src/core/site.ts';
import { createHubClient } from '../../src/devices/hub-client.ts';
import { createVirtualNetwork, type Weather } from '../../src/fakes/virtual-network.ts';
import type { HubPort } from '../../src/runtime/hub-port.ts';
import { type ProblemCode, problemOf } from '../../src/wire/hub-problem.ts';

const KEY = 'psk_0123456789_not-a-key';
const ID = '0190a1b2-0000-7000-8000-000000000001';
const HELLO = {
  hub_id: ID,
  feed_epoch: ID,
  protocol: { min: 1, max: 1 },
  hub_time: '2026-11-23T12:00:00.000Z',
  badge_salt: 'c2FsdA',
  station: { id: ID, no: 5, name: 'Station 5', epoch: 1, last_seq: 0, offline_buffer: 30 },
  limits: { max_batch: 500, max_bytes: 1_048_576 },
  recovering: false,
  site: DEFAULT_SITE,
};
const PAGE = { feed_epoch: ID, cursor: 'c1', up_to_date: true, hub_time: HELLO.hub_time, items: [] };

/** The signal of somebody who does not stop. */
const signal = new AbortController().signal;
const clientOf = (answer: typeof fetch, timeoutMs?: number) =>
  createHubClient({
    url: 'http://hub.test/',
    key: KEY,
    fetch: answer,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
const saying = (body: string | null, status = 200, headers: Record<string, string> = {}) =>
  clientOf(() => Promise.resolve(new Response(body, { status, headers })));
const json = (body: unknown, status = 200) => saying(JSON.stringify(body), status);

const CALLS: readonly (readonly [string, (hub: HubPort) => Promise<{ readonly ok: boolean }>])[] = [
  ['hello', (hub) => hub.hello()],
  ['feed', (hub) => hub.feed({ cursor: 'c0', waitSeconds: 1, signal })],
  ['claim', (hub) => hub.claim({ request_id: ID, class: 'hard', want: 1 })],
  ['push', (hub) => hub.push({ epoch: 1, events: [] })],
  ['harden', (hub) => hub.harden({ request_id: ID, items: [] })],
  ['renew', (hub) => hub.renew([])],
  ['takeOver', (hub) => hub.takeOver({ request_id: ID, order_id: ID as OrderId, by: ID, reason: 'gone' })],
  ['assertClaims', (hub) => hub.assertClaims({ epoch: 1, last_seq: 0, claims: [] })],
  ['pushRaw', (hub) => hub.pushRaw({ epoch: 1, seq: 3, id: ID, bytes: new Uint8Array([1, 2]) })],
];

describe('what the hub is asked', () => {
  it('carries the key, the protocol, the cursor and the wait, and follows nobody elsewhere', async () => {
    const asked: { url: string; init: RequestInit | undefined }[] = [];
    const hub = clientOf((input, init) => {
      asked.push({ url: String(input), init });
      return Promise.resolve(new Response(JSON.stringify(PAGE)));
    });
    expect(await hub.feed({ cursor: 'a b', waitSeconds: 25, signal })).toEqual({ ok: true, value: PAGE });
    expect(asked[0]?.url).toBe('http://hub.test/v1/feed?cursor=a+b&limit=500&wait=25');
    expect(asked[0]?.init).toMatchObject({
      method: 'GET',
      redirect: 'error',
      headers: { authorization: `Bearer ${KEY}`, 'pack-protocol': '1' },
    });
  });

  it('is JSON when it has a body', async () => {
    const bodies: unknown[] = [];
    const hub = clientOf((_, init) => {
      bodies.push(init?.body);
      expect(init?.headers).toMatchObject({ 'content-type': 'application/json' });
      return Promise.resolve(new Response('{"granted":[],"refused":[]}'));
    });
    const request = { request_id: ID, class: 'hard', want: 3 } as const;
    expect(await hub.claim(request)).toEqual({ ok: true, value: { granted: [], refused: [] } });
    expect(bodies).toEqual([JSON.stringify(request)]);
  });
});

describe('what is sent', () => {
  it('is packed above 2 KiB, and the same when it is unpacked', async () => {
    const sent: RequestInit[] = [];
    const hub = clientOf((_, init) => {
      sent.push(init ?? {});
      return Promise.resolve(new Response('{}'));
    });
    const payload = { text: 'x'.repeat(3000) };
    const event = { seq: 1, id: ID, type: 'scan-taken', schema_v: 1, order_id: null, fence: null, rev_seen: null };
    const told = { occurred_at: HELLO.hub_time, boot_id: 'b', mono_ms: 1, operator: null, payload };
    const request = { epoch: 1, events: [{ ...event, ...told }] };
    await hub.push(request);
    await hub.push({ epoch: 1, events: [] });
    expect(sent[0]?.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json' });
    expect(JSON.parse(gunzipSync(sent[0]?.body as Uint8Array).toString())).toEqual(request);
    expect(sent[1]?.headers).not.toHaveProperty('content-encoding');
  });

  it('is the bytes of one event as they are, under its number', async () => {
    const sent: { url: string; init: RequestInit | undefined }[] = [];
    const hub = clientOf((input, init) => {
      sent.push({ url: String(input), init });
      return Promise.resolve(new Response('{}'));
    });
    await hub.pushRaw({ epoch: 2, seq: 7, id: ID, bytes: new Uint8Array([123, 0, 255]) });
    expect(sent[0]?.url).toBe(`http://hub.test/v1/events/raw?epoch=2&seq=7&id=${ID}`);
    expect(sent[0]?.init).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array([123, 0, 255]),
    });
  });
});

describe('what the hub answers', () => {
  it('is nothing new by 204, which only the feed may say', async () => {
    expect(await saying(null, 204).feed({ cursor: null, waitSeconds: 1, signal })).toEqual({ ok: true, value: null });
    expect(await saying(null, 204).hello()).toMatchObject({ ok: false, error: { kind: 'hub-garbled' } });
  });

  it.each([
    ['a crash', '{"oops":true}', 500],
    ['a page of a proxy', '<html>Bad gateway</html>', 502],
    ['a guest network', '<html>Please log in</html>', 200],
    ['half of it', JSON.stringify(HELLO).slice(0, 60), 200],
    ['nothing at all', '', 200],
    ['null', 'null', 200],
    ['another shape', JSON.stringify({ ...HELLO, station: { ...HELLO.station, no: 'five' } }), 200],
    ['a moved page without a way', '', 302],
    ['a refusal of somebody else', '<html>403</html>', 403],
    ['a refusal without a code', '{"error":"no"}', 401],
    ['an unknown code', JSON.stringify({ ...problemOf('busy', 'x'), code: 'coffee' }), 418],
  ])('is garbled when it is %s', async (_, body, status) => {
    for (const [name, call] of CALLS) {
      expect([name, await call(saying(body, status))]).toMatchObject([
        name,
        { ok: false, error: { kind: 'hub-garbled' } },
      ]);
    }
  });

  it('is not quoted at length when it is garbled', async () => {
    const answer = await saying('x'.repeat(100_000)).hello();
    expect(answer).toMatchObject({ ok: false, error: { kind: 'hub-garbled' } });
    expect(JSON.stringify(answer).length).toBeLessThan(300);
  });

  it.each(['unauthenticated', 'station_revoked', 'wrong_epoch', 'must_refetch', 'upgrade_required'] as const)(
    'is refused by name when it is %s',
    async (code: ProblemCode) => {
      const problem = problemOf(code, 'what to do about it');
      expect(await json(problem, problem.status).hello()).toEqual({
        ok: false,
        error: {
          kind: 'hub-refused',
          status: problem.status,
          code,
          detail: 'what to do about it',
          expected: null,
          retryAfterMs: null,
        },
      });
    },
  );

  it('may be that it is busy, and for how long; that is no garble', async () => {
    const problem = problemOf('recovering', 'wait for the stations');
    const busy = saying(JSON.stringify(problem), 503, { 'retry-after': '5' });
    expect(await busy.claim({ request_id: ID, class: 'hard', want: 1 })).toMatchObject({
      error: { kind: 'hub-refused', status: 503, code: 'recovering', retryAfterMs: 5000 },
    });
    const dated = saying(JSON.stringify(problem), 503, { 'retry-after': 'Mon, 23 Nov 2026 12:00:00 GMT' });
    expect(await dated.hello()).toMatchObject({ error: { code: 'recovering', retryAfterMs: null } });
    expect(await saying('<html>busy</html>', 503).hello()).toMatchObject({ error: { kind: 'hub-garbled' } });
  });

  it('says from where to go on when events are missing', async () => {
    const problem = problemOf('seq_gap', 'send from 7', { expected: 7 });
    expect(await json(problem, 409).push({ epoch: 1, events: [] })).toMatchObject({
      error: { code: 'seq_gap', expected: 7 },
    });
  });

  it('may know more than this program: what is new is left out', async () => {
    expect(await json({ ...HELLO, colour: 'blue' }).hello()).toEqual({ ok: true, value: HELLO });
  });
});

describe('a network that fails', () => {
  it.each<[Weather, string]>([
    ['down', 'hub-unreachable'],
    ['lost-answer', 'hub-unreachable'],
    ['silent', 'hub-unreachable'],
    ['status-500', 'hub-garbled'],
    ['garbage', 'hub-garbled'],
    ['half-page', 'hub-garbled'],
    ['empty', 'hub-garbled'],
  ])('by %s is %s, and well again afterwards', async (weather, kind) => {
    const network = createVirtualNetwork(() => Promise.resolve(new Response(JSON.stringify(HELLO))));
    const hub = clientOf(network.fetch, 20);
    network.set(weather);
    expect(await hub.hello()).toMatchObject({ ok: false, error: { kind } });
    network.set('fine');
    expect(await hub.hello()).toEqual({ ok: true, value: HELLO });
    expect(network.requests.map(({ path }) => path)).toEqual(['/v1/hello', '/v1/hello']);
  });

  it.each([
    ['an error with a cause', new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }), 'ECONNREFUSED'],
    ['an error without one', new Error('odd'), 'odd'],
    ['no error at all', 'just a word', 'just a word'],
  ])('is told by its reason: %s', async (_, thrown, detail) => {
    for (const [, call] of CALLS) {
      expect(await call(clientOf(() => Promise.reject(thrown)))).toEqual({
        ok: false,
        error: { kind: 'hub-unreachable', detail },
      });
    }
  });

  it('ends at once when the station stops, before and during a question', async () => {
    const network = createVirtualNetwork(() => Promise.reject(new Error('nobody gets through')));
    network.set('silent');
    const stopper = new AbortController();
    const hub = clientOf(network.fetch);
    const waiting = hub.feed({ cursor: null, waitSeconds: 25, signal: stopper.signal });
    stopper.abort();
    expect(await waiting).toMatchObject({ ok: false, error: { kind: 'hub-unreachable' } });
    expect(await hub.feed({ cursor: null, waitSeconds: 25, signal: stopper.signal })).toMatchObject({ ok: false });
  });
});

describe('a real network', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('never takes the key along to where it is sent on', async () => {
    const heard: (string | undefined)[] = [];
    const elsewhere = await serve((request, response) => {
      heard.push(request.headers.authorization);
      response.end(JSON.stringify(HELLO));
    });
    const url = await serve((_, response) => response.writeHead(307, { location: `${elsewhere}/v1/hello` }).end());
    expect(await createHubClient({ url, key: KEY }).hello()).toMatchObject({ error: { kind: 'hub-unreachable' } });
    expect(heard).toEqual([]);
  });

  it('is given up when nothing comes, also after the first half', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/v1/hello') response.writeHead(200, { 'content-length': 1000 }).write('{"hub_id":');
    });
    const hub = createHubClient({ url, key: KEY, timeoutMs: 50 });
    expect(await hub.hello()).toMatchObject({ error: { kind: 'hub-unreachable' } });
    expect(await hub.push({ epoch: 1, events: [] })).toMatchObject({ error: { kind: 'hub-unreachable' } });
  });

  it('that breaks in the middle of an answer is unreachable', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"hub_id":', () => response.destroy());
    });
    expect(await createHubClient({ url, key: KEY }).hello()).toMatchObject({ error: { kind: 'hub-unreachable' } });
  });

  it('with nobody there is unreachable', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await createHubClient({ url, key: KEY }).hello()).toMatchObject({
      error: { kind: 'hub-unreachable', detail: expect.stringContaining('ECONNREFUSED') },
    });
  });
});
