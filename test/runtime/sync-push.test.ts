import { afterEach, describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { INITIAL_STATE } from '../../src/core/state.ts';
import { createSync } from '../../src/runtime/sync.ts';
import { fixedChance } from './fixed-chance.ts';
import { AWAY, GARBLED, openSyncBench, refused, type SyncBench } from './scripted-hub.ts';

let bench: SyncBench;
afterEach(() => bench.close());

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const happened = (times: number): Event[] => Array.from({ length: times }, () => ({ type: 'help-asked' }));
const sizes = () => bench.hub.asked.flatMap((each) => (each.what === 'push' ? [each.request.events.length] : []));
const stored = () => bench.hub.stored.map(({ seq }) => seq);
const upTo = (seq: number) => Array.from({ length: seq }, (_, index) => index + 1);

async function online(): Promise<void> {
  bench.sync.start();
  await bench.clock.advance(1 * SECOND);
}

async function say(...events: readonly Event[]): Promise<void> {
  await bench.test.tell(...events);
  bench.sync.poke(true);
  await bench.clock.settle();
}

describe('what happened here', () => {
  it('goes to the hub at once when that is wanted, and together with what follows otherwise', async () => {
    bench = openSyncBench();
    await online();
    await say(...happened(2));
    expect(stored()).toEqual([1, 2]);
    await bench.test.tell(...happened(1));
    bench.sync.poke(false);
    await bench.clock.advance(500);
    await bench.test.tell(...happened(1));
    bench.sync.poke(false);
    await bench.clock.advance(200);
    expect(sizes()).toEqual([2, 2]);
  });

  it('is sent again from where a restored hub says, under the same ids', async () => {
    bench = openSyncBench();
    await online();
    await say(...happened(5));
    const before = [...bench.hub.stored];
    bench.hub.stored = before.slice(0, 2);
    bench.hub.judge = ({ events }) =>
      (events[0]?.seq ?? 0) > bench.hub.stored.length + 1
        ? refused('seq_gap', 409, { expected: bench.hub.stored.length + 1 })
        : null;
    await say(...happened(1));
    expect(bench.hub.stored.slice(0, 5)).toEqual(before);
    expect(stored()).toEqual(upTo(6));
  });

  it('is sent again from where the greeting says', async () => {
    bench = openSyncBench();
    await bench.test.tell(...happened(5));
    bench.test.store.journal.acknowledge(5);
    await online();
    expect(stored()).toEqual(upTo(5));
  });

  it('never skips what the hub has not got, whatever it asks for', async () => {
    bench = openSyncBench();
    await online();
    bench.hub.judge = () => refused('seq_gap', 409, { expected: 9 });
    await say(...happened(3));
    await bench.clock.advance(10 * MINUTE);
    expect(bench.test.store.journal.acknowledgedSeq()).toBe(0);
    expect(sizes().length).toBeLessThan(40);
    expect(bench.faults.at(-1)).toMatchObject({ code: 'seq_gap' });
  });

  it('that the hub lost and that is not kept here any more stops everything, by name', async () => {
    bench = openSyncBench();
    await bench.test.tell(...happened(5));
    const { journal } = bench.test.store;
    journal.acknowledge(5);
    while (journal.forget(4000, INITIAL_STATE).entries > 0);
    expect([...journal.after(0)].map(({ seq }) => seq)).toEqual([4, 5]);
    await online();
    expect(bench.states).toEqual(['refused']);
    expect(bench.faults.at(-1)).toMatchObject({ code: 'history_gone' });
    expect(bench.hub.times('push')).toEqual([]);
    await bench.clock.advance(10 * MINUTE);
    expect(bench.hub.times('push')).toEqual([]);
  });

  it('is not skipped either when the hub asks for what is gone in the middle of a talk', async () => {
    bench = openSyncBench();
    await bench.test.tell(...happened(5));
    bench.hub.stored = upTo(5).map((seq) => ({ seq, id: `id-${seq}` }));
    await online();
    await bench.clock.advance(1 * SECOND);
    const { journal } = bench.test.store;
    expect(journal.acknowledgedSeq()).toBe(5);
    while (journal.forget(4000, INITIAL_STATE).entries > 0);
    bench.hub.judge = ({ events }) => (events[0]?.seq === 1 ? null : refused('seq_gap', 409, { expected: 1 }));
    const taken = bench.hub.stored.length;
    await say(...happened(1));
    expect(bench.states.at(-1)).toBe('refused');
    expect(bench.faults.at(-1)).toMatchObject({ code: 'history_gone' });
    expect(bench.hub.stored).toHaveLength(taken);
    expect(journal.acknowledgedSeq()).toBe(0);
    expect(bench.hub.asked.filter(({ what }) => what === 'push').at(-1)).toMatchObject({
      request: { events: [{ seq: 6 }] },
    });
  });

  it('is pushed although the hub takes no wishes of this old a program', async () => {
    bench = openSyncBench();
    bench.hub.spoil = (what) => (what === 'claim' ? refused('upgrade_required', 426) : null);
    await online();
    expect(await bench.sync.claim('0197a000-0000-7000-8000-0000000000c1' as never)).toMatchObject({ ok: false });
    await say(...happened(2));
    expect(stored()).toEqual([1, 2]);
    expect(bench.states).toEqual(['online']);
  });

  it('of another enrolment of this station is never sent', async () => {
    bench = openSyncBench();
    await online();
    await say(...happened(2));
    await bench.sync.stop();
    bench.hub.stored = [];
    bench.hub.greeting = { ...bench.hub.greeting, station: { ...bench.hub.greeting.station, epoch: 2 } };
    const asked = bench.hub.times('push').length;
    await restart();
    expect(bench.states.at(-1)).toBe('refused');
    expect(bench.faults.at(-1)).toMatchObject({ code: 'enrolled_elsewhere' });
    expect(bench.hub.times('push')).toHaveLength(asked);
  });

  it('on a disk that is older than what the hub has is a copy: refused before anything is lent to it', async () => {
    bench = openSyncBench();
    await bench.test.tell(...happened(2));
    bench.hub.greeting = { ...bench.hub.greeting, station: { ...bench.hub.greeting.station, last_seq: 3 } };
    await online();
    expect(bench.states).toEqual(['refused']);
    expect(bench.faults.at(-1)).toMatchObject({ code: 'seq_fork' });
    expect(bench.hub.times('feed')).toEqual([]);
  });
});

/** The same disk under a new sync, as after a restart. */
async function restart(): Promise<void> {
  const again = createSync({
    hub: bench.hub,
    journal: bench.test.store.journal,
    replica: bench.test.store.replica,
    clock: bench.clock,
    chance: fixedChance(1),
    backOffCapMs: 60_000,
    waitSeconds: 25,
    onNetwork(state, fault) {
      bench.states.push(state);
      if (fault !== null) bench.faults.push(fault);
    },
    onHubTime: () => undefined,
    onChange: () => undefined,
    onBug(bug) {
      throw bug;
    },
  });
  again.start();
  await bench.clock.advance(1 * SECOND);
  await again.stop();
}

describe('an event that fails in every batch', () => {
  const poison = 6;
  const spoilt = (events: readonly { readonly seq: number }[]) => events.some(({ seq }) => seq === poison);

  it.each([
    ['500', GARBLED],
    ['400', refused('invalid_request', 400)],
    ['413', refused('too_large', 413)],
  ])(
    'with %s is found by halving after five failures and goes as bytes; those behind it follow',
    async (_name, fault) => {
      bench = openSyncBench();
      await online();
      bench.hub.judge = ({ events }) => (spoilt(events) ? fault : null);
      await say(...happened(9));
      await bench.clock.advance(20 * MINUTE);
      expect(stored()).toEqual(upTo(9));
      // Five times all; the first half passes; the poison is the first of the rest, so that is halved until it is alone.
      expect(sizes()).toEqual([9, 9, 9, 9, 9, 5, 4, 2, 1, 3]);
      const raw = bench.hub.asked.flatMap((each) => (each.what === 'raw' ? [each.raw] : []));
      expect(raw.map(({ seq, epoch }) => [seq, epoch])).toEqual([[poison, 1]]);
      expect(JSON.parse(new TextDecoder().decode(raw[0]?.bytes))).toMatchObject({ seq: poison, type: 'help-asked' });
      expect(bench.test.store.journal.unsent().entries).toBe(0);
    },
  );

  it('only because the network answers in the hub’s place is not looked for', async () => {
    bench = openSyncBench();
    await online();
    bench.hub.spoil = () => GARBLED;
    await say(...happened(9));
    await bench.clock.advance(60 * MINUTE);
    bench.hub.spoil = () => null;
    await bench.clock.advance(2 * MINUTE);
    expect(bench.hub.times('raw')).toEqual([]);
    expect(stored()).toEqual(upTo(9));
  });

  it('while nobody knows whether the hub is well is not looked for', async () => {
    bench = openSyncBench();
    await online();
    bench.hub.feed = () => new Promise(() => undefined);
    bench.hub.judge = () => GARBLED;
    await say(...happened(1));
    await bench.clock.advance(20 * MINUTE);
    expect(sizes().length).toBeGreaterThan(8);
    expect(bench.hub.times('raw')).toEqual([]);
  });

  it('and is larger than what the hub keeps stops everything, by name, and nothing is skipped', async () => {
    bench = openSyncBench();
    await online();
    bench.hub.judge = () => refused('too_large', 413);
    const text = 'ß'.repeat(140_000);
    await say({ type: 'scan-taken', orderId: null, scan: { scanId: 's', source: 'x', text } }, ...happened(2));
    await bench.clock.advance(20 * MINUTE);
    expect(bench.states.at(-1)).toBe('refused');
    expect(bench.faults.at(-1)).toMatchObject({ code: 'event_too_large' });
    expect(bench.hub.times('raw')).toEqual([]);
    expect(bench.test.store.journal.acknowledgedSeq()).toBe(0);
  });

  it('does not make a wish of the network’s: a lost answer is sent again, and one push is under way at a time', async () => {
    bench = openSyncBench();
    await online();
    let isLost = true;
    bench.hub.spoil = (what) => (what === 'push' && isLost ? AWAY : null);
    await say(...happened(3));
    bench.sync.poke(true);
    bench.sync.poke(true);
    await bench.clock.advance(5 * MINUTE);
    expect(new Set(bench.hub.times('push')).size).toBe(bench.hub.times('push').length);
    expect(bench.states).toContain('offline');
    isLost = false;
    await bench.clock.advance(2 * MINUTE);
    expect(stored()).toEqual(upTo(3));
    expect(bench.hub.times('raw')).toEqual([]);
  });
});
