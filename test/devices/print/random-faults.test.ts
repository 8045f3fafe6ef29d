import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fault } from '../../../src/fakes/virtual-printer/fault.ts';
import { openRig, type Rig } from './print-rig.ts';
import { smallLabel, smallSlip } from './sample-jobs.ts';

const when = fc.integer({ min: 1, max: 140 });
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('paperOut', 'coverOpen', 'paused', 'silent', 'blackhole', 'rst'), atByte: when }),
  fc.record({ kind: fc.constantFrom('paperOut', 'coverOpen', 'paused', 'offline', 'silent', 'blackhole') }),
  fc.constant<Fault>({ kind: 'paperOut', midSheet: true }),
  fc.constant<Fault>({ kind: 'paperOut', afterSheets: 0 }),
);

/** What happens when the packer is told that something is wrong. */
const reaction = fc.constantFrom('mend', 'mend and break again', 'power cycle', 'stop the station');

const rigs = new Map<string, Rig>();
beforeAll(async () => {
  for (const kind of ['zebra-linkos', 'epson-tm'] as const) rigs.set(kind, await openRig(kind));
});
afterAll(async () => {
  for (const rig of rigs.values()) await rig.close();
});

it.each([
  ['zebra-linkos', smallLabel()],
  ['epson-tm', smallSlip()],
] as const)('%s: whatever breaks and whenever, one job never makes two sheets', async (kind, job) => {
  const rig = rigs.get(kind);
  if (rig === undefined) throw new Error('The rig is missing');
  const { paper, timers } = rig;
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 3 }), reaction, async (faults, react) => {
      const before = paper.stats.odometer;
      for (const each of faults) await paper.set(each);
      const stop = new AbortController();
      const { outcome, troubled } = rig.print(job, stop.signal);
      const mended = troubled.then(async () => {
        if (react === 'stop the station') stop.abort();
        if (react === 'power cycle') paper.powerCycle();
        await paper.fix();
        if (react === 'mend and break again') await paper.set({ kind: 'paperOut', midSheet: true }).then(paper.fix);
      });
      const end = await timers.turnUntil(outcome);
      await Promise.race([mended, paper.fix()]);
      // What is still inside comes out now, if it ever will.
      const settled = await timers.turnUntil(rig.print(job).outcome);
      const nextSheets = settled.state === 'printed' ? 1 : 0;
      const sheets = paper.stats.odometer - before - nextSheets;
      expect(sheets).toBeLessThanOrEqual(1);
      if (end.state === 'printed') expect(sheets).toBe(1);
      if (end.state === 'not_sent') expect(sheets).toBe(0);
      paper.powerCycle();
    }),
    { numRuns: 75 },
  );
});
