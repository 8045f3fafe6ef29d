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
const reaction = fc.constantFrom('mend', 'mend late', 'mend and break again', 'power cycle', 'stop the station');

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
      const quiet = paper.onEvent(({ t }) => void (t === 'torn' && again && paper.fix()));
      let again = false;
      let mending: Promise<void> | undefined;
      void troubled.then(() => {
        mending = mend(rig, react, stop).then(() => {
          again = react === 'mend and break again';
        });
      });
      const end = await timers.turnUntil(outcome);
      await timers.turnUntil(mending ?? Promise.resolve());
      await paper.fix();
      quiet();
      // The printer works in turn: when another job is on paper, what was still inside is too.
      let next = await timers.turnUntil(rig.print(job).outcome);
      while (next.state === 'not_sent') next = await timers.turnUntil(rig.print(job).outcome);
      expect(next.state).toBe('printed');
      const sheets = paper.stats.odometer - before - 1;
      expect(sheets).toBeLessThanOrEqual(1);
      if (end.state === 'printed') expect(sheets).toBe(1);
      if (end.state === 'not_sent') expect(sheets).toBe(0);
      paper.powerCycle();
    }),
    { numRuns: 75 },
  );
});

async function mend({ paper, timers }: Rig, react: string, stop: AbortController): Promise<void> {
  if (react === 'stop the station') stop.abort();
  if (react === 'power cycle') paper.powerCycle();
  // Long after the transport has stopped waiting for a proof.
  if (react === 'mend late') await new Promise<void>((resolve) => timers.after(60_000, resolve));
  await paper.fix();
  if (react === 'mend and break again') await paper.set({ kind: 'paperOut', midSheet: true });
}
