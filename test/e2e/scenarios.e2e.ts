import { expect, test } from '@playwright/test';
import { runScenario } from '../../src/fakes/scenario/run-scenario.ts';
import { loadScenarios } from '../scenarios/load-scenarios.ts';
import { openInProcess } from '../scenarios/serial-layers.ts';
import { openOnKeys } from '../scenarios/wedge-layer.ts';
import { openInWindow } from '../scenarios/window-layer.ts';

/*
 * Layer V4 in the real app: a chosen few of the scenarios, and above all those that a window can spoil. Their answers are compared with
 * those of the same scenario without a window, which is played in this process. None of them hangs on a date.
 */
const CHOSEN = [
  ...['happy-path', 'twice-in-one-write', 'lot-right', 'separator-missing', 'serial-twice', 'digital-link'],
  ...['over-quantity', 'error-lock', 'undo-twice', 'glued'],
  ...['wedge-on-button', 'wedge-in-input', 'wedge-french', 'wedge-german', 'wedge-caps-lock', 'wedge-slow'],
  ...['blocked-renderer', 'human-typing', 'held-key'],
];
/** What has the focus must be after the scans as it was before. */
const UNTOUCHED = { button: 'never clicked', input: 'Mira' } as const;

const scenarios = loadScenarios().filter(({ name }) => CHOSEN.includes(name));

test('has all the chosen scenarios', () => {
  expect(scenarios.map(({ name }) => name)).toEqual(CHOSEN.toSorted());
});

for (const scenario of scenarios) {
  test(`${scenario.name}: ${scenario.about}`, async () => {
    const plain = await (scenario.layers.includes('V1') ? openInProcess : openOnKeys)(scenario);
    const wanted = await runScenario(scenario, plain).finally(() => plain.close());
    const bench = await openInWindow(scenario);
    try {
      const run = await runScenario(scenario, bench);
      expect(run.misses).toEqual([]);
      expect(run.verdicts).toEqual(wanted.verdicts);
      if (scenario.focus !== undefined) expect(await bench.focusedElement()).toBe(UNTOUCHED[scenario.focus]);
    } finally {
      await bench.close();
    }
  });
}
