import { spawn } from 'node:child_process';

export interface ProgramRun {
  /** Null: it did not end by itself, or could not be started. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** There is no such program here. */
  readonly isMissing: boolean;
}

export interface ProgramWish {
  readonly stdin?: Uint8Array | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly timeoutMs: number;
}

/** Runs one program with its arguments as they are: never a shell, so nothing in them can be a command. */
export type RunProgram = (program: string, args: readonly string[], wish: ProgramWish) => Promise<ProgramRun>;

const KEPT_CHARACTERS = 64 * 1024;

export const runProgram: RunProgram = (program, args, { stdin, env, timeoutMs }) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, shell: false, windowsHide: true });
    let stdout = '';
    let stderr = '';
    const end = (code: number | null, isMissing = false): void => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr, isMissing });
    };
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.once('error', (error: NodeJS.ErrnoException) => end(null, error.code === 'ENOENT'));
    child.once('close', (code) => end(code));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(-KEPT_CHARACTERS);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-KEPT_CHARACTERS);
    });
    // A program that ends without reading its input; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? new Uint8Array());
  });
