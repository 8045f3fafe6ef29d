import type { Command } from '../core/command.ts';
import { allJobs, type Job, jobOf } from '../core/job.ts';
import type { PrinterStatus } from '../core/print.ts';
import type { State } from '../core/state.ts';
import type { PrinterView } from '../core/view.ts';
import type { Clock } from './clock.ts';
import type { BenchPrinter } from './effects.ts';

const CALM_MS = 10_000;
const TROUBLED_MS = 1_500;

export interface PrinterWatch {
  /** A job is in trouble: look sooner than planned. */
  hurry(): void;
  stop(): void;
}

/** Asks a printer how it is before it is needed, and sends a job that never left as soon as the printer is ready again. */
export function watchPrinter(options: {
  readonly of: BenchPrinter;
  /** Jobs that name no printer go to this one when it is the usual one of their role. */
  readonly isUsual: (role: Job['role']) => boolean;
  readonly clock: Clock;
  readonly state: () => State;
  readonly submit: (command: Command) => Promise<void>;
  readonly onPrinter: (printer: PrinterView) => void;
  readonly onBug: (bug: unknown) => void;
}): PrinterWatch {
  const { of, clock } = options;
  const { printer } = of;
  let stopped = false;
  let cancel: (() => void) | null = null;
  let shown: PrinterView | null = null;

  async function look(): Promise<void> {
    const status = await printer.status();
    if (stopped) return;
    const view = viewOf(of, status, shown, clock.nowMs());
    if (view !== shown) options.onPrinter(view);
    shown = view;
    const { id, name } = printer;
    const [job] = status.ready ? mine().filter(({ state }) => state === 'not_sent') : [];
    if (job !== undefined) await options.submit({ type: 'printer-ready', jobId: job.jobId, printer: { id, name } });
  }

  /** Papers of parked boxes are nobody's to print: they come when somebody fetches the box. */
  function mine(): readonly Job[] {
    const state = options.state();
    const isParked = (job: Job) => state.parked.some((work) => jobOf(work, job.jobId) !== null);
    return allJobs(state).filter(
      (job) => (job.printerId === null ? options.isUsual(job.role) : job.printerId === printer.id) && !isParked(job),
    );
  }

  function again(): void {
    if (stopped) return;
    const isWaitedFor = mine().some(({ state }) => state === 'not_sent' || state === 'attention');
    const troubled = isWaitedFor || shown?.state !== 'well';
    cancel = clock.after(troubled ? TROUBLED_MS : CALM_MS, round);
  }

  function round(): void {
    cancel = null;
    look().catch(options.onBug).finally(again);
  }

  round();
  return {
    hurry() {
      if (cancel === null) return;
      cancel();
      cancel = clock.after(TROUBLED_MS, round);
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}

/** Before its first answer. */
export function unknownPrinter({ printer, roles }: BenchPrinter, nowMs: number): PrinterView {
  const { id, name, transport, acknowledgement } = printer;
  return { id, name, roles, transport, acknowledgement, state: 'unknown', sinceMs: nowMs, conditions: [] };
}

/** Keeps the old view when nothing changed, so that `sinceMs` says since when. */
function viewOf(of: BenchPrinter, status: PrinterStatus, before: PrinterView | null, nowMs: number): PrinterView {
  const state =
    status.link === 'unknown'
      ? 'unknown'
      : status.link === 'down'
        ? 'lost'
        : !status.ready || status.conditions.length > 0
          ? 'degraded'
          : 'well';
  const same = before?.state === state && before.conditions.join() === status.conditions.join();
  return same ? before : { ...unknownPrinter(of, nowMs), state, conditions: status.conditions };
}
