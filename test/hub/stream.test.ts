import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHubClient } from '../../src/devices/hub-client.ts';
import { createFeedBell } from '../../src/hub/feed/feed-bell.ts';
import { streamPokes } from '../../src/hub/feed/stream-pokes.ts';
import type { HubContext } from '../../src/hub/hub-context.ts';
import { openHub } from '../../src/hub/open-hub.ts';
import { type Bench, databases, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

type ChosenDatabase = Awaited<ReturnType<ReturnType<typeof databases>[number]['choose']>>;

describe.each(databases())('the stream of pokes on $name', ({ name, choose }) => {
  let it: TestHub;
  let chosen: ChosenDatabase;
  let bench: Bench;
  beforeAll(async () => {
    chosen = await choose();
    it = await openTestHub(chosen);
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
  });

  /** Text of the stream as it comes, until `enough`. */
  async function listen(enough: (text: string) => boolean, act: () => Promise<unknown>): Promise<string> {
    const stop = new AbortController();
    const answer = await it.hub.handle('http://hub.test/v1/stream', {
      headers: { authorization: `Bearer ${bench.key}`, accept: 'text/event-stream' },
      signal: stop.signal,
    });
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let text = '';
    const acted = act();
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk as Uint8Array);
      if (enough(text)) break;
    }
    stop.abort();
    await acted;
    return text;
  }

  const positions = (text: string) =>
    [...text.matchAll(/event: poke\ndata: \{"pos":(\d+)\}\n\n/g)].map(([, pos]) => Number(pos));

  test('says at once where the feed stands, and again after each change', async () => {
    await readyOrders(it.hub, '1'); // an item and an order
    const text = await listen(
      (so) => positions(so).at(-1) === 3,
      () => readyOrders(it.hub, '2'),
    );
    expect(positions(text)[0]).toBe(2);
    expect(positions(text)).toEqual([...positions(text)].sort((a, b) => a - b));
  });

  test('tells the client, which asks the feed and finds it', async () => {
    const client = createHubClient({ url: 'http://hub.test', key: bench.key, fetch: it.hub.handle });
    const stop = new AbortController();
    let pokes = 0;
    let woken: (() => void) | null = null;
    const following = client.stream(stop.signal, () => {
      pokes += 1;
      woken?.();
    });
    const poked = (count: number) =>
      new Promise<void>((resolve) => {
        woken = () => pokes >= count && resolve();
        woken();
      });
    await poked(1);
    await readyOrders(it.hub, '1');
    await poked(2);
    stop.abort();
    expect(await following).toBeNull();
  });

  test('needs the key of a station', async () => {
    const reply = await it
      .office('GET', '/v1/stream', undefined, { headers: { accept: 'text/event-stream' } })
      .catch(() => null);
    expect(reply?.body.code).toBe('wrong_role');
  });

  // An embedded database has one hub.
  if (name !== 'PostgreSQL') return;
  test('hears of what another hub on the same database did', async () => {
    const other = await openHub({ database: chosen.choice });
    const text = await listen(
      (so) => positions(so).length > 1,
      () => readyOrders(other, '7'),
    );
    await other.close();
    expect(positions(text).at(-1)).toBeGreaterThan(positions(text)[0] ?? 0);
  });
});

describe('a stream of pokes', () => {
  test('ends when the hub stops, and when the caller goes', async () => {
    const it = await openTestHub();
    const bench = await it.station('Bench 1');
    const ask = () =>
      it.hub.handle('http://hub.test/v1/stream', {
        headers: { authorization: `Bearer ${bench.key}`, accept: 'text/event-stream' },
      });
    const left = await ask();
    await left.body?.cancel();
    const answer = await ask();
    await it.close();
    expect(await answer.text()).toContain('event: poke');
  }, 90_000);

  test('asks the database once for all whom a ring wakes', async () => {
    let asked = 0;
    const head = { pos: 7 };
    const chain = {
      select: () => chain,
      where: () => chain,
      executeTakeFirstOrThrow: () => {
        asked += 1;
        return Promise.resolve(head);
      },
    };
    const bell = createFeedBell();
    const hub = { bell, warehouseId: 'w', db: { selectFrom: () => chain } } as unknown as HubContext;
    const stop = new AbortController();
    const readers = Array.from({ length: 50 }, () =>
      streamPokes(hub, { shared: false, signal: stop.signal })[Symbol.asyncIterator](),
    );
    const heard = async () =>
      (await Promise.all(readers.map((reader) => reader.next()))).map(({ value }) => value?.pos);
    expect(await heard()).toEqual(Array(50).fill(7));
    expect(asked).toBe(1);
    const next = heard();
    head.pos = 9;
    bell.ring();
    expect(await next).toEqual(Array(50).fill(9));
    expect(asked).toBe(2);
    const last = heard();
    stop.abort();
    expect(await last).toEqual(Array(50).fill(undefined));
  });
});
