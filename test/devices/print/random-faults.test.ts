import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PrintOutcome } from '../../../src/core/print.ts';
import type { Fault } from '../../../src/fakes/virtual-printer/fault.ts';
import type { PersonaName } from '../../../src/fakes/virtual-printer/persona.ts';
import { BEST_PROOF, openRig, type Rig } from './print-rig.ts';
import { smallLabel, smallSlip } from './sample-jobs.ts';

/** Of all personas together: what issue 4 asks for. */
const SCHEDULES = 2000;

const PERSONAS = ['zebra-linkos', 'zebra-strict', 'zpl-clone', 'epson-tm', 'escpos-clone', 'sink'] as const;

const atByte = fc.integer({ min: 1, max: 170 });
const stop = fc.constantFrom('paperOut', 'coverOpen', 'jam', 'ribbonOut', 'headHot', 'cutter');
const line = fc.constantFrom('silent', 'blackhole', 'ackDrop', 'asbStorm', 'garbageStatus', 'dropOnEarlyFin');
const broken = fc.constantFrom('rst', 'fin', 'powerCycle');
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.oneof(stop, line, broken, fc.constantFrom('paused', 'secondClientRefused')), atByte }),
  fc.record({ kind: fc.oneof(stop, line, fc.constantFrom('paused', 'nearEnd', 'offline', 'secondClientRefused')) }),
  fc.record({ kind: stop, midSheet: fc.constant(true) }),
  fc.record({ kind: fc.oneof(stop, line, broken), afterSheets: fc.integer({ min: 0, max: 1 }) }),
);

/** What happens when the packer is told that something is wrong. */
const reaction = fc.constantFrom(
  'mend',
  'mend late',
  'mend and break again',
  'power cycle',
  'stop the station',
  'clear the printer',
);

const rigs = new Map<PersonaName, Rig>();
beforeAll(async () => {
  // Shorter waiting for a proof that never comes: it is the same wait, with fewer questions in it.
  const deadlines = { confirmMs: 1500, confirmSheetMs: 1500, giveUpMs: 5000 };
  for (const kind of PERSONAS) rigs.set(kind, await openRig(kind, { deadlines }));
});
afterAll(async () => {
  for (const rig of rigs.values()) await rig.close();
});

it.each(PERSONAS)(
  '%s: whatever breaks and whenever, a second sheet is always somebody’s decision',
  async (kind) => {
    const rig = rigs.get(kind);
    if (rig === undefined) throw new Error('The rig is missing');
    const { paper, timers } = rig;
    const job = kind === 'epson-tm' || kind === 'escpos-clone' ? smallSlip() : smallLabel();
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 3 }), reaction, async (faults, react) => {
        const before = paper.stats.odometer;
        const sheets = (): number => paper.stats.odometer - before;
        for (const each of faults) await paper.set(each);
        let reprints = 0;
        let end = await play(rig, job, react);
        // The first attempt is automatic, and so is every one of which nothing was sent.
        if (end.state === 'printed') expect(sheets()).toBeGreaterThanOrEqual(1);
        if (end.state === 'not_sent') expect(sheets()).toBe(0);
        for (let round = 0; round < 3; round += 1) {
          await paper.fix();
          await timers.settle();
          // Asked whether a label came out, the packer looks, and asks for another only if there is none.
          if (end.state === 'printed' || sheets() > 0) break;
          if (end.state !== 'not_sent') reprints += 1;
          end = await play(rig, job, 'mend');
        }
        await paper.fix();
        await timers.settle();
        expect(sheets()).toBeLessThanOrEqual(1 + reprints);
        // A device that proves its sheets says so in the end, and then there is one.
        if (end.state === 'printed') expect(sheets()).toBeGreaterThanOrEqual(1);
        if (BEST_PROOF[kind] !== 'none') expect(sheets()).toBeGreaterThanOrEqual(1);
        paper.powerCycle();
        await timers.settle();
      }),
      { numRuns: Math.ceil(SCHEDULES / PERSONAS.length) },
    );
  },
  120_000,
);

/** One attempt; when trouble is told, somebody reacts. */
async function play(rig: Rig, job: Uint8Array, react: string): Promise<PrintOutcome> {
  const { paper, timers } = rig;
  const stop = new AbortController();
  const { outcome, troubled } = rig.print(job, stop.signal);
  let again = false;
  const quiet = paper.onEvent(({ t }) => void (t === 'torn' && again && paper.fix()));
  let mending: Promise<void> | undefined;
  void troubled.then(() => {
    mending = mend(rig, react, stop).then(() => {
      again = react === 'mend and break again';
    });
  });
  const end = await timers.turnUntil(outcome);
  await timers.turnUntil(mending ?? Promise.resolve());
  quiet();
  return end;
}

async function mend({ paper, printer, timers }: Rig, react: string, stop: AbortController): Promise<void> {
  if (react === 'stop the station') stop.abort();
  if (react === 'clear the printer') await printer.clear();
  if (react === 'power cycle') paper.powerCycle();
  // Long after the transport has stopped waiting for a proof.
  if (react === 'mend late') await new Promise<void>((resolve) => timers.after(60_000, resolve));
  await paper.fix();
  if (react === 'mend and break again') await paper.set({ kind: 'paperOut', midSheet: true });
}
