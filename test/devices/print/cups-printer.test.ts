import { describe, expect, it } from 'vitest';
import type { PrintOutcome, PrintTrouble } from '../../../src/core/print.ts';
import { readJobState, readQueueHealth, readRequestId } from '../../../src/devices/print/cups-queue.ts';
import { openPrinter } from '../../../src/devices/print/open-printer.ts';
import type { ProgramRun, ProgramWish, RunProgram } from '../../../src/devices/print/run-program.ts';
import type { Printer } from '../../../src/runtime/ports.ts';
import type { PrinterSettings } from '../../../src/wire/settings.ts';
import { ManualTimers } from './manual-timers.ts';
import { smallLabel } from './sample-jobs.ts';

/** What `lpstat -l -o` of CUPS 2.4 prints of one job. */
function listed(job: string, alerts: string): string {
  return `${job}             packer            1024   Mon Nov 23 17:00:00 2026\n\tStatus: Sending data to printer.\n\tAlerts: ${alerts}\n\tqueued for Zebra4x6\n`;
}

const IDLE = 'printer Zebra4x6 is idle.  enabled since Mon Nov 23 17:00:00 2026\n';

/** A CUPS with one queue, as its programs tell of it. `jobs`: what each look at the open jobs, or at the finished ones, shows. */
interface Cups {
  readonly calls: { readonly program: string; readonly args: readonly string[]; readonly wish: ProgramWish }[];
  readonly run: RunProgram;
  printer: Partial<ProgramRun>;
  lp: Partial<ProgramRun>;
  open: string;
  done: string;
  /** Called before each look at the list. */
  onLook: () => void;
}

function createCups(): Cups {
  const ran = (given: Partial<ProgramRun>): ProgramRun => ({
    code: 0,
    stdout: '',
    stderr: '',
    isMissing: false,
    ...given,
  });
  const cups: Cups = {
    calls: [],
    printer: { stdout: IDLE },
    lp: { stdout: 'request id is Zebra4x6-12 (0 file(s))\n' },
    open: listed('Zebra4x6-12', 'job-printing'),
    done: listed('Zebra4x6-12', 'job-completed-successfully'),
    onLook: () => {},
    run: async (program, args, wish) => {
      cups.calls.push({ program, args, wish });
      if (program === 'lp') return ran(cups.lp);
      if (program === 'cancel') return ran({});
      if (args[0] === '-p') return ran(cups.printer);
      if (args.includes('not-completed')) cups.onLook();
      return ran({ stdout: args.includes('not-completed') ? cups.open : cups.done });
    },
  };
  return cups;
}

const LABEL: PrinterSettings = {
  id: 'label',
  name: 'Zebra',
  roles: ['label'],
  connection: { kind: 'cups', queue: 'Zebra4x6' },
  language: 'zpl',
  dpi: 203,
  acknowledgement: 'odometer',
  graphics: 'run-length',
};

const atOnce = { settle: async () => new Promise<void>((resolve) => setImmediate(resolve)) };

interface Bench {
  readonly printer: Printer;
  readonly timers: ManualTimers;
  readonly troubles: PrintTrouble[];
  print(stop?: AbortSignal): Promise<PrintOutcome>;
}

function openBench(cups: Cups, setup: PrinterSettings = LABEL, bytes = smallLabel()): Bench {
  const timers = new ManualTimers(atOnce);
  const printer = openPrinter(setup, { timers, run: cups.run });
  const troubles: PrintTrouble[] = [];
  return {
    printer,
    timers,
    troubles,
    print: (signal = new AbortController().signal) =>
      printer.print(bytes, { signal, onTrouble: (trouble) => troubles.push(trouble) }),
  };
}

const cancelled = ({ calls }: Cups): boolean => calls.some(({ program }) => program === 'cancel');

