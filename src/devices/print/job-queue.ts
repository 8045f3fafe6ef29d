import { randomUUID } from 'node:crypto';
import type { PrintFaultCode, PrintOutcome, PrintTrouble, Transport } from '../../core/print.ts';
import type { PrintOptions } from '../../runtime/ports.ts';
import { faultOf, type JobRun, startJobRun } from './job-run.ts';
import type { Timers } from './timers.ts';

/** To the main process's crash handler, past everybody who waits for an outcome. */
export function throwBug(bug: unknown): void {
  setImmediate(() => {
    throw bug;
  });
}

export interface JobQueue {
  /** The job that has the printer now; null once its outcome is told. */
  readonly current: JobRun | null;
  /** Resolves when no job that has ended still holds the line. */
  released(): Promise<void>;
  /** How the last job ended of which the printer was given anything; null too after it was cleared. */
  readonly lastEnd: PrintOutcome | null;
  print(bytes: Uint8Array, options: PrintOptions): Promise<PrintOutcome>;
  /** Ends the job under way and keeps the next one from the printer until `meanwhile` is done. */
  interrupt(code: PrintFaultCode, meanwhile: () => Promise<boolean>): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * One job at a time, in the order in which they came. Stopping one ends the waiting, not the truth: what was handed over
 * may be on paper at any time.
 */
export function createJobQueue(parts: {
  readonly transport: Transport;
  readonly timers: Timers;
  readonly isRefused: (bytes: Uint8Array) => boolean;
  readonly work: (run: JobRun) => Promise<PrintOutcome>;
  /** A fault of ours in the middle of a job: the job still ends with the truth about its bytes, and the bug is not hidden. */
  readonly onBug: (bug: unknown) => void;
}): JobQueue {
  const stops = new Set<(code: PrintFaultCode) => void>();
  let last: Promise<void> = Promise.resolve();
  let held: Promise<unknown> = Promise.resolve();
  let current: { readonly run: JobRun; readonly stop: (code: PrintFaultCode) => void } | null = null;
  let lastEnd: PrintOutcome | null = null;
  let released: Promise<void> = Promise.resolve();
  let closing = false;

  const print = (bytes: Uint8Array, { signal, onTrouble, jobId }: PrintOptions): Promise<PrintOutcome> => {
    const run = startJobRun(bytes, parts, (trouble: PrintTrouble) => {
      if (!run.stopped) onTrouble(trouble);
    });
    run.title = `packhouse-${jobId ?? randomUUID()}`;
    if (parts.isRefused(bytes)) return Promise.resolve(faultOf(run, 'PAYLOAD_REJECTED'));
    return new Promise((resolve) => {
      const settle = (outcome: PrintOutcome): void => {
        stops.delete(stop);
        signal.removeEventListener('abort', aborted);
        // Whoever stopped it has said how it ended; what the work says afterwards is only that it has let go.
        if (!run.stopped && run.handedOver > 0) lastEnd = outcome;
        if (current?.run === run) current = null;
        resolve(outcome);
      };
      const stop = (code: PrintFaultCode): void => {
        const outcome = faultOf(run, code);
        settle(outcome);
        run.stopped = true;
        released = run.hangUp();
      };
      const aborted = (): void => stop('RESTARTED');
      stops.add(stop);
      signal.addEventListener('abort', aborted);
      const turn = async (): Promise<void> => {
        await held;
        if (!run.stopped) {
          current = { run, stop };
          settle(await parts.work(run));
        }
        await letGo();
      };
      // The next job knocks only when this connection is gone: most printers have just one.
      const letGo = (): Promise<void> => {
        released = run.hangUp();
        return released;
      };
      last = last.then(turn).catch((bug: unknown) => {
        parts.onBug(bug);
        settle(faultOf(run, 'INTERNAL'));
        return letGo();
      });
      if (signal.aborted || closing) stop('RESTARTED');
    });
  };

  return {
    get current() {
      return current?.run ?? null;
    },
    get lastEnd() {
      return lastEnd;
    },
    released: () => released,
    print,
    interrupt: (code, meanwhile) => {
      const under = current;
      current = null;
      under?.stop(code);
      const done = (async () => {
        await under?.run.hangUp();
        const isCleared = await meanwhile();
        if (isCleared) lastEnd = null;
        return isCleared;
      })();
      held = Promise.all([held, done.catch(() => false)]);
      return done;
    },
    close: async () => {
      closing = true;
      for (const stop of [...stops]) stop('RESTARTED');
      await last;
    },
  };
}
