import { type ChildProcess, spawn } from 'node:child_process';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A scanner at the far end of a real terminal pair: what it sends goes through the operating system's serial stack. */
export interface PtyScanner {
  /** The end that the app opens. */
  readonly path: string;
  scan(text: string): Promise<void>;
  send(bytes: Uint8Array): Promise<void>;
  /** Pulls the cable; `plugIn` puts it back under the same path. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

export class SocatMissing extends Error {
  constructor() {
    super('socat is not installed, so no virtual serial cable can be made: apt-get install socat');
  }
}

export async function openPtyScanner(): Promise<PtyScanner> {
  const folder = await mkdtemp(join(tmpdir(), 'packhouse-pty-'));
  const path = join(folder, 'scanner');
  const far = join(folder, 'far-end');
  let cable: ChildProcess | null = null;
  let end: FileHandle | null = null;

  async function plugIn(): Promise<void> {
    cable = await startCable(path, far);
    end = await open(far, 'w');
  }

  async function unplug(): Promise<void> {
    await end?.close();
    end = null;
    const old = cable;
    cable = null;
    if (old === null) return;
    if (old.exitCode === null && old.signalCode === null) {
      await new Promise<void>((resolve) => {
        old.once('exit', () => resolve());
        old.kill('SIGKILL');
      });
    }
    // A killed socat leaves its links behind; a new one would refuse to replace them.
    await Promise.all([rm(path, { force: true }), rm(far, { force: true })]);
  }

  async function send(bytes: Uint8Array): Promise<void> {
    if (end === null) throw new Error('The virtual scanner is unplugged');
    await end.write(bytes);
  }

  await plugIn();
  return {
    path,
    scan: (text) => send(Buffer.from(`${text}\r`, 'latin1')),
    send,
    unplug,
    plugIn,
    async close() {
      await unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** socat says in its log when both ends are there; nothing is guessed by waiting. */
function startCable(near: string, far: string): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    // setpriv (util-linux) ties the cable to us: after a kill -9 nobody else would ever stop it.
    const socat = ['socat', '-d', '-d', `pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...socat], { stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    child.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? new SocatMissing() : error));
    child.once('exit', () => {
      reject(/No such file/.test(log) ? new SocatMissing() : new Error(`socat stopped: ${log.trim()}`));
    });
    child.stderr.setEncoding('latin1');
    child.stderr.on('data', (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes('starting data transfer loop')) resolve(child);
    });
  });
}
