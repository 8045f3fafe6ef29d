import { expect, it } from 'vitest';
import { MUTANTS } from './mutants.mjs';
import { withSim } from './run-sim.ts';

it('has enough faults to prove that the simulation can fail', () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(10);
});

it.concurrent.each(MUTANTS)(
  'catches $name',
  async ({ name, plan, seeds: [first, count] }) => {
    await withSim(name, async (run) => {
      const { reports, stderr } = await run([
        '--seed',
        String(first),
        '--seeds',
        String(count),
        '--plan',
        JSON.stringify(plan),
        '--stop',
      ]);
      expect(stderr).toBe('');
      expect(reports.some(({ ok }) => !ok)).toBe(true);
    });
  },
  300_000,
);
