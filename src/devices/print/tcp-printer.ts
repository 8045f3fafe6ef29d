import type { PrinterLanguage, PrinterStatus, PrintOutcome } from '../../core/print.ts';
import type { Printer, PrintOptions } from '../../runtime/ports.ts';
import { type Conversation, type Observation, stoppingOf } from './conversation.ts';
import { type Deadlines, usualDeadlines } from './deadlines.ts';
import { talkEscpos } from './escpos-conversation.ts';
import { faultOf, type JobRun, type JobTools, startJobRun } from './job-run.ts';
import { type Connect, dial, type Line } from './line.ts';
import { objectionTo } from './payload-guard.ts';
import { runJob } from './run-job.ts';
import { systemTimers, type Timers } from './timers.ts';
import { talkZebra } from './zebra-conversation.ts';

export interface TcpPrinterSetup {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly language: PrinterLanguage;
  /**
   * How it proves that a sheet came out: Zebra's label odometer, Epson's process id, or not at all. A ZPL printer
   * without odometer that answers `~HS` is believed when it has run empty.
   */
  readonly acknowledgement: 'odometer' | 'process-id' | 'none';
  readonly timers?: Timers | undefined;
  readonly deadlines?: Partial<Deadlines> | undefined;
  /** Stands in for `net.createConnection` in tests. */
  readonly connect?: Connect | undefined;
}

/** A printer at TCP port 9100: one job at a time, one connection per job, held until the outcome is final. */
export function openTcpPrinter(setup: TcpPrinterSetup): Printer {
  const { name, host, port, language, acknowledgement, timers = systemTimers, connect } = setup;
  if (acknowledgement === (language === 'zpl' ? 'process-id' : 'odometer')) {
    throw new Error(`${name}: a ${language} printer has no ${acknowledgement}`);
  }
  const deadlines: Deadlines = { ...usualDeadlines, ...setup.deadlines };
  const knock = (timeoutMs: number): Promise<Line | null> =>
    dial({ host, port, timeoutMs, closeMs: deadlines.closeMs, timers, connect });
  const talk = (line: Line): Conversation =>
    language === 'zpl'
      ? talkZebra(line, timers, deadlines, acknowledgement === 'odometer')
      : talkEscpos(line, timers, acknowledgement === 'process-id');
  const tools: JobTools = { timers, deadlines, dial: knock, talk, answers: acknowledgement !== 'none' };

  let last: Promise<void> = Promise.resolve();
  let current: JobRun | null = null;
  let asking: Line | null = null;
  let closing = false;
  const runs = new Set<() => void>();

  const work = async (run: JobRun): Promise<PrintOutcome> => {
    if (run.stopped) return faultOf(run, 'RESTARTED');
    // A status question may hold the printer's only connection; paper comes first.
    const interrupted = asking;
    asking = null;
    await interrupted?.close();
    current = run;
    return runJob(run, tools);
  };

  const print = (bytes: Uint8Array, { signal, onTrouble }: PrintOptions): Promise<PrintOutcome> => {
    const run = startJobRun(bytes, (trouble) => {
      if (!run.stopped) onTrouble(trouble);
    });
    if (objectionTo(bytes, language) !== null) return Promise.resolve(faultOf(run, 'PAYLOAD_REJECTED'));
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        runs.delete(stop);
        signal.removeEventListener('abort', stop);
      };
      // Stopping ends the waiting, not the truth: what was handed over may be on paper at any time.
      const stop = (): void => {
        finish();
        run.stopped = true;
        resolve(faultOf(run, 'RESTARTED'));
        void run.line?.close();
      };
      runs.add(stop);
      signal.addEventListener('abort', stop);
      last = last
        .then(() => work(run))
        .then(resolve, reject)
        .then(async () => {
          finish();
          // The next job knocks only when this connection is gone: most printers have just one.
          await run.line?.close();
          if (current === run) current = null;
        });
      if (signal.aborted || closing) stop();
    });
  };

  const status = async (timeoutMs = deadlines.replyMs): Promise<PrinterStatus> => {
    if (current !== null) return statusOf(current.line === null ? 'unknown' : 'up', current.seen, timers.atMs());
    const begunMs = timers.elapsedMs();
    const line = await knock(timeoutMs);
    if (line === null) return statusOf('down', null, timers.atMs());
    asking = line;
    const seen = await talk(line).ask(Math.max(1, timeoutMs - (timers.elapsedMs() - begunMs)));
    // Interrupted by a job: nothing was learnt, which is not the same as no reply.
    const interrupted = asking !== line;
    if (!interrupted) asking = null;
    void line.close();
    return statusOf(interrupted ? 'unknown' : 'up', seen, timers.atMs());
  };

  const close = async (): Promise<void> => {
    closing = true;
    for (const stop of [...runs]) stop();
    await asking?.close();
    await last;
  };

  return { name, language, status, print, close };
}

function statusOf(link: PrinterStatus['link'], seen: Observation | null, atMs: number): PrinterStatus {
  if (seen === null) return { link, ready: false, atMs, conditions: link === 'up' ? ['no_reply'] : [] };
  return { link, ready: stoppingOf(seen.conditions).length === 0, atMs, conditions: seen.conditions };
}
