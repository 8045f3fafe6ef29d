import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from '../../src/core/scan.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import type { Answer, ScenarioBench } from '../../src/fakes/scenario/run-scenario.ts';
import { verdictOf } from '../../src/fakes/scenario/verdict.ts';
import { createTurnedClock, type TurnedClock } from '../../src/fakes/turned-clock.ts';
import type { Chance } from '../../src/runtime/clock.ts';
import type { Scanner, ScannerDiag, ScannerLink } from '../../src/runtime/scanner-port.ts';
import type { Station } from '../../src/runtime/station.ts';
import type { Scenario } from '../../src/wire/scenario.ts';
import { OBEDIENT, plainLabels } from '../runtime/paper-at-once.ts';
import { openLonelyBench } from '../stories/lonely-bench.ts';
import { stockScenarioBench } from './scenario-goods.ts';

/** Noon at the bench, wherever the test runs: the days of the scenarios' goods hang on it. */
const NOON = new Date(2026, 10, 23, 12);

/** Everything that the layers have in common: a bench on a real disk, a clock that is turned by hand, a printer that obeys. */
export interface OpenBench {
  readonly clock: TurnedClock;
  readonly station: Station;
  /** How the scanner is connected now. */
  link(): ScannerLink | null;
  /** Another device than the scanner delivers this. */
  deliver(source: string, kind: Frame['kind'], text: string): Promise<void>;
  readonly shared: Omit<ScenarioBench, 'layer' | 'send' | 'holdUp' | 'echo' | 'unplug' | 'plugIn' | 'type'>;
  close(): Promise<void>;
}

export interface World {
  readonly clock: TurnedClock;
  readonly chance: Chance;
}

/** @param makeScanner its `readings` are what the verdicts of the scenario are made of */
export async function openScenarioBench(
  { policy = {} }: Pick<Scenario, 'policy'>,
  makeScanner: (world: World) => Scanner,
): Promise<OpenBench> {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-scenario-'));
  const clock = createTurnedClock(NOON.getTime());
  const chance = countingChance();
  const store = openStore(folder);
  stockScenarioBench(store, defined(policy), clock.nowMs());
  const scanner = makeScanner({ clock, chance });
  let link: ScannerLink | null = null;
  const diags: ScannerDiag['code'][] = [];
  scanner.onStatus((status) => {
    link = status.link;
  });
  scanner.onDiag(({ code }) => diags.push(code));
  const bench = await openLonelyBench(store, scanner, {
    clock,
    chance,
    scale: null,
    printers: OBEDIENT,
    labels: plainLabels,
  });
  const { station } = bench;
  const answers: Answer[] = [];
  const numbers = new Map<string, number>();
  station.onTrace(({ frameMonoMs, durableMonoMs }) => {
    answers.push({ ...verdictOf(station.view()), tookMs: durableMonoMs - frameMonoMs });
  });
  const answered = () => answers.push({ ...verdictOf(station.view()), tookMs: null });

  async function settle(): Promise<void> {
    await station.idle();
    await clock.settle();
    await station.idle();
  }

  return {
    clock,
    station,
    link: () => link,
    deliver(source, kind, text) {
      const no = (numbers.get(source) ?? 0) + 1;
      numbers.set(source, no);
      return station.submit({
        kind: 'frame',
        frame: { source, kind, no, text, terminated: true, monoMs: clock.monoMs() },
      });
    },
    shared: {
      settle,
      async wait(ms) {
        await settle();
        await clock.advance(ms);
      },
      async press(action) {
        await station.submit({ kind: 'do', action });
        answered();
      },
      async choose(choice) {
        await station.submit({ kind: 'choose', choice });
        answered();
      },
      labelText() {
        const { screen } = station.view();
        return Promise.resolve('parcelCode' in screen ? screen.parcelCode : null);
      },
      takeAnswers: () => Promise.resolve(answers.splice(0)),
      takeDiags: () => diags.splice(0),
    },
    async close() {
      await bench.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No throw is lucky, and ids count up. */
function countingChance(): Chance {
  let ids = 0;
  return {
    next: () => 0.5,
    id() {
      ids += 1;
      return `id-${String(ids).padStart(6, '0')}`;
    },
  };
}

/** A rule that stands there as `undefined` is not set. */
function defined<Rules extends object>(rules: Rules): { [Name in keyof Rules]: Exclude<Rules[Name], undefined> } {
  return Object.fromEntries(Object.entries(rules).filter(([, rule]) => rule !== undefined)) as never; // only `undefined` went
}
