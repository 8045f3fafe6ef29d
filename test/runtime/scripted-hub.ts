import type { OrderId } from '../../src/core/ids.ts';
import { failure, type Result, success } from '../../src/core/result.ts';
import { createTurnedClock, type TurnedClock } from '../../src/fakes/turned-clock.ts';
import type { FeedAsk, HubFault, HubPort, RawEvent } from '../../src/runtime/hub-port.ts';
import { createSync } from '../../src/runtime/sync.ts';
import type { NetworkState, Sync, SyncOptions } from '../../src/runtime/sync-options.ts';
import type { AssertRequest, ClaimAnswer, ClaimRequest, HardenRequest, TakeOver } from '../../src/wire/hub-claims.ts';
import type { PushRequest } from '../../src/wire/hub-events.ts';
import { type FeedPage, type Hello, HelloSchema } from '../../src/wire/hub-feed.ts';
import { openTestStore, type TestStore } from '../devices/store/store-fixture.ts';
import { fixedChance } from './fixed-chance.ts';

export const HUB_ID = '0197a000-0000-7000-8000-000000000001';
export const STATION_ID = '0197a000-0000-7000-8000-000000000002';
export const EPOCH_1 = '0197a000-0000-7000-8000-00000000000a';
export const EPOCH_2 = '0197a000-0000-7000-8000-00000000000b';

export const AWAY: HubFault = { kind: 'hub-unreachable', detail: 'no route' };
export const GARBLED: HubFault = { kind: 'hub-garbled', detail: 'status 500' };

export function refused(
  code: string,
  status: number,
  change: Partial<Extract<HubFault, { code: string }>> = {},
): HubFault {
  return { kind: 'hub-refused', status, code, detail: '', expected: null, retryAfterMs: null, ...change };
}

type Asked =
  | { readonly what: 'hello' }
  | { readonly what: 'feed'; readonly cursor: string | null; readonly waitSeconds: number }
  | { readonly what: 'claim'; readonly request: ClaimRequest }
  | { readonly what: 'harden'; readonly request: HardenRequest }
  | { readonly what: 'renew'; readonly items: HardenRequest['items'] }
  | { readonly what: 'take-over'; readonly request: TakeOver }
  | { readonly what: 'assert'; readonly request: AssertRequest }
  | { readonly what: 'push'; readonly request: PushRequest }
  | { readonly what: 'raw'; readonly raw: RawEvent }
  | { readonly what: 'stream' };

/** A hub that does what a test says, and notes what it was asked and when. */
export interface ScriptedHub extends HubPort {
  readonly asked: (Asked & { readonly atMs: number })[];
  times(what: Asked['what']): number[];
  /** What `hello` says. */
  greeting: Hello;
  /** Null: everything works. A fault in place of every answer, or of some. */
  spoil: (what: Asked['what']) => HubFault | null;
  /** Pages that come one after the other, then nothing. */
  readonly pages: FeedPage[];
  claims: (ask: ClaimRequest | HardenRequest | TakeOver) => ClaimAnswer;
  asserted: () => Result<{ kept: { order_id: OrderId; fence: number; rev: number }[]; lost: [] }, HubFault>;
  /** What the hub has of this station. */
  stored: { readonly seq: number; readonly id: string }[];
  judge: (request: PushRequest) => HubFault | null;
  judgeRaw: (raw: RawEvent) => HubFault | null;
  /** Calls all streams that are open. */
  poke(): Promise<void>;
  endStreams(): Promise<void>;
  /** Whether a stream says at once where the feed stands, as the real hub does. */
  greetsStreams: boolean;
}

