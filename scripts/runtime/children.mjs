// Every process that a script starts belongs to it until it has ended: whatever way the script goes,
// nothing it started stays behind.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/** @type {Map<import('node:child_process').ChildProcess, { graceMs: number, ended: Promise<void> }>} */
const owned = new Map();
let watching = false;
let ending = false;

/** @type {boolean | undefined} */
let hasSetpriv;

/**
 * Even a SIGKILL of this script must not leave Xvfb or Electron behind. util-linux's setpriv asks the
 * kernel to end the child when its parent dies; where it is missing we live without that last net.
 */
function canFollowParent() {
  hasSetpriv ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'clear', 'true']).status === 0;
  return hasSetpriv;
}

/**
 * Starts a process in a group of its own, so that its whole family can be ended by one signal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { graceMs?: number }} options graceMs: how long it may
 *   take to end by itself after SIGTERM
 * @returns {import('node:child_process').ChildProcess}
 */
export function startChild(command, args, { graceMs = 3000, ...options } = {}) {
  watch();
  const follow = canFollowParent();
  const child = spawn(follow ? 'setpriv' : command, follow ? ['--pdeathsig', 'TERM', command, ...args] : args, {
    ...options,
    detached: process.platform !== 'win32',
  });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    const done = () => {
      // The leader is gone; whatever of its family is still there must not outlive it.
      signalGroup(child, 'SIGKILL');
      owned.delete(child);
      resolve();
    };
    child.once('exit', done);
    child.once('error', done);
  });
  owned.set(child, { graceMs, ended });
  return child;
}

/**
 * SIGTERM to the leader, time to end by itself, then SIGKILL to the group.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function endChild(child) {
  const entry = owned.get(child);
  if (!entry) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), entry.graceMs);
  await entry.ended;
  clearTimeout(timer);
}

/** Newest first: Electron goes before the display it draws on. */
export async function endAllChildren() {
  for (const child of [...owned.keys()].reverse()) await endChild(child);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // ESRCH: the group is empty already, which is what was wanted.
  }
}

function watch() {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const child of owned.keys()) signalGroup(child, 'SIGKILL');
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      const exitCode = 128 + constants.signals[signal];
      // Asked a second time: no more patience, the exit handler above kills what is left.
      if (ending) process.exit(exitCode);
      ending = true;
      endAllChildren().then(() => process.exit(exitCode));
    });
  }
}

/** True once a signal has asked this script to end; what follows then is its end, not a failure. */
export function isEnding() {
  return ending;
}
