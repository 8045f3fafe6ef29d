import { expect, it } from 'vitest';
import { failuresOf, withSim } from './run-sim.ts';

/** `npm run sim -- --seeds 3000` runs as many as one likes. */
const SEEDS = 100;
/** Small worlds: what goes wrong between three stations goes wrong with a handful of orders too. */
const SMALL = ['--orders', '8', '--hours', '0.08'];

it(`holds every invariant in ${SEEDS} histories of stations, hub and a bad network`, async () => {
  await withSim(null, async (run) => {
    // Two processes, because there are two cores.
    const halves = await Promise.all([
      run([...SMALL, '--seed', '1', '--seeds', String(SEEDS / 2)]),
      run([...SMALL, '--seed', String(1 + SEEDS / 2), '--seeds', String(SEEDS / 2)]),
    ]);
    const reports = halves.flatMap((half) => half.reports);
    expect(failuresOf(reports)).toEqual([]);
    expect(halves.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(reports).toHaveLength(SEEDS);
    // They must have done something: parcels left, and every kind of disaster was among them.
    const parcels = reports.reduce((sum, report) => sum + report.parcels, 0);
    expect(parcels).toBeGreaterThan(SEEDS * 5);
    expect(reports.some(({ restores }) => restores > 0)).toBe(true);
  });
}, 600_000);

it('gives the same history for the same seed, byte for byte', async () => {
  await withSim(null, async (run) => {
    const [first, again] = await Promise.all([
      run(['--seed', '7', '--seeds', '3']),
      run(['--seed', '7', '--seeds', '3']),
    ]);
    const hashes = (reports: (typeof first)['reports']) => reports.map(({ seed, hash, lines }) => [seed, hash, lines]);
    expect(hashes(again.reports)).toEqual(hashes(first.reports));
    expect(new Set(first.reports.map(({ hash }) => hash)).size).toBe(3);
  });
}, 180_000);