export function createScriptedHub(clock: TurnedClock): ScriptedHub {
  const streams = new Set<{ poke(): void; end(): void }>();
  const hub: ScriptedHub = {
    asked: [],
    times: (what) => hub.asked.filter((each) => each.what === what).map(({ atMs }) => atMs),
    greeting: HelloSchema.parse({
      hub_id: HUB_ID,
      feed_epoch: EPOCH_1,
      protocol: { min: 1, max: 1 },
      hub_time: '2026-11-23T12:00:00.000Z',
      badge_salt: 'c2FsdA',
      station: { id: STATION_ID, no: 5, name: 'Station 5', epoch: 1, last_seq: 0, offline_buffer: 4 },
      limits: { max_batch: 500, max_bytes: 1_048_576 },
    }),
    spoil: () => null,
    pages: [],
    claims: () => ({ granted: [], refused: [] }),
    asserted: () => success({ kept: [], lost: [] }),
    stored: [],
    judge: () => null,
    judgeRaw: () => null,
    greetsStreams: true,
    async poke() {
      for (const stream of streams) stream.poke();
      await clock.settle();
    },
    async endStreams() {
      for (const stream of [...streams]) stream.end();
      await clock.settle();
    },
    hello: () =>
      answer({ what: 'hello' }, () =>
        success({
          ...hub.greeting,
          station: {
            ...hub.greeting.station,
            last_seq: Math.max(hub.greeting.station.last_seq, hub.stored.at(-1)?.seq ?? 0),
          },
        }),
      ),
    async feed({ cursor, waitSeconds, signal }: FeedAsk) {
      const fault = note({ what: 'feed', cursor, waitSeconds });
      if (fault !== null) return failure(fault);
      const page = hub.pages.shift() ?? null;
      if (page === null && waitSeconds > 0) await held(clock, waitSeconds * 1000, signal);
      return success(page ?? hub.pages.shift() ?? null);
    },
    claim: (request) => answer({ what: 'claim', request }, () => success(hub.claims(request))),
    harden: (request) => answer({ what: 'harden', request }, () => success(hub.claims(request))),
    renew: (items) => answer({ what: 'renew', items }, () => success(hub.claims({ request_id: '', items }))),
    takeOver: (request) => answer({ what: 'take-over', request }, () => success(hub.claims(request))),
    assertClaims: (request) =>
      answer({ what: 'assert', request }, () => {
        const told = hub.asserted();
        return told.ok ? success({ ...told.value, recovering: false }) : told;
      }),
    push: (request) =>
      answer({ what: 'push', request }, () => {
        const fault = hub.judge(request);
        if (fault !== null) return failure(fault);
        for (const { seq, id } of request.events) store({ seq, id });
        return success({ ack_seq: hub.stored.at(-1)?.seq ?? 0, results: [], hub_time: '2026-11-23T12:00:00.000Z' });
      }),
    pushRaw: (raw) =>
      answer({ what: 'raw', raw }, () => {
        const fault = hub.judgeRaw(raw);
        if (fault !== null) return failure(fault);
        store({ seq: raw.seq, id: raw.id });
        return success({ ack_seq: raw.seq, results: [], hub_time: '2026-11-23T12:00:00.000Z' });
      }),
    stream(signal, onPoke) {
      const fault = note({ what: 'stream' });
      if (fault !== null) return Promise.resolve(fault);
      return new Promise((resolve) => {
        const stream = {
          poke: onPoke,
          end() {
            streams.delete(stream);
            resolve(null);
          },
        };
        streams.add(stream);
        signal.addEventListener('abort', stream.end);
        if (hub.greetsStreams) queueMicrotask(onPoke);
      });
    },
    document: () => Promise.resolve(failure(AWAY)),
  };

  function store(event: { readonly seq: number; readonly id: string }): void {
    if (!hub.stored.some(({ seq }) => seq === event.seq)) hub.stored.push(event);
  }

  function note(asked: Asked): HubFault | null {
    hub.asked.push({ ...asked, atMs: clock.monoMs() });
    return hub.spoil(asked.what);
  }

  function answer<Value>(asked: Asked, of: () => Result<Value, HubFault>): Promise<Result<Value, HubFault>> {
    const fault = note(asked);
    return Promise.resolve(fault === null ? of() : failure(fault));
  }

  return hub;
}

function held(clock: TurnedClock, delayMs: number, signal: FeedAsk['signal']): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(delayMs, resolve);
    signal.addEventListener('abort', () => {
      cancel();
      resolve();
    });
  });
}

export interface SyncBench {
  readonly clock: TurnedClock;
  readonly hub: ScriptedHub;
  readonly test: TestStore;
  readonly sync: Sync;
  /** Every state that was told, without repeats, and the faults beside. */
  readonly states: NetworkState[];
  readonly faults: HubFault[];
  close(): Promise<void>;
}

/** @param dice what every throw comes to: waits by full jitter are this part of the longest */
export function openSyncBench(change: Partial<SyncOptions> = {}, dice = 1): SyncBench {
  const clock = createTurnedClock();
  const hub = createScriptedHub(clock);
  const test = openTestStore();
  const states: NetworkState[] = [];
  const faults: HubFault[] = [];
  const sync = createSync({
    hub,
    journal: test.store.journal,
    replica: test.store.replica,
    clock,
    chance: fixedChance(dice),
    backOffCapMs: 60_000,
    waitSeconds: 25,
    onNetwork(state, fault) {
      if (states.at(-1) !== state) states.push(state);
      if (fault !== null) faults.push(fault);
    },
    onHubTime: () => undefined,
    onChange: () => undefined,
    onBug(bug) {
      throw bug;
    },
    ...change,
  });
  return {
    clock,
    hub,
    test,
    sync,
    states,
    faults,
    async close() {
      await sync.stop();
      test.destroy();
    },
  };
}

export function pageOf(items: FeedPage['items'], change: Partial<FeedPage> = {}): FeedPage {
  return {
    feed_epoch: EPOCH_1,
    cursor: 'c1',
    up_to_date: true,
    hub_time: '2026-11-23T12:00:00.000Z',
    items,
    ...change,
  };
}
