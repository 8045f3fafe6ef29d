import { createConnection } from 'node:net';
import type { ProgramRun, RunProgram } from '../../../src/devices/print/run-program.ts';
import type { VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';

/** A print queue with a machine behind it, that behaves as CUPS does: what it cannot deliver it keeps and tries again by itself. */
export interface SpooledPaper {
  readonly run: RunProgram;
  /** Minutes later: everything that is still in the queue is tried once more. */
  tryAgain(): Promise<void>;
}

export function createSpooledPaper(paper: VirtualPrinter): SpooledPaper {
  const jobs = new Map<
    string,
    { readonly bytes: Uint8Array; state: 'job-printing' | 'resources-are-not-ready' | 'done' }
  >();
  let count = 0;
  const deliver = (bytes: Uint8Array): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = createConnection(paper.address);
      socket.on('error', () => resolve(false));
      socket.on('data', () => {});
      // As CUPS: when the system has the bytes, the job is done.
      socket.on('connect', () => socket.end(bytes, () => resolve(true)));
    });
  const attempt = async (id: string): Promise<void> => {
    const job = jobs.get(id);
    if (job === undefined || job.state === 'done') return;
    job.state = (await deliver(job.bytes)) ? 'done' : 'resources-are-not-ready';
  };
  const list = (isDone: boolean): string =>
    [...jobs]
      .filter(([, { state }]) => (state === 'done') === isDone)
      .map(
        ([id, { state }]) => `${id}  packer  1024  today\n\tAlerts: ${isDone ? 'job-completed-successfully' : state}\n`,
      )
      .join('');
  const answer = async (program: string, args: readonly string[], stdin: Uint8Array): Promise<string> => {
    if (program === 'cancel') {
      jobs.delete(args[0] ?? '');
      return '';
    }
    if (program === 'lp') {
      count += 1;
      const id = `paper-${count}`;
      jobs.set(id, { bytes: stdin, state: 'job-printing' });
      await attempt(id);
      return `request id is ${id} (0 file(s))\n`;
    }
    return args[0] === '-p' ? 'printer paper is idle.  enabled since today\n' : list(args.includes('completed'));
  };
  return {
    run: async (program, args, { stdin = new Uint8Array() }): Promise<ProgramRun> => ({
      code: 0,
      stdout: await answer(program, args, stdin),
      stderr: '',
      isMissing: false,
    }),
    tryAgain: async () => {
      for (const id of [...jobs.keys()]) await attempt(id);
    },
  };
}
