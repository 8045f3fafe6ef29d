import { afterEach, describe, expect, it } from 'vitest';
import type { FeedItem } from '../../src/wire/hub-feed.ts';
import { AWAY, openSyncBench, pageOf, refused, type SyncBench } from './scripted-hub.ts';

let bench: SyncBench;
afterEach(() => bench.close());

const SECOND = 1000;
const person = (name: string): FeedItem => ({
  op: 'person',
  pos: 1,
  person: {
    id: '0197a000-0000-7000-8000-0000000000f1' as never,
    name,
    role: 'packer',
    badge_hash: null,
    pin_hash: 'p',
    active: true,
  },
});

async function start(): Promise<void> {
  bench.sync.start();
  await bench.clock.settle();
}

/** When the feed was asked from here on. */
function asksSince(begun: number): number[] {
  return bench.hub.times('feed').filter((atMs) => atMs > begun);
}

describe('the feed', () => {
  it('is asked page after page until there is nothing new, and each page is written with its cursor', async () => {
    bench = openSyncBench();
    bench.hub.pages.push(
      pageOf([person('Ana')], { up_to_date: false, cursor: 'c1' }),
      pageOf([person('Bo')], { cursor: 'c2' }),
    );
    await start();
    expect(bench.hub.asked.flatMap((each) => (each.what === 'feed' ? [each.cursor] : [])).slice(0, 2)).toEqual([
      null,
      'c1',
    ]);
    expect(bench.test.store.replica.cursor()).toBe('c2');
    expect(bench.test.store.replica.people().map(({ name }) => name)).toEqual(['Bo']);
    expect(bench.states).toEqual(['online']);
  });

  it('is asked at a poke, and every 25 to 35 s without one', async () => {
    bench = openSyncBench({}, 0.5);
    await start();
    const begun = bench.clock.monoMs();
    await bench.clock.advance(29 * SECOND);
    expect(asksSince(begun)).toEqual([]);
    await bench.clock.advance(2 * SECOND);
    expect(asksSince(begun)).toEqual([30 * SECOND]);
    await bench.clock.advance(3 * SECOND);
    bench.hub.pages.push(pageOf([person('Ana')]));
    await bench.hub.poke();
    expect(asksSince(begun)).toEqual([30 * SECOND, 34 * SECOND]);
    expect(bench.test.store.replica.people()).toHaveLength(1);
    const waits = bench.hub.asked.flatMap((each) =>
      each.what === 'feed' && each.atMs > begun ? [each.waitSeconds] : [],
    );
    expect(waits).toEqual([0, 0]);
  });

  it('is long-polled where no stream comes through, and the stream is tried again less and less often', async () => {
    bench = openSyncBench();
    bench.hub.spoil = (what) => (what === 'stream' ? AWAY : null);
    await start();
    await bench.clock.advance(600 * SECOND);
    expect(bench.hub.asked.filter((each) => each.what === 'feed').at(-1)).toMatchObject({ waitSeconds: 25 });
    const tried = bench.hub.times('stream');
    const gaps = tried.slice(1).map((atMs, index) => atMs - (tried[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(3);
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(bench.states).toEqual(['online']);
  });

  it('is never streamed where that was not wanted', async () => {
    bench = openSyncBench({ pokes: false });
    await start();
    await bench.clock.advance(60 * SECOND);
    expect(bench.hub.times('stream')).toEqual([]);
  });

  it('goes back to long polls when a stream says nothing of what is new', async () => {
    bench = openSyncBench();
    await start();
    for (let news = 0; news < 2; news += 1) {
      bench.hub.pages.push(pageOf([person(`Ana ${news}`)]));
      await bench.clock.advance(36 * SECOND);
    }
    expect(bench.hub.asked.at(-1)).toMatchObject({ what: 'feed', waitSeconds: 25 });
  });

  it('waits for a word by long poll until the stream has said its first', async () => {
    bench = openSyncBench();
    bench.hub.greetsStreams = false;
    await start();
    expect(bench.hub.asked.filter((each) => each.what === 'feed').at(-1)).toMatchObject({ waitSeconds: 25 });
  });

  it('is not asked without end by a hub that answers long polls at once', async () => {
    bench = openSyncBench({ pokes: false });
    bench.hub.feed = (ask) => {
      bench.hub.asked.push({
        what: 'feed',
        cursor: ask.cursor,
        waitSeconds: ask.waitSeconds,
        atMs: bench.clock.monoMs(),
      });
      return Promise.resolve({ ok: true, value: null });
    };
    await start();
    await bench.clock.advance(600 * SECOND);
    expect(bench.hub.times('feed').length).toBeLessThan(50);
  });

  it('ends at once when it is stopped, whatever is waited for', async () => {
    bench = openSyncBench();
    bench.hub.spoil = (what) => (what === 'stream' ? AWAY : null);
    await start();
    bench.hub.feed = () => new Promise(() => undefined);
    await bench.clock.advance(30 * SECOND);
    await bench.sync.stop();
    expect(bench.clock.due()).toEqual([]);
  });
});

describe('a hub that cannot be reached', () => {
  it('is asked again after 0.5 s, 1 s, 2 s … up to a minute when the dice fall high', async () => {
    bench = openSyncBench();
    bench.hub.spoil = () => AWAY;
    await start();
    await bench.clock.advance(300 * SECOND);
    const asked = bench.hub.times('hello');
    expect(asked.slice(1, 9).map((atMs, index) => atMs - (asked[index] ?? 0))).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000,
    ]);
    expect(bench.states).toEqual(['offline']);
  });

  it('is asked once a minute when the dice fall low and the repeats are used up', async () => {
    bench = openSyncBench({}, 0.001);
    bench.hub.spoil = () => AWAY;
    await start();
    await bench.clock.advance(600 * SECOND);
    const asked = bench.hub.times('hello');
    expect(asked.length).toBeLessThan(25);
    expect((asked.at(-1) ?? 0) - (asked.at(-2) ?? 0)).toBe(60_000);
  });

  it('is given the time that it asks for', async () => {
    bench = openSyncBench({}, 0.001);
    bench.hub.spoil = () => refused('busy', 503, { retryAfterMs: 17_000 });
    await start();
    await bench.clock.advance(40 * SECOND);
    expect(bench.hub.times('hello')).toEqual([0, 17_000, 34_000]);
  });

  it('hears nothing for up to 5 s after it is back, then everything', async () => {
    bench = openSyncBench();
    let isAway = false;
    bench.hub.spoil = () => (isAway ? AWAY : null);
    await start();
    await bench.test.tell({ type: 'help-asked' });
    isAway = true;
    bench.sync.poke(true);
    await bench.clock.advance(1 * SECOND);
    expect(bench.states).toEqual(['online', 'offline']);
    isAway = false;
    const before = bench.hub.times('push').length;
    while (bench.states.at(-1) === 'offline') await bench.clock.advance(100);
    bench.sync.poke(true);
    await bench.clock.advance(4 * SECOND);
    expect(bench.hub.times('push').length).toBe(before);
    await bench.clock.advance(1 * SECOND);
    expect(bench.hub.times('push').length).toBe(before + 1);
  });

  it('is told at once by a bench that was only just switched on', async () => {
    bench = openSyncBench();
    let isAway = true;
    bench.hub.spoil = () => (isAway ? AWAY : null);
    await start();
    await bench.test.tell({ type: 'help-asked' });
    isAway = false;
    await bench.clock.advance(1 * SECOND);
    expect(bench.states).toEqual(['offline', 'online']);
    expect(bench.hub.times('push').length).toBe(1);
  });

  it.each([
    ['station_revoked', 401],
    ['unauthenticated', 401],
    ['station_forked', 403],
  ])(
    'and says %s has shut the station out: it is asked once a minute, and everything is kept',
    async (code, status) => {
      bench = openSyncBench({}, 0.001);
      await bench.test.tell({ type: 'help-asked' });
      bench.hub.spoil = () => refused(code, status);
      await start();
      await bench.clock.advance(130 * SECOND);
      expect(bench.hub.times('hello')).toEqual([0, 60_000, 120_000]);
      expect(bench.states).toEqual(['refused']);
      expect(bench.test.store.journal.unsent().entries).toBe(1);
      bench.hub.spoil = () => null;
      await bench.clock.advance(60 * SECOND);
      expect(bench.states).toEqual(['refused', 'online']);
      expect(bench.hub.stored).toHaveLength(1);
    },
  );
});
