import { createConnection, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../../src/core/print.ts';
import type { PersonaName } from '../../../src/fakes/virtual-printer/persona.ts';
import { type Act, ELSEWHERE, FAILURES, type Row } from './failure-rows.ts';
import { openRig, type Rig, type RigWish } from './print-rig.ts';
import { hugeLabel, hugeSlip, smallLabel, smallSlip } from './sample-jobs.ts';
import { createSpooledPaper, type SpooledPaper } from './spooled-paper.ts';

let rig: Rig;
/** Another computer's connection. */
let holder: Socket | null = null;
afterEach(async () => {
  letGo();
  await rig.close();
});

function letGo(): void {
  holder?.destroy();
  holder = null;
}

async function hold(): Promise<void> {
  const socket = createConnection(rig.paper.address);
  await new Promise<void>((resolve) => socket.on('connect', resolve));
  holder = socket;
  await rig.paper.set({ kind: 'secondClientRefused' });
}

const WISHES: Readonly<Record<NonNullable<Row['line']>, RigWish>> = {
  knock: { connect: () => new Socket() },
  held: {},
  paced: { paceBytesPerSecond: 1000 },
};

const isReceipt = (kind: PersonaName): boolean => kind === 'epson-tm' || kind === 'escpos-clone';

function jobFor(kind: PersonaName, job: Row['job']): Uint8Array {
  if (job === 'none') return new Uint8Array();
  const receipt = isReceipt(kind) !== (job === 'foreign');
  if (job === 'huge') return receipt ? hugeSlip() : hugeLabel();
  return receipt ? smallSlip() : job === 'foreign' ? Buffer.from('%PDF-1.7') : smallLabel();
}

async function perform(act: Act, stop: AbortController): Promise<void> {
  if (act === 'mend') await rig.paper.fix();
  if (act === 'power cycle') rig.paper.powerCycle();
  if (act === 'stop the station') stop.abort();
  // Not awaited: time has to be turned for it, and the outcome is known before it is done.
  if (act === 'clear') void rig.printer.clear();
}

function sheets(): number {
  return rig.paper.stats.odometer - 1000;
}

/** One job through one row; afterwards everything is mended and another job follows, which must come out whole and alone. */
async function play(row: Row, kind: PersonaName): Promise<void> {
  rig = await openRig(kind, row.line && WISHES[row.line]);
  if (row.line === 'held') await hold();
  for (const fault of row.faults) await rig.paper.set(fault);
  const job = jobFor(kind, row.job);
  const stop = new AbortController();
  const { outcome, troubled } = rig.print(job, stop.signal);
  if (row.troubled !== undefined) {
    const trouble = await rig.timers.turnUntil(troubled);
    expect(trouble).toMatchObject({ state: 'attention', code: row.troubled });
    expect(trouble.atMs).toBeLessThanOrEqual(2000);
    await perform(row.act ?? 'leave', stop);
  }
  const end = await rig.timers.turnUntil(outcome);
  expectEnd(end, row, job.length);
  await rig.timers.settle();
  expect(sheets()).toBe(row.sheets[0]);

  letGo();
  await rig.paper.fix();
  await rig.timers.settle();
  expect(sheets()).toBe(row.sheets[1]);
  if (row.line === 'knock') return;
  const next = await rig.timers.turnUntil(rig.print(jobFor(kind, 'small')).outcome);
  expect(next.state === 'printed' || (next.state === 'unknown' && next.code === 'UNCONFIRMED')).toBe(true);
  await rig.timers.settle();
  expect(sheets()).toBe(row.sheets[1] + 1);
}

function expectEnd(end: PrintOutcome, row: Row, length: number): void {
  expect(end).toMatchObject(row.ends === 'printed' ? { state: 'printed' } : { state: row.state, code: row.ends });
  const written = end.evidence?.bytesWritten ?? -1;
  expect(end.evidence?.bytesTotal).toBe(length);
  if (row.bytes === 'none') expect(written).toBe(0);
  else if (row.bytes === 'all') expect(written).toBe(length);
  else expect(written > 0 && written < length).toBe(true);
}

const rowsOf = (rows: readonly Row[]) => rows.flatMap((row) => row.on.map((kind) => [kind, row.what, row] as const));

describe.each(Object.entries(FAILURES))('%s', (_, rows) => {
  it.each(rowsOf(rows))('%s: %s', (kind, _what, row) => play(row, kind));
});

describe('where node-thermal-printer fails (2.2)', () => {
  it.each(rowsOf(ELSEWHERE))('%s: %s', (kind, _what, row) => play(row, kind));
});

describe('SPOOLER: the queue of the operating system', () => {
  let spooled: SpooledPaper;
  const openSpooled = async (): Promise<void> => {
    let late: SpooledPaper | null = null;
    rig = await openRig('zebra-linkos', {
      connection: { kind: 'cups', queue: 'paper' },
      run: (...call) => (late === null ? Promise.reject(new Error('too early')) : late.run(...call)),
    });
    late = createSpooledPaper(rig.paper);
    spooled = late;
  };

  it('that took everything: a question, and one sheet', async () => {
    await openSpooled();
    const end = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(end).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED' });
    await rig.timers.settle();
    expect(sheets()).toBe(1);
  });

  it('that says completed with the paper out: a question, and no sheet before there is paper', async () => {
    await openSpooled();
    await rig.paper.set({ kind: 'paperOut' });
    const end = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(end).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED' });
    await rig.timers.settle();
    expect(sheets()).toBe(0);
    await rig.paper.fix();
    await rig.paper.waitForSheets(1);
  });

  it('that keeps the job and would print it minutes later: taken out, never printed', async () => {
    await openSpooled();
    await rig.paper.set({ kind: 'offline' });
    const end = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(end).toMatchObject({ state: 'unknown', code: 'SPOOLER' });
    await rig.paper.fix();
    await spooled.tryAgain();
    await rig.timers.settle();
    expect(sheets()).toBe(0);
  });
});

describe('INTERNAL: a fault of ours', () => {
  it('in the middle ends with the truth about the bytes, and is not hidden', async () => {
    const bugs: unknown[] = [];
    const bug = new Error('a bug in a transport');
    rig = await openRig('zebra-linkos', {
      onBug: (caught) => void bugs.push(caught),
      connect: () => {
        throw bug;
      },
    });
    const end = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(end).toMatchObject({ state: 'not_sent', code: 'INTERNAL', bytesWritten: 0 });
    expect(bugs).toEqual([bug]);
    expect(sheets()).toBe(0);
  });
});