describe('a label through CUPS', () => {
  it('is handed over as it is, and is never said to be printed', async () => {
    const cups = createCups();
    let looks = 0;
    cups.onLook = () => {
      looks += 1;
      if (looks === 2) cups.open = '';
    };
    const { printer, timers, print } = openBench(cups);
    const outcome = await timers.turnUntil(print());
    expect(outcome).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED', bytesWritten: smallLabel().length });
    expect(outcome.evidence).toMatchObject({ transport: 'cups', before: [], after: [], odometerBefore: null });
    const lp = cups.calls.find(({ program }) => program === 'lp');
    const title = expect.stringMatching(/^packhouse-[0-9a-f-]{36}$/);
    const policy = 'printer-error-policy=abort-job';
    expect(lp?.args).toEqual(['-d', 'Zebra4x6', '-o', 'raw', '-o', policy, '-t', title, '--']);
    expect(lp?.wish.stdin).toEqual(smallLabel());
    expect(cups.calls.every(({ wish }) => wish.env?.LC_ALL === 'C')).toBe(true);
    expect(cancelled(cups)).toBe(false);
    expect(printer.acknowledgement).toBe('none');
  });

  it.each([
    ['held after a broken connection', 'resources-are-not-ready'],
    ['held', 'job-hold-until-specified'],
  ])('%s: taken out of the queue, so that it cannot come out by itself', async (_, alerts) => {
    const cups = createCups();
    cups.open = listed('Zebra4x6-12', alerts);
    const { timers, print } = openBench(cups);
    expect(await timers.turnUntil(print())).toMatchObject({ state: 'unknown', code: 'SPOOLER' });
    expect(cups.calls.findLast(({ program }) => program === 'cancel')?.args).toEqual(['Zebra4x6-12']);
  });

  it('aborted by the queue: unknown, as it may have sent a part', async () => {
    const cups = createCups();
    cups.open = '';
    cups.done = listed('Zebra4x6-12', 'aborted-by-system');
    const { timers, print } = openBench(cups);
    expect(await timers.turnUntil(print())).toMatchObject({ state: 'unknown', code: 'SPOOLER' });
  });

  it('not moved by the queue: told after two seconds, taken out after a minute', async () => {
    const cups = createCups();
    const { timers, troubles, print } = openBench(cups);
    expect(await timers.turnUntil(print())).toMatchObject({ state: 'unknown', code: 'SPOOLER' });
    expect(troubles).toMatchObject([{ state: 'attention', code: 'SPOOLER' }]);
    expect(timers.elapsedMs()).toBeLessThanOrEqual(61_000);
    expect(cancelled(cups)).toBe(true);
  });

  it.each([
    ['there is no CUPS here', { isMissing: true, code: null, stdout: '' }],
    [
      'there is no such queue',
      { code: 1, stdout: '', stderr: 'lpstat: Invalid destination name in list "Zebra4x6".\n' },
    ],
    ['the scheduler does not answer', { code: 1, stdout: '', stderr: 'lpstat: Connection refused\n' }],
  ])('%s: not sent', async (_, printer) => {
    const cups = createCups();
    cups.printer = printer;
    const { timers, print } = openBench(cups);
    const outcome = await timers.turnUntil(print());
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'UNREACHABLE', bytesWritten: 0 });
    expect(cups.calls.some(({ program }) => program === 'lp')).toBe(false);
  });

  it('a stopped queue is given nothing', async () => {
    const cups = createCups();
    cups.printer = { stdout: 'printer Zebra4x6 disabled since Mon Nov 23 17:00:00 2026 -\n\tPaused\n' };
    const { printer, timers, print } = openBench(cups);
    const outcome = await timers.turnUntil(print());
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'NOT_READY', conditions: ['paused'] });
    expect(await printer.status()).toMatchObject({ link: 'unknown', ready: false, conditions: ['paused'] });
  });

  it('refused by lp is not sent; lp that never came back may have handed it over', async () => {
    const cups = createCups();
    const { timers, print } = openBench(cups);
    cups.lp = { code: 1, stderr: 'lp: Destination "Zebra4x6" is not accepting jobs.\n' };
    expect(await timers.turnUntil(print())).toMatchObject({ state: 'not_sent', code: 'UNREACHABLE', bytesWritten: 0 });
    cups.lp = { code: null };
    expect(await timers.turnUntil(print())).toMatchObject({ state: 'unknown', code: 'SPOOLER' });
  });

  it('cleared by a person is out of the queue', async () => {
    const cups = createCups();
    const { printer, timers, print } = openBench(cups);
    const outcome = print();
    const looked = new Promise<void>((resolve) => {
      cups.onLook = resolve;
    });
    await timers.turnUntil(looked);
    expect(await timers.turnUntil(printer.clear())).toBe(true);
    expect(await outcome).toMatchObject({ state: 'unknown', code: 'CLEARED' });
    expect(cancelled(cups)).toBe(true);
    expect(await timers.turnUntil(printer.clear())).toBe(false);
  });

  it('pages go through the queue’s filters, at their size', async () => {
    const cups = createCups();
    cups.open = '';
    const pages: PrinterSettings = {
      id: 'pages',
      name: 'Office',
      roles: ['slip'],
      connection: { kind: 'cups', queue: 'Office' },
      language: 'pdf',
      paper: 'a4',
    };
    const { timers, print } = openBench(cups, pages, Buffer.from('%PDF-1.7\n'));
    cups.lp = { stdout: 'request id is Office-1 (0 file(s))\n' };
    expect(await timers.turnUntil(print())).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED' });
    const args = cups.calls.find(({ program }) => program === 'lp')?.args.join(' ');
    expect(args).toContain('-d Office -o media=A4 -o print-scaling=none -o printer-error-policy=abort-job');
    expect(args).not.toContain('raw');
  });
});

describe('the words of CUPS', () => {
  it('name the job, hyphens and all', () => {
    expect(readRequestId('request id is my-zebra-2-118 (0 file(s))\n')).toBe('my-zebra-2-118');
    expect(readRequestId('lp: Error\n')).toBeNull();
  });

  it('tell one job from another whose name begins alike', () => {
    const both = listed('Zebra4x6-121', 'job-hold-until-specified') + listed('Zebra4x6-12', 'job-printing');
    expect(readJobState(both, 'Zebra4x6-12')).toBe('printing');
    expect(readJobState(both, 'Zebra4x6-121')).toBe('held');
    expect(readJobState(both, 'Zebra4x6-1')).toBeNull();
  });

  it('tell a queue that rejects jobs', () => {
    const rejecting = `${IDLE.trimEnd()}\n\tRejecting Jobs\n`;
    expect(readQueueHealth({ code: 0, stdout: rejecting, stderr: '', isMissing: false })).toEqual({
      exists: true,
      conditions: ['paused'],
    });
  });
});
