import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrinterCondition } from '../../core/print.ts';
import { failure, success } from '../../core/result.ts';
import type { ProgramRun, RunProgram } from './run-program.ts';
import type { QueueHealth, SpoolQueue, SpoolState } from './spooler-printer.ts';
import { CANCEL_SCRIPT, encodedCommand, HEALTH_SCRIPT, STATE_SCRIPT, SUBMIT_SCRIPT } from './windows-script.ts';

const QUIETLY = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand'];

/** A Windows print queue that takes bytes as they are (RAW). Written from Microsoft's documents and not run here. */
export function windowsQueue(parts: {
  readonly queue: string;
  readonly run: RunProgram;
  readonly programMs: number;
}): SpoolQueue {
  const { queue, run, programMs } = parts;
  const call = (
    script: string,
    env: Readonly<Record<string, string>> = {},
    timeoutMs = programMs,
  ): Promise<ProgramRun> =>
    run('powershell.exe', [...QUIETLY, encodedCommand(script)], {
      env: { PACKHOUSE_QUEUE: queue, ...env },
      timeoutMs,
    });

  return {
    // PowerShell alone takes a second or two to start; a shorter question would never be answered.
    health: async (timeoutMs) => readHealth(await call(HEALTH_SCRIPT, {}, Math.max(timeoutMs, programMs))),
    submit: async (bytes, title) => {
      const folder = await mkdtemp(join(tmpdir(), 'packhouse-print-'));
      try {
        const file = join(folder, 'job.bin');
        await writeFile(file, bytes);
        const sent = await call(SUBMIT_SCRIPT, { PACKHOUSE_FILE: file, PACKHOUSE_TITLE: title }, 2 * programMs);
        const job = /^job (\d+)\s*$/m.exec(sent.stdout)?.[1];
        if (job !== undefined) return success(job);
        return failure(sent.isMissing || sent.code === 3 ? 'refused' : 'unsure');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    stateOf: async (job) => readState(await call(STATE_SCRIPT, { PACKHOUSE_JOB: job })),
    cancel: async (job) => (await call(CANCEL_SCRIPT, { PACKHOUSE_JOB: job })).stdout.includes('cancelled'),
  };
}

/** Words of the enumeration `PrinterStatus` of the module PrintManagement that mean that nothing comes out. */
const STATUS_WORDS: readonly (readonly [RegExp, PrinterCondition])[] = [
  [/PaperOut/i, 'paper_out'],
  [/DoorOpen/i, 'cover_open'],
  [/PaperJam/i, 'jam'],
  [/Paused|Offline|NotAvailable|Error|UserInterventionRequired|PaperProblem/i, 'paused'],
];

export function readHealth({ isMissing, stdout }: ProgramRun): QueueHealth | null {
  if (isMissing || /^missing\s*$/m.test(stdout)) return { exists: false, conditions: [] };
  const status = /^queue (.*)$/m.exec(stdout)?.[1];
  if (status === undefined) return null;
  return { exists: true, conditions: STATUS_WORDS.filter(([word]) => word.test(status)).map(([, named]) => named) };
}

export function readState({ stdout }: ProgramRun): SpoolState {
  // A finished job leaves the queue at once, unless the queue is told to keep them.
  if (/^gone\s*$/m.test(stdout)) return 'completed';
  const status = /^job (.*)$/m.exec(stdout)?.[1] ?? '';
  if (/Deleted|Deleting/i.test(status)) return 'dropped';
  if (/Paused|Error|Offline|PaperOut|Blocked|UserIntervention/i.test(status)) return 'held';
  if (/Printed|Complete/i.test(status)) return 'completed';
  return /Printing/i.test(status) ? 'printing' : 'waiting';
}
