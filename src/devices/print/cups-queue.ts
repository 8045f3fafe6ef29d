import type { Paper, PrinterCondition } from '../../core/print.ts';
import { failure, success } from '../../core/result.ts';
import type { ProgramRun, RunProgram } from './run-program.ts';
import type { QueueHealth, SpoolQueue, SpoolState } from './spooler-printer.ts';

/** The programs' words are read, so they must speak English. */
const ENGLISH = { LC_ALL: 'C', LANGUAGE: 'C' };

const MEDIA: Readonly<Record<Paper, string>> = { a4: 'A4', letter: 'Letter' };

/**
 * A CUPS queue through CUPS' own programs (lp, lpstat, cancel: manual pages of CUPS 2.4). `paper`: pages, which the
 * queue's filters may translate; without it the bytes go to the printer as they are.
 */
export function cupsQueue(parts: {
  readonly queue: string;
  readonly paper: Paper | null;
  readonly run: RunProgram;
  readonly programMs: number;
}): SpoolQueue {
  const { queue, paper, run, programMs } = parts;
  const call = (program: string, args: readonly string[], timeoutMs = programMs): Promise<ProgramRun> =>
    run(program, args, { env: ENGLISH, timeoutMs });
  const options = paper === null ? ['-o', 'raw'] : ['-o', `media=${MEDIA[paper]}`, '-o', 'print-scaling=none'];

  return {
    health: async (timeoutMs) => {
      // `lpstat -p -x` would take the name for an option.
      if (queue.startsWith('-')) return { exists: false, conditions: [] };
      const printer = await call('lpstat', ['-p', queue], timeoutMs);
      if (printer.isMissing) return { exists: false, conditions: [] };
      return readQueueHealth(printer);
    },
    submit: async (bytes, title) => {
      // The usual policy, retry-job, sends a broken-off job once more after minutes: a second label that nobody asked for.
      const args = ['-d', queue, ...options, '-o', 'printer-error-policy=abort-job', '-t', title, '--'];
      const submitted = await run('lp', args, { env: ENGLISH, timeoutMs: programMs, stdin: bytes });
      const id = readRequestId(submitted.stdout);
      if (id !== null) return success(id);
      return failure(submitted.isMissing || (submitted.code !== null && submitted.code > 0) ? 'refused' : 'unsure');
    },
    stateOf: async (job) => {
      const open = await call('lpstat', ['-l', '-W', 'not-completed', '-o', queue]);
      if (open.code !== 0) return 'waiting';
      const state = readJobState(open.stdout, job);
      if (state !== null) return state;
      const done = await call('lpstat', ['-l', '-W', 'completed', '-o', queue]);
      // Between the two lists it may be in neither; the next look finds it.
      if (done.code !== 0) return 'waiting';
      return readJobState(done.stdout, job, true) ?? 'gone';
    },
    cancel: async (job) => (await call('cancel', [job])).code === 0,
  };
}

/** `request id is NAME-n (0 file(s))`: the whole name, hyphens and all. */
export function readRequestId(stdout: string): string | null {
  return /^request id is (\S+-\d+) /m.exec(stdout)?.[1] ?? null;
}

/** Null when the scheduler itself cannot be asked. */
export function readQueueHealth({ code, stdout, stderr }: ProgramRun): QueueHealth | null {
  if (/invalid destination|unknown destination/i.test(stderr)) return { exists: false, conditions: [] };
  const line = /^printer \S+ (.*)$/m.exec(stdout)?.[1];
  if (code !== 0 || line === undefined) return null;
  const conditions: PrinterCondition[] = [];
  if (line.startsWith('disabled') || /Rejecting Jobs/i.test(stdout)) conditions.push('paused');
  return { exists: true, conditions };
}

/** One job's entry in `lpstat -l -o`: its first line begins with its name, the indented ones below are about it. */
export function readJobState(stdout: string, job: string, isDone = false): SpoolState | null {
  const entries = stdout.split(/\n(?=\S)/);
  const entry = entries.find((text) => text.startsWith(`${job} `));
  if (entry === undefined) return null;
  const alerts = /^\s+Alerts:\s*(.*)$/m.exec(entry)?.[1] ?? '';
  if (/aborted|canceled/.test(alerts)) return 'dropped';
  if (isDone) return 'completed';
  if (/hold|held|resources-are-not-ready/.test(alerts)) return 'held';
  return /job-printing|processing/.test(alerts) ? 'printing' : 'waiting';
}
