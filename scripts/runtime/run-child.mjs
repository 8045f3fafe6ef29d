import { constants } from 'node:os';
import { endChild, isEnding, startChild } from './children.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 + n when a signal ended it, 127 when it could not be started
 * @property {string} stdout empty unless captured
 * @property {string} stderr empty unless captured
 * @property {boolean} tookTooLong ended because of the time limit
 */

/**
 * @typedef {object} RunOptions
 * @property {number} [limitMs] no limit when absent: only for the app itself, which a person closes
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {'capture' | 'show' | 'show-on-stderr'} [output] 'show-on-stderr' keeps our stdout clean
 * @property {number} [graceMs]
 */

/** @typedef {(command: string, args: readonly string[], options?: RunOptions) => Promise<Outcome>} RunChild */

/** Enough for any message worth reading; a runaway child must not fill our memory. */
const MAX_CAPTURED = 4 * 1024 * 1024;

/**
 * Runs a process to its end and never throws: how it went is in the outcome.
 * @type {RunChild}
 */
export async function runChild(command, args, options = {}) {
  const { limitMs, env, cwd, output = 'capture', graceMs } = options;
  /** @type {import('node:child_process').StdioOptions} */
  const stdio =
    output === 'capture' ? ['ignore', 'pipe', 'pipe'] : ['ignore', output === 'show' ? 'inherit' : 2, 'inherit'];
  const child = startChild(command, args, { env, cwd, stdio, graceMs });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  let tookTooLong = false;
  const timer =
    limitMs === undefined
      ? undefined
      : setTimeout(() => {
          tookTooLong = true;
          endChild(child);
        }, limitMs);
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127));
    /** @type {(exitCode: number | null, signal: NodeJS.Signals | null) => void} */
    const settle = (exitCode, signal) => resolve(signal ? 128 + constants.signals[signal] : exitCode);
    // 'close' rather than 'exit': everything the child wrote has then been read. But a grandchild that
    // left the group may hold the pipe open for ever, so after 'exit' we wait only a moment.
    child.once('close', settle);
    child.once('exit', (exitCode, signal) => setTimeout(settle, 2000, exitCode, signal).unref());
  });
  clearTimeout(timer);
  // When we ourselves have been told to end, callers must not go on to the next step or explain a
  // failure that is none: the signal handler ends the process.
  if (isEnding()) await new Promise(() => {});
  return { code, stdout: stdout(), stderr: stderr(), tookTooLong };
}

/**
 * @param {import('node:stream').Readable | null} stream
 * @returns {() => string}
 */
function collect(stream) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  stream?.on('data', (/** @type {Buffer} */ chunk) => {
    size += chunk.length;
    if (size <= MAX_CAPTURED) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
