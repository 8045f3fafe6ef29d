import { describe, expect, it } from 'vitest';
import { missOf } from '../../src/fakes/scenario/expectation.ts';
import { runScenario } from '../../src/fakes/scenario/run-scenario.ts';
import { createTurnedClock } from '../../src/fakes/turned-clock.ts';
import { type Step, scenarioSchema } from '../../src/wire/scenario.ts';
import { openInProcess } from './serial-layers.ts';

async function missesOf(...steps: readonly Step[]): Promise<readonly string[]> {
  const scenario = scenarioSchema.parse({
    name: 'under-test',
    about: 'A story that does not go as it says.',
    seed: 1,
    profile: 'usual',
    order: 'BOTTLES',
    steps,
  });
  const bench = await openInProcess(scenario);
  try {
    return (await runScenario(scenario, bench)).misses;
  } finally {
    await bench.close();
  }
}

describe('a scenario that is not met', () => {
  const bottle = { scan: '9520000000011' };

  it('says which step, what was wanted and what came', async () => {
    expect(await missesOf(bottle, { expect: { verdict: 'line-done', line: 'B-17-BK', qty: [2, 2] } })).toEqual([
      'step 2: verdict: wanted "line-done", got "accepted"; B-17-BK: wanted [2,2], got [1,2]',
    ]);
  });

  it('is not met by an answer too many or too few, nor by one that nobody asked for', async () => {
    expect(await missesOf({ ...bottle, times: 2 }, { expect: { verdict: 'line-done' } })).toEqual([
      'step 2: answers: wanted 1, got 2',
    ]);
    expect(await missesOf({ expect: { verdict: 'accepted' } })).toEqual([
      'step 1: verdict: wanted "accepted", got undefined; answers: wanted 1, got 0',
    ]);
    expect(await missesOf(bottle)).toMatchObject([expect.stringMatching(/^after the last expectation: .*accepted/)]);
  });

  it('is not met without a label to scan', async () => {
    expect(await missesOf({ proof: true })).toEqual(['there is no label to scan']);
  });

  it('looks at the state, at what the port noticed, and at the time an answer took', () => {
    const answer = { code: 'accepted', state: 'packing', units: [1, 2], lines: {}, tookMs: 9 } as const;
    expect(missOf({ verdict: 'accepted', state: 'stopped' }, [answer], [])).toBe(
      'state: wanted "stopped", got "packing"',
    );
    expect(missOf({ answers: 0, diag: 'noise' }, [], ['reopened'])).toBe('noticed: wanted "noise", got ["reopened"]');
    expect(missOf({ verdict: 'accepted', withinMs: 8 }, [answer], [])).toBe('milliseconds: wanted 8, got 9');
    expect(missOf({ verdict: 'accepted', withinMs: 9, qty: [1, 2] }, [answer], [])).toBeNull();
  });
});

describe('the clock of the scenarios', () => {
  it('lets things happen at their moment while it is turned, and late after a hold-up', async () => {
    const clock = createTurnedClock(1000);
    const seen: [string, number][] = [];
    const note = (name: string) => () => void seen.push([name, clock.monoMs()]);
    clock.after(20, note('later'));
    clock.after(10, () => {
      note('soon')();
      clock.after(5, note('follows'));
    });
    clock.after(12, note('cancelled'))();
    await clock.advance(16);
    expect(seen).toEqual([
      ['soon', 10],
      ['follows', 15],
    ]);
    await clock.holdUp(100);
    expect(seen.at(-1)).toEqual(['later', 116]);
    expect([clock.nowMs(), clock.monoMs()]).toEqual([1116, 116]);
  });
});
