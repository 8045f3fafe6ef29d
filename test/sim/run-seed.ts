import { INVARIANTS } from './invariants.ts';
import { isLost } from './invariants-hub.ts';
import { type Plan, wordsOf } from './plan.ts';
import { openPlay, type Play } from './play.ts';
import type { SimHub } from './sim-hub.ts';

export interface SeedReport {
  readonly seed: number;
  readonly ok: boolean;
  /** The same seed gives the same hash, or something in the code under test is not told its time or its luck. */
  readonly hash: string;
  readonly plan: string;
  readonly wrong: readonly string[];
  /** The last lines of the history; empty when all is well. */
  readonly tail: readonly string[];
  readonly lines: number;
  readonly parcels: number;
  readonly restores: number;
  /** Of the processor; how long it took hangs on who else is at work. */
  readonly cpuMs: number;
}

const ROUND_MS = 40_000;
/** Longer than any drill. */
const ROUNDS = 60;
const TAIL = 60;

/** One history from its beginning to rest, and every invariant at its end. */
export async function runSeed(hub: SimHub, plan: Plan, keepAll = false): Promise<SeedReport> {
  const begun = process.cpuUsage();
  const play = await openPlay(hub, plan, keepAll);
  const { ledger, trace, time } = play;
  try {
    await time.run(play.endMs);
    await play.troubles.end();
    await comeToRest(play);
    await play.office.tidyUp();
    await comeToRest(play);
    while (await play.shop.drain()) {
      // until every shop knows
    }
    trace.line('rest');
    for (const [name, invariant] of INVARIANTS) {
      for (const what of await invariant(play)) ledger.wrong.push(`${name}: ${what}`);
    }
    const errors = hub.takeErrors();
    for (const error of errors.slice(0, 3)) ledger.wrong.push(`the hub logged ${JSON.stringify(error)}`);
  } catch (error) {
    ledger.wrong.push(`the simulation broke: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    play.clear();
  }
  const ok = ledger.wrong.length === 0;
  return {
    seed: plan.seed,
    ok,
    hash: trace.hash(),
    plan: wordsOf(plan),
    wrong: ledger.wrong.slice(0, 10),
    tail: ok && !keepAll ? [] : trace.last(keepAll ? trace.count() : TAIL),
    lines: trace.count(),
    parcels: ledger.parcels.length,
    restores: ledger.restores,
    cpuMs: Math.round((process.cpuUsage(begun).user + process.cpuUsage(begun).system) / 1000),
  };
}

/** Lets time pass until two looks in a row find nothing under way. */
async function comeToRest(play: Play): Promise<void> {
  let before = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    await play.time.run(play.time.nowMs() + ROUND_MS);
    const now = await looksLike(play);
    if (now === before && isQuiet(play)) return;
    before = now;
  }
}

async function looksLike(play: Play): Promise<string> {
  const [head] = await play.hub.query<{ pos: number }>('select pos from feed_head');
  return JSON.stringify([head?.pos, play.stations.map((station) => station.store()?.journal.lastSeq())]);
}

function isQuiet(play: Play): boolean {
  return play.stations.every(
    (station) => isLost(play, station.name) || (station.store()?.journal.unsent().entries ?? 1) === 0,
  );
}
