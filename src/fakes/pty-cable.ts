import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';

export class SocatMissing extends Error {
  constructor() {
    super('socat is not installed, so no virtual serial cable can be made: apt-get install socat');
  }
}

type CableProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * A serial cable made of a real pseudo-terminal, so that what goes through it goes through the operating system's serial stack. The app
 * opens `near`; the far end is another terminal, or with `-` the standard streams of the process given back. Resolves when both ends are
 * there: socat says so in its log, nothing is guessed by waiting.
 *
 * @throws {SocatMissing}
 */
export function startPtyCable(near: string, far: string): Promise<CableProcess> {
  return new Promise((resolve, reject) => {
    const farEnd = far === '-' ? '-' : `pty,raw,echo=0,link=${far}`;
    // setpriv (util-linux) ties the cable to us: after a kill -9 nobody else would ever stop it.
    const socat = ['socat', '-d', '-d', `pty,raw,echo=0,link=${near}`, farEnd];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...socat], { stdio: ['pipe', 'pipe', 'pipe'] });
    let log = '';
    child.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? new SocatMissing() : error));
    child.once('exit', () => {
      reject(/No such file/.test(log) ? new SocatMissing() : new Error(`socat stopped: ${log.trim()}`));
    });
    // A device that speaks while its plug is being pulled writes into a pipe that nobody holds.
    child.stdin.on('error', () => undefined);
    child.stderr.setEncoding('latin1');
    child.stderr.on('data', (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes('starting data transfer loop')) resolve(child);
    });
  });
}

/** Pulls the cable and clears up after it: a killed socat leaves its links behind, and a new one would refuse to replace them. */
export async function cutPtyCable(cable: ChildProcess, links: readonly string[]): Promise<void> {
  if (cable.exitCode === null && cable.signalCode === null) {
    await new Promise<void>((resolve) => {
      cable.once('exit', () => resolve());
      cable.kill('SIGKILL');
    });
  }
  await Promise.all(links.map((link) => rm(link, { force: true })));
}
