import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the hub asks for (docs/hub.md). */
const OLDEST = 15;
const START_SECONDS = 60;

/**
 * A PostgreSQL for the tests, unless TEST_DATABASE_URL names one: a cluster of its own in a temporary folder, gone at the end. Without any, it says so and
 * the hub is tested on its embedded database only. Debian starts a server by itself when its package is installed; that one is nobody's and is left alone.
 */
export async function setup(): Promise<(() => void) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const programs = findPrograms();
  if (programs === null) {
    console.warn(`No PostgreSQL ${OLDEST} or newer is installed: THE HUB IS TESTED ON ITS EMBEDDED DATABASE ONLY.`);
    return undefined;
  }
  const account = accountOf();
  if (account === null) {
    console.warn(
      'PostgreSQL does not run as root and there is no other user: THE HUB IS TESTED ON ITS EMBEDDED DATABASE ONLY.',
    );
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-postgres-'));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const run = (program: string, ...words: readonly string[]) => {
    const ended = spawnSync(join(programs, program), words, { ...account, cwd: folder, stdio: 'ignore' });
    return ended.status === 0;
  };
  const stop = () => {
    run('pg_ctl', 'stop', '-D', data, '-m', 'immediate');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // What these tests write needs not outlive the machine: no fsync. Those that are about fsync start databases of their own.
    const made = run('initdb', '-D', data, '-U', 'packhouse', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
    const port = await freePort();
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=. -c fsync=off -c max_connections=200`;
    const log = join(folder, 'log');
    if (!made || !run('pg_ctl', 'start', '-w', '-t', String(START_SECONDS), '-D', data, '-l', log, '-o', options))
      throw new Error(`PostgreSQL in ${programs} did not start: ${readLog(log)}`);
    process.env.TEST_DATABASE_URL = `postgres://packhouse@127.0.0.1:${port}/postgres`;
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}

/** Folder of initdb and pg_ctl; the newest that is new enough. */
function findPrograms(): string | null {
  const found = [...debianFolders(), ...pathFolders()].map((folder) => ({ folder, major: majorIn(folder) }));
  const [best] = found.filter(({ major }) => major >= OLDEST).sort((a, b) => b.major - a.major);
  return best?.folder ?? null;
}

function debianFolders(): readonly string[] {
  try {
    return readdirSync('/usr/lib/postgresql').map((version) => join('/usr/lib/postgresql', version, 'bin'));
  } catch {
    return []; // not Debian, or not installed
  }
}

function pathFolders(): readonly string[] {
  const told = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  return [...(process.env.PATH ?? '').split(':'), ...(told.status === 0 ? [told.stdout.trim()] : [])];
}

function majorIn(folder: string): number {
  const told = spawnSync(join(folder, 'initdb'), ['--version'], { encoding: 'utf8' });
  return told.status === 0 ? Number(/(\d+)/.exec(told.stdout)?.[1] ?? 0) : 0;
}

/** Empty: as we are. As root: somebody else, whom PostgreSQL's package made, or nobody. */
function accountOf(): { readonly uid?: number; readonly gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (what: string) => Number(execFileSync('id', [what, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // there is no such user: the next one
    }
  }
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('A TCP server without a port');
  return address.port;
}

function readLog(log: string): string {
  try {
    return readFileSync(log, 'utf8').slice(-2000);
  } catch {
    return 'it left no log';
  }
}
