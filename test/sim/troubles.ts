import type { Dice } from './dice.ts';
import { FINE, type Network } from './network.ts';
import type { Plan } from './plan.ts';
import type { SimHub } from './sim-hub.ts';
import type { SimStation } from './sim-station.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

export interface TroubleParts {
  readonly plan: Plan;
  readonly time: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly hub: SimHub;
  readonly network: Network;
  readonly stations: readonly SimStation[];
  /** With the copies of disks that went to work. */
  readonly all: () => readonly SimStation[];
  readonly endMs: number;
  /** A copy of the station's disk goes to work beside it. */
  readonly onCloned: (station: SimStation) => void;
  readonly onRestored: () => void;
  /** The restored hub serves, and nobody has asked it anything yet. */
  readonly onServing: () => Promise<void>;
}

export interface Troubles {
  begin(): void;
  /** All lines fine, all programs running. */
  end(): Promise<void>;
}

/** Whatever goes wrong beside people's mistakes: lines, power, disks, clocks, the hub's process. */
export function createTroubles(parts: TroubleParts): Troubles {
  const { plan, time, dice, trace, hub, network, stations, all, endMs } = parts;
  const isOver = () => time.nowMs() > endMs;
  let backedUp = false;
  let cloned = false;

  /** @param everyMs how long it is between two of them, at least and at most */
  function nowAndThen(everyMs: readonly [number, number], what: () => void | Promise<void>): void {
    time.after(dice.between(...everyMs), async () => {
      if (isOver()) return;
      await what();
      nowAndThen(everyMs, what);
    });
  }

  function usual(station: SimStation): void {
    Object.assign(station.weather, { line: 'up', loss: plan.loss, twice: plan.twice, late: plan.late });
  }

  function cut(station: SimStation, line: 'cut' | 'half' | 'refused', forMs: number): void {
    trace.line(`${station.name} line ${line} for ${Math.round(forMs / 1000)} s`);
    station.weather.line = line;
    time.after(forMs, () => {
      if (isOver()) return;
      station.weather.line = 'up';
      trace.line(`${station.name} line up`);
    });
  }

  function partition(): void {
    const line = dice.pick(['cut', 'cut', 'half', 'refused'] as const);
    const forMs = dice.chance(0.3) ? dice.between(120_000, 600_000) : dice.between(5_000, 90_000);
    if (dice.chance(0.2)) for (const station of stations) cut(station, line, forMs);
    else cut(dice.pick(stations), line, forMs);
  }

  function crashStation(): void {
    const station = dice.pick(stations);
    if (!station.isOn()) return;
    if (plan.replicaLost && dice.chance(0.3)) station.rememberReplica();
    const way = dice.next();
    if (way < 0.3) station.crash('power');
    else station.crashAt(dice.below(20), way < 0.65 ? 'before' : 'after');
  }

  /** Whoever sees a dark screen switches it on again. */
  function switchOn(): void {
    for (const station of stations) {
      if (station.isOn() || dice.chance(0.5)) continue;
      if (plan.replicaLost && dice.chance(0.25)) station.throwReplicaAway();
      else if (plan.replicaLost && dice.chance(0.3)) station.bringBackReplica();
      if (plan.clones && !cloned && dice.chance(0.5)) {
        cloned = true;
        parts.onCloned(station);
      }
      station.start();
    }
  }

  async function upAgain(): Promise<void> {
    if (hub.isUp()) return;
    network.breakAll();
    await hub.start();
    trace.line('hub starts');
  }

  function killHub(): void {
    if (!hub.isUp()) return;
    if (dice.chance(0.4)) {
      hub.die();
      network.breakAll();
      trace.line('hub dies');
    } else hub.dieAt({ after: dice.below(6), when: dice.pick(['before-commit', 'after-commit'] as const) });
  }

  async function backUpOrRestore(): Promise<void> {
    if (!backedUp) {
      if (!hub.isUp()) return;
      await hub.backUp();
      backedUp = true;
      trace.line('hub is backed up');
      return;
    }
    if (dice.chance(0.5)) return;
    hub.die();
    network.breakAll();
    await hub.restore(dice.id(time.nowMs()));
    trace.line('hub is restored from its backup');
    parts.onRestored();
    await hub.start();
    await parts.onServing();
    backedUp = false;
    // Somebody is away just then, and cannot say what he holds.
    if (dice.chance(0.6)) cut(dice.pick(stations), 'cut', dice.between(60_000, 300_000));
  }

  return {
    begin() {
      for (const station of stations) usual(station);
      nowAndThen([5_000, 20_000], switchOn);
      nowAndThen([3_000, 30_000], upAgain);
      if (plan.partitions) nowAndThen([20_000, 180_000], partition);
      if (plan.crashes || plan.clones) nowAndThen([20_000, 180_000], crashStation);
      if (plan.hubDies) nowAndThen([40_000, 240_000], killHub);
      if (plan.restores) nowAndThen([60_000, 180_000], backUpOrRestore);
      if (plan.fullDisk) nowAndThen([30_000, 120_000], () => dice.pick(stations).fillDisk());
      if (plan.clockJumps) {
        nowAndThen([60_000, 300_000], () => dice.pick(stations).jumpClock(dice.between(-6, 6) * 3_600_000));
      }
    },
    async end() {
      for (const station of all()) Object.assign(station.weather, FINE);
      hub.spare();
      if (!hub.isUp()) await upAgain();
      for (const station of all()) {
        station.spare();
        if (!station.isOn()) station.start();
      }
    },
  };
}
