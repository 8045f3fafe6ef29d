import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEntry } from '../../src/core/event.ts';
import { fold } from '../../src/core/evolve.ts';
import { nodeCredentials } from '../../src/devices/node-credentials.ts';
import { openStore, type Store } from '../../src/devices/store/open-store.ts';
import { type Bench, openBench } from '../../src/runtime/bench.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { WireEvent } from '../../src/wire/hub-events.ts';
import { plainLabels } from '../runtime/paper-at-once.ts';
import type { Dice } from './dice.ts';
import { createSimPort } from './hub-port.ts';
import { mortal } from './mortal-store.ts';
import type { Network, Weather } from './network.ts';
import { createSimPrinter } from './sim-printer.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

export interface StationParts {
  readonly name: string;
  readonly id: string;
  readonly key: string;
  readonly folder: string;
  readonly weather: Weather;
  readonly network: Network;
  readonly time: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly printTrouble: number;
  readonly spoil: (event: WireEvent) => WireEvent;
  readonly onEntries: (station: SimStation, entries: readonly JournalEntry[]) => void;
  readonly onWrong: (what: string) => void;
}

/** A packing station: the real bench on a real disk, whose program can end at any write and is started again. */
export interface SimStation {
  readonly name: string;
  readonly id: string;
  readonly key: string;
  readonly folder: string;
  readonly weather: Weather;
  /** Null while the program is not running, or is still starting. */
  bench(): Bench | null;
  /** The stores of the running program. */
  store(): Store | null;
  isOn(): boolean;
  start(): void;
  /** The program ends now, between two writes. */
  crash(why: string): void;
  /** It ends at a write to come. */
  crashAt(writes: number, side: 'before' | 'after'): void;
  /** It lives on, whatever was meant to happen to it. */
  spare(): void;
  /** The next write to the journal finds no space. */
  fillDisk(): void;
  /** The wall clock jumps; the monotonic one never does. */
  jumpClock(ms: number): void;
  throwReplicaAway(): void;
  /** Keeps what the replica's file says now, for a power cut later: it is not flushed at every commit. */
  rememberReplica(): void;
  bringBackReplica(): void;
  copyDisk(folder: string): void;
  nextFrameNo(): number;
}

export function createSimStation(parts: StationParts): SimStation {
  const { name, folder, time, trace, dice } = parts;
  let boots = 0;
  let frames = 0;
  let wallOffsetMs = 0;
  let doom: { left: number; readonly side: 'before' | 'after' | 'full' } | null = null;
  let running: { store: Store; bench: Bench | null; end(why: string): void } | null = null;

  function start(): void {
    if (running !== null) return;
    boots += 1;
    const boot = boots;
    const bootedAtMs = time.nowMs();
    const store = openStore(folder);
    let over = false;
    const link = parts.network.open(name, parts.key, parts.weather);
    const clock: Clock = {
      nowMs: () => Math.floor(time.nowMs() + wallOffsetMs),
      monoMs: () => time.nowMs() - bootedAtMs,
      after: (delayMs, what) =>
        time.after(delayMs, () => {
          if (!over) what();
        }),
    };

    function end(why: string): void {
      if (over) return;
      over = true;
      running = null;
      doom = null;
      link.drop();
      trace.line(`${name} program ends (${why}) at ${store.journal.lastSeq()}`);
      checkFold(store);
      store.close();
    }

    const me = { store, bench: null as Bench | null, end };
    running = me;
    trace.line(`${name} program starts, boot ${boot}`);
    const stores = mortal(store, {
      isOver: () => over,
      fate() {
        if (doom === null) return null;
        doom.left -= 1;
        if (doom.left >= 0) return null;
        const { side } = doom;
        doom = null;
        return side;
      },
      end: () => end('in mid write'),
      onCommitted: (entries) => parts.onEntries(station, entries),
    });
    openBench({
      ...stores,
      hub: createSimPort(link, parts.spoil),
      scanners: [],
      scale: null,
      printers: createSimPrinter(clock, dice.of(`printer${boot}`), parts.printTrouble),
      labels: plainLabels,
      credentials: nodeCredentials,
      clock,
      chance: { next: dice.next, id: () => dice.id(clock.nowMs()) },
      signal: { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined },
      name,
      mode: 'work',
      bootId: `${name}-${boot}`,
      endOfDayMs: (nowMs) => nowMs + 3_600_000,
      backOffCapMs: 30_000,
      waitSeconds: 25,
      onFault(fault) {
        if (!over) trace.line(`${name} fault ${fault.kind}${'code' in fault ? ` ${fault.code}` : ''}`);
      },
      onBug(bug) {
        if (!over)
          parts.onWrong(`${name} has a bug: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}`);
      },
    }).then(
      (bench) => {
        if (!over) me.bench = bench;
      },
      (bug: unknown) => {
        if (!over)
          parts.onWrong(`${name} cannot start: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}`);
      },
    );
  }

  /** I16: whatever the moment, what the next start shows is the fold of what is on the disk. */
  function checkFold(store: Store): void {
    const snapshot = store.journal.loadSnapshot();
    if (snapshot === null) return;
    const whole = JSON.stringify(fold(store.journal.after(0)));
    const quick = JSON.stringify(fold(store.journal.after(snapshot.seq), snapshot.state));
    if (whole !== quick) parts.onWrong(`I16 ${name}: the snapshot leads to another state than the whole journal`);
  }

  const replicaFile = join(folder, 'replica.db');
  const remembered = join(folder, 'remembered');

  function whileOff(what: () => void): void {
    if (running !== null) throw new Error('The program still runs');
    what();
  }

  const station: SimStation = {
    name,
    id: parts.id,
    key: parts.key,
    folder,
    weather: parts.weather,
    bench: () => running?.bench ?? null,
    store: () => running?.store ?? null,
    isOn: () => running !== null,
    start,
    crash: (why) => running?.end(why),
    crashAt(writes, side) {
      doom = { left: writes, side };
    },
    spare() {
      doom = null;
    },
    fillDisk() {
      doom = { left: 0, side: 'full' };
    },
    jumpClock(ms) {
      wallOffsetMs += ms;
      trace.line(`${name} clock jumps by ${Math.round(ms / 1000)} s`);
    },
    throwReplicaAway: () =>
      whileOff(() => {
        for (const tail of ['', '-wal', '-shm']) rmSync(replicaFile + tail, { force: true });
        trace.line(`${name} replica thrown away`);
      }),
    rememberReplica() {
      rmSync(remembered, { recursive: true, force: true });
      running?.store.copyReplica(remembered);
    },
    bringBackReplica: () =>
      whileOff(() => {
        const old = join(remembered, 'replica.db');
        if (!existsSync(old)) return;
        for (const tail of ['', '-wal', '-shm']) rmSync(replicaFile + tail, { force: true });
        cpSync(old, replicaFile);
        trace.line(`${name} replica is older than it was`);
      }),
    copyDisk: (to) => whileOff(() => cpSync(folder, to, { recursive: true })),
    nextFrameNo() {
      frames += 1;
      return frames;
    },
  };
  return station;
}
