import type { PrinterCondition, PrinterStatus, PrintOutcome } from '../../core/print.ts';
import type { Result } from '../../core/result.ts';
import type { Printer } from '../../runtime/ports.ts';
import { createJobQueue } from './job-queue.ts';
import { faultOf, type JobRun, troubleOf } from './job-run.ts';
import type { LinePrinterParts, PrinterFace } from './line-printer.ts';
import { objectionTo } from './payload-guard.ts';

/** `gone`: the queue does not know the job any more. */
export type SpoolState = 'waiting' | 'printing' | 'held' | 'dropped' | 'completed' | 'gone';

export interface QueueHealth {
  readonly exists: boolean;
  /** What the queue itself says; of paper it knows nothing, or only what a driver cares to tell. */
  readonly conditions: readonly PrinterCondition[];
}

/** The operating system's queue, whichever it is. */
export interface SpoolQueue {
  /** Null: nobody could be asked. */
  health(timeoutMs: number): Promise<QueueHealth | null>;
  /**
   * Hands the whole job over; the name under which the queue keeps it. `refused`: it certainly did not take it.
   * `unsure`: it was stopped in the middle and may have.
   */
  submit(bytes: Uint8Array, title: string): Promise<Result<string, 'refused' | 'unsure'>>;
  stateOf(job: string): Promise<SpoolState>;
  /** True when the queue says that the job is out of it. */
  cancel(job: string): Promise<boolean>;
}

/**
 * A printer behind a spooler. It can never say `printed`: "completed" means that the bytes were handed to the kernel or to
 * a print server, with paper or without (printing design 7). A job that the queue holds, or does not move, is taken out of it
 * before anybody is asked, so that it cannot come out by itself minutes later.
 */
export function openSpoolerPrinter(
  face: PrinterFace,
  queue: SpoolQueue,
  parts: Pick<LinePrinterParts, 'timers' | 'deadlines' | 'onBug'>,
): Printer {
  const { timers, deadlines, onBug } = parts;
  let inQueue: string | null = null;

  const work = async (run: JobRun): Promise<PrintOutcome> => {
    const health = await queue.health(deadlines.programMs);
    if (health === null || !health.exists) return faultOf(run, 'UNREACHABLE');
    run.before = { conditions: health.conditions, busy: false, partial: null };
    run.seen = run.before;
    if (health.conditions.length > 0) return faultOf(run, 'NOT_READY', health.conditions);
    if (run.stopped) return faultOf(run, 'RESTARTED');
    run.connected = true;
    // From here on a stop cannot tell any more whether the queue has it.
    run.handedOver = run.bytes.length;
    const submitted = await queue.submit(run.bytes, run.title);
    if (!submitted.ok) {
      if (submitted.error === 'unsure') return faultOf(run, 'SPOOLER', ['no_reply']);
      run.handedOver = 0;
      return faultOf(run, 'UNREACHABLE');
    }
    inQueue = submitted.value;
    return follow(run, submitted.value);
  };

  const follow = async (run: JobRun, job: string): Promise<PrintOutcome> => {
    const sentMs = timers.elapsedMs();
    let state: SpoolState = 'waiting';
    for (;;) {
      state = await queue.stateOf(job);
      if (run.stopped || !(state === 'waiting' || state === 'printing')) break;
      const waitedMs = timers.elapsedMs() - sentMs;
      if (waitedMs >= deadlines.giveUpMs) break;
      if (waitedMs >= deadlines.lingerMs) run.report(troubleOf(run, 'SPOOLER', []));
      await new Promise<void>((resolve) => timers.after(deadlines.spoolerPollMs, resolve));
    }
    const isOut = state === 'completed' || state === 'gone' || state === 'dropped';
    if (!isOut) await queue.cancel(job);
    inQueue = null;
    const health = await queue.health(deadlines.programMs);
    run.seen = health === null ? null : { conditions: health.conditions, busy: false, partial: null };
    return faultOf(
      run,
      state === 'completed' || state === 'gone' ? 'UNCONFIRMED' : 'SPOOLER',
      health?.conditions ?? [],
    );
  };

  const jobs = createJobQueue({
    transport: face.transport,
    timers,
    onBug,
    isRefused: (bytes) => objectionTo(bytes, face.form.language) !== null,
    work,
  });

  const status = async (timeoutMs = deadlines.replyMs): Promise<PrinterStatus> => {
    const health = await queue.health(timeoutMs);
    const atMs = timers.atMs();
    if (health === null) return { link: 'unknown', ready: false, atMs, conditions: [] };
    if (!health.exists) return { link: 'down', ready: false, atMs, conditions: [] };
    // The queue is there; whether a printer is behind it, it does not say.
    return { link: 'unknown', ready: health.conditions.length === 0, atMs, conditions: health.conditions };
  };

  return {
    ...face,
    status,
    print: jobs.print,
    clear: () => {
      const job = inQueue;
      inQueue = null;
      // Only our own job: the others in the queue are other people's.
      return jobs.interrupt('CLEARED', async () => job !== null && queue.cancel(job));
    },
    close: jobs.close,
  };
}
