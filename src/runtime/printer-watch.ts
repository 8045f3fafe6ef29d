import type { Command } from '../core/command.ts';
import type { PrinterRole, PrinterStatus } from '../core/print.ts';
import { boxOf, type Job, type State } from '../core/state.ts';
import type { DeviceView } from '../core/view.ts';
import type { Clock } from './clock.ts';
import type { Printer } from './ports.ts';

const CALM_MS = 10_000;
const TROUBLED_MS = 1_500;

export interface PrinterWatch {
  /** A job is in trouble: look sooner than planned. */
  hurry(): void;
  stop(): void;
}

/** Asks a printer how it is before it is needed, and sends a job that never left as soon as the printer is ready again. */
export function watchPrinter(options: {
  readonly role: PrinterRole;
  readonly printer: Printer;
  readonly clock: Clock;
  readonly state: () => State;
  readonly submit: (command: Command) => Promise<void>;
  readonly onDevice: (device: DeviceView) => void;
  readonly onBug: (bug: unknown) => void;
}): PrinterWatch {
  const { role, printer, clock } = options;
  let stopped = false;
  let cancel: (() => void) | null = null;
  let shown: DeviceView | null = null;

  async function look(): Promise<void> {
    const status = await printer.status();
    if (stopped) return;
    const device = deviceOf(printer.name, status, shown, clock.nowMs());
    if (device !== shown) options.onDevice(device);
    shown = device;
    const job = jobFor(options.state(), role);
    if (status.ready && job?.state === 'not_sent') {
      await options.submit({ type: 'printer-ready', jobId: job.jobId, printer: printer.name });
    }
  }

  function again(): void {
    if (stopped) return;
    const waiting = jobFor(options.state(), role)?.state;
    const troubled = waiting === 'not_sent' || waiting === 'attention' || shown?.state !== 'well';
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

function jobFor({ work }: State, role: PrinterRole): Job | null {
  if (work === null) return null;
  return role === 'slip' ? work.slip : boxOf(work).label;
}

/** Keeps the old view when nothing changed, so that `sinceMs` says since when. */
function deviceOf(name: string, status: PrinterStatus, before: DeviceView | null, nowMs: number): DeviceView {
  const state =
    status.link === 'unknown'
      ? 'unknown'
      : status.link === 'down'
        ? 'lost'
        : !status.ready || status.conditions.length > 0
          ? 'degraded'
          : 'well';
  const same = before?.state === state && before.conditions.join() === status.conditions.join();
  return same ? before : { state, name, sinceMs: nowMs, conditions: status.conditions };
}
