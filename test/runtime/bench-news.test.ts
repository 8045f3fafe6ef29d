import { afterEach, describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import type { Claim, Order } from '../../src/core/order.ts';
import type { Action, Choice } from '../../src/core/phase.ts';
import { createTurnedClock } from '../../src/fakes/turned-clock.ts';
import type { Bench, BenchParts } from '../../src/runtime/bench.ts';
import type { ClaimAnswer } from '../../src/wire/hub-claims.ts';
import type { FeedItem, FeedPage } from '../../src/wire/hub-feed.ts';
import type { WireOrder } from '../../src/wire/hub-order.ts';
import { ITEMS, line, MIRA, MUG, order, THEA } from '../core/bench.ts';
import { openTestStore } from '../devices/store/store-fixture.ts';
import { openLonelyBench } from '../stories/lonely-bench.ts';
import { fixedChance } from './fixed-chance.ts';
import { AWAY, createScriptedHub, pageOf, refused } from './scripted-hub.ts';

const ONE = order('1', line(1, 'M-02', 1));
const TWO = order('2', line(1, 'B-17-BK', 1));
const NOBODY = { start: () => Promise.resolve(), stop: () => Promise.resolve() };
const SIDE = { station: 'Station 9', mine: false, person: null, at: '2026-11-23T12:00:00.000Z', labels: ['PH1'] };
const CONFLICT = {
  id: 'conflict',
  kind: 'double_ship',
  order_id: ONE.id,
  number: '1',
  opened_at: '2026-11-23T12:00:00.000Z',
  asked_lead: false,
  sides: [{ ...SIDE, accepted: true }],
} as const;

function wire(of: Order, change: Partial<Order> = {}): FeedItem {
  const { claim, shipByMs, fence, rev, doc: told, ...same } = { ...of, ...change };
  const doc = structuredClone(told) as WireOrder['doc']; // a copy may be changed, and so is what a page is typed as
  const holder = claim?.holder && { ...claim.holder, since: '2026-11-23T12:00:00.000Z' };
  const lent = claim && { class: claim.class, mine: claim.mine, expires_at: null, ...(holder ? { holder } : {}) };
  return { op: 'upsert', pos: rev, order: { ...same, fence, rev, ship_by: null, claim: lent, doc } };
}

const SOFT: Claim = { class: 'soft', mine: true };

function lent(kind: Claim['class'], fence: number): ClaimAnswer {
  return { granted: [{ order_id: ONE.id, fence, class: kind, rev: 1, expires_at: null }], refused: [] };
}

const THEIRS: Claim = {
  class: 'hard',
  mine: false,
  holder: { station: 'Station 9', person: null, sinceMs: 0 },
};

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

/** A whole bench on a real disk, a hub that says what it is told to, and a clock that stands still. */
async function openWorld(items: readonly FeedItem[], change: Partial<BenchParts> = {}) {
  const clock = createTurnedClock();
  const hub = createScriptedHub(clock);
  const disk = openTestStore();
  const chance = fixedChance(0);
  closing.push(() => Promise.resolve(disk.destroy()));
  for (const item of ITEMS) disk.pull({ items: [item], cursor: 'c0' });
  hub.pages.push(pageOf([...items]));
  let gate = Promise.resolve();
  const open = async () => {
    const { journal } = disk.store;
    const append: typeof journal.append = (drafts) => gate.then(() => journal.append(drafts));
    const bench = await openLonelyBench(disk.store, NOBODY as never, {
      journal: { ...journal, append },
      scanners: [],
      hub,
      clock,
      chance,
      ...change,
    });
    await clock.settle();
    return bench;
  };
  let bench = await open();
  closing.push(() => bench.close());
  const world = {
    clock,
    hub,
    bench: (): Bench => bench,
    events: (): Event[] => [...disk.store.journal.after(0)].map(({ event }) => event),
    entry: (type: Event['type']) => [...disk.store.journal.after(0)].find(({ event }) => event.type === type),
    async signIn() {
      const command = { type: 'enter-pin', person: MIRA, right: true } as const;
      await bench.station.submit({ kind: 'command', command });
    },
    async act(action: Action) {
      await bench.station.submit({ kind: 'do', action });
      await clock.settle();
    },
    async choose(choice: Choice) {
      await bench.station.submit({ kind: 'choose', choice });
      await clock.settle();
    },
    /** The hub has news, and says so. */
    async say(page: FeedPage) {
      hub.pages.push(page);
      await hub.poke();
    },
    /** Nothing is written until the returned function is called. */
    holdDisk() {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
    async restart() {
      await bench.close();
      disk.reopen();
      bench = await open();
    },
  };
  return world;
}

describe('a bench that hears of its hub', () => {
  it('tells under which claim an order was opened, and loses it under the same', async () => {
    const { act, bench, entry, say, signIn } = await openWorld([wire(ONE)]);
    await signIn();
    await act('next');
    expect(entry('order-opened')).toMatchObject({ orderId: ONE.id, fence: 1 });
    await say(pageOf([wire(ONE, { rev: 2, fence: 2, claim: THEIRS })], { cursor: 'c2' }));
    expect(entry('order-lost')).toMatchObject({
      orderId: ONE.id,
      fence: 1,
      event: { to: 'Station 9', printed: false },
    });
    expect(bench().station.view().stop).toMatchObject({ stop: 'hard', code: 'order-lost' });
  });

  it('loses nothing while the feed is fetched anew, whatever is done meanwhile', async () => {
    const { act, bench, events, hub, clock, signIn } = await openWorld([wire(ONE)]);
    await signIn();
    await act('next');
    const faults = [refused('must_refetch', 410), null];
    hub.spoil = (what) => (what !== 'feed' ? null : faults.length > 0 ? (faults.shift() ?? null) : AWAY);
    hub.pages.push(pageOf([wire(TWO)], { up_to_date: false }));
    await hub.poke();
    // The network went with half of it on the disk.
    expect([faults, hub.pages]).toEqual([[], []]);
    await act('hold');
    await act('cancel');
    expect(events().at(-1)).toEqual({ type: 'question-closed' });
    hub.spoil = () => null;
    hub.pages.push(pageOf([wire(ONE)], { cursor: 'c3' }));
    await clock.advance(120_000);
    expect(bench().station.view().strip.network.state).toBe('online');
    expect(events().some(({ type }) => type === 'order-lost')).toBe(false);
    expect(bench().station.state().work?.order.id).toBe(ONE.id);
  });

  it('loses an order that is not in the feed any more', async () => {
    const { act, entry, say, signIn } = await openWorld([wire(ONE)]);
    await signIn();
    await act('next');
    const gone = { op: 'remove', pos: 2, order_id: ONE.id, rev: 2, reason: 'shipped' } as const;
    await say(pageOf([gone], { cursor: 'c2' }));
    expect(entry('order-lost')).toMatchObject({ event: { to: null } });
  });

  it('gives back once, under its own fence, what the shop cancelled before anybody opened it', async () => {
    const { events, entry, say } = await openWorld([wire(ONE), wire(TWO)]);
    const cancelled = wire(TWO, { rev: 2, state: 'cancel_pending' });
    await say(pageOf([cancelled], { cursor: 'c2' }));
    await say(pageOf([], { cursor: 'c3' }));
    expect(events().filter(({ type }) => type === 'order-released')).toEqual([
      { type: 'order-released', orderId: TWO.id, number: '2', fence: 1, reason: 'cancelled' },
    ]);
    expect(entry('order-released')).toMatchObject({ orderId: TWO.id, fence: 1 });
  });

  it('gives a claim back once, though the disk is slower than the hub', async () => {
    const { clock, events, holdDisk, say } = await openWorld([wire(ONE), wire(TWO)]);
    const release = holdDisk();
    await say(pageOf([wire(TWO, { rev: 2, state: 'cancel_pending' })], { cursor: 'c2' }));
    await say(pageOf([wire(ONE, { rev: 2 })], { cursor: 'c3' }));
    release();
    await clock.settle();
    expect(events().filter(({ type }) => type === 'order-released')).toHaveLength(1);
  });

  it('tells what follows from a claim that became hard under its new number, in the very same turn', async () => {
    const { act, bench, clock, entry, hub, signIn } = await openWorld([wire(ONE, { claim: SOFT })]);
    await signIn();
    await act('next');
    hub.claims = () => lent('hard', 7);
    const frame = { source: 'scanner', kind: 'serial', no: 1, text: MUG, terminated: true, monoMs: 0 } as const;
    await bench().station.submit({ kind: 'frame', frame });
    await clock.settle();
    expect(hub.asked.find(({ what }) => what === 'harden')).toMatchObject({
      request: { items: [{ order_id: ONE.id, fence: 1 }] },
    });
    expect(
      ['item-packed', 'order-hardened', 'order-packed'].map((type) => entry(type as Event['type'])?.fence),
    ).toEqual([1, 7, 7]);
  });

  it('gives nothing back in training', async () => {
    const { events, say } = await openWorld([wire(ONE)], { mode: 'training' });
    await say(pageOf([wire(ONE, { rev: 2, state: 'cancel_pending' })], { cursor: 'c2' }));
    expect(events().some(({ type }) => type === 'order-released')).toBe(false);
  });

  it('shows a conflict, and asks no more about one that somebody else decided', async () => {
    const { act, bench, say, signIn } = await openWorld([wire(ONE)]);
    await signIn();
    await say(pageOf([], { cursor: 'c2', conflicts: [{ ...CONFLICT, open: true, sides: [...CONFLICT.sides] }] }));
    expect(bench().station.view()).toMatchObject({ strip: { conflicts: 1 }, screen: { conflicts: [{ number: '1' }] } });
    await act('conflicts');
    expect(bench().station.view().question?.kind).toBe('conflict');
    await say(pageOf([], { cursor: 'c3', conflicts: [{ ...CONFLICT, open: false, sides: [...CONFLICT.sides] }] }));
    expect(bench().station.view()).toMatchObject({
      question: null,
      band: { code: 'conflict-gone', detail: { number: '1' } },
    });
  });
});

describe('a drill', () => {
  async function drilling() {
    const world = await openWorld([wire(ONE)]);
    await world.signIn();
    await world.bench().station.submit({ kind: 'command', command: { type: 'enter-pin', person: THEA, right: true } });
    await world.act('sign-out');
    const command = { type: 'enter-pin', person: THEA, right: true } as const;
    await world.bench().station.submit({ kind: 'command', command });
    await world.act('drill');
    await world.choose('minutes-5');
    return world;
  }
  const asks = (world: Awaited<ReturnType<typeof drilling>>) => world.hub.asked.length;

  it('cuts the bench off, ends by itself, and shows what came of it', async () => {
    const world = await drilling();
    const before = asks(world);
    const view = () => world.bench().station.view();
    await world.clock.advance(299_000);
    expect(view().strip).toMatchObject({ network: { state: 'offline' }, drill: { endsAtMs: expect.any(Number) } });
    expect(asks(world)).toBe(before);
    await world.clock.advance(1000);
    expect(view()).toMatchObject({
      strip: { drill: null },
      question: { kind: 'drill-over', drill: { lastedMs: 300_000 } },
    });
    await world.clock.advance(120_000);
    expect(view().strip.network.state).toBe('online');
    expect(world.hub.stored.length).toBeGreaterThan(0);
  });

  it('goes on after a restart for as long as it had left, and nothing reaches the hub meanwhile', async () => {
    const world = await drilling();
    await world.clock.advance(100_000);
    const before = asks(world);
    await world.restart();
    await world.clock.advance(199_000);
    expect(asks(world)).toBe(before);
    expect(world.bench().station.view().strip.drill).not.toBe(null);
    await world.clock.advance(1000);
    expect(world.bench().station.view().strip.drill).toBe(null);
  });

  it('ends at once by the same key', async () => {
    const world = await drilling();
    await world.act('drill');
    await world.clock.advance(120_000);
    expect(world.bench().station.view().strip.network.state).toBe('online');
    expect(world.events().filter(({ type }) => type === 'drill-ended')).toHaveLength(1);
    await world.clock.advance(300_000);
    expect(world.events().filter(({ type }) => type === 'drill-ended')).toHaveLength(1);
  });
});

it('a lease is renewed as long as its order is in hand', async () => {
  const { act, hub, clock, signIn } = await openWorld([wire(ONE, { claim: SOFT })]);
  await signIn();
  await act('next');
  hub.claims = () => lent('soft', 1);
  await clock.advance(1_900_000);
  expect(hub.times('renew').length).toBeGreaterThan(5);
});
