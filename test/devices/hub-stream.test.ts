import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHubClient } from '../../src/devices/hub-client.ts';
import { problemOf } from '../../src/wire/hub-problem.ts';

describe('the stream of a hub', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function clientOf(answer: RequestListener, times: { timeoutMs?: number; silentMs?: number } = {}) {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return createHubClient({ url, key: 'psk_x', ...times });
  }
  const events = { 'content-type': 'text/event-stream' };
  const nobody = new AbortController().signal;

  it('pokes for each event, however it is cut, and not for comments; its end is no fault', async () => {
    let asked: Record<string, unknown> = {};
    const hub = await clientOf((request, response) => {
      asked = { url: request.url, ...request.headers };
      response.writeHead(200, events);
      const parts = [': still here\n\n', 'event: poke\nda', 'ta: {"pos":7}\n\nevent: poke\ndata: {"pos":8}\n', '\n'];
      const next = () => {
        const part = parts.shift();
        if (part === undefined) response.end();
        else response.write(part, () => setImmediate(next));
      };
      next();
    });
    let pokes = 0;
    expect(await hub.stream(nobody, () => (pokes += 1))).toBeNull();
    expect(pokes).toBeGreaterThan(0);
    expect(asked).toMatchObject({ url: '/v1/stream', accept: 'text/event-stream', 'pack-protocol': '1' });
  });

  it.each<[string, RequestListener, object]>([
    ['a page of somebody else', (_, response) => response.end('<html>'), { kind: 'hub-garbled' }],
    [
      'a line without an end',
      (_, response) => response.writeHead(200, events).write('x'.repeat(5000)),
      { kind: 'hub-garbled' },
    ],
    ['silence before the first word', () => undefined, { kind: 'hub-unreachable' }],
    [
      'silence after it',
      (_, response) => response.writeHead(200, events).write(': hi\n\n'),
      { kind: 'hub-unreachable' },
    ],
    [
      'a line that breaks',
      (_, response) => response.writeHead(200, events).write(': hi\n\n', () => response.destroy()),
      { kind: 'hub-unreachable' },
    ],
    [
      'a refusal',
      (_, response) =>
        response.writeHead(503, { 'retry-after': '5' }).end(JSON.stringify(problemOf('busy', 'the hub is stopping'))),
      { kind: 'hub-refused', code: 'busy', retryAfterMs: 5000 },
    ],
  ])('ends with a fault by %s', async (_, answer, fault) => {
    const hub = await clientOf(answer, { timeoutMs: 300, silentMs: 300 });
    expect(await hub.stream(nobody, () => undefined)).toMatchObject(fault);
  });

  it('ends without one when the station stops', async () => {
    const stop = new AbortController();
    const hub = await clientOf((_, response) => response.writeHead(200, events).write('data: {"pos":1}\n\n'));
    expect(await hub.stream(stop.signal, () => stop.abort())).toBeNull();
    expect(await hub.stream(stop.signal, () => undefined)).toBeNull();
  });
});
