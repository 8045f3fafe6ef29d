import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { linkLibraries } from './library-links.ts';
import { type Account, accountFor } from './postgres-account.ts';
import { findPostgres, type PostgresPrograms } from './postgres-programs.ts';
import { findOrphan, isPostmaster, type Postmaster, readPostmaster } from './postmaster.ts';

const run = promisify(execFile);
/** Where a socket's path is longer, the system refuses it (sun_path has 108 bytes, 104 on macOS). */
const MOST_OF_PATH = 100;
const SOCKET_PORT = 5432;
const START_SECONDS = 120;
/** Backends of a killed postmaster need a moment to notice; until then their shared memory is in the way. */
const ATTEMPTS = 8;
const LOOK_EVERY_MS = 2000;

export interface EmbeddedServer {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** The process outlived another hub and was taken over. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/**
 * PostgreSQL of our own in a folder, whose lock the caller holds: made when it is new, adopted when it still runs, started otherwise, and started again
 * when it dies under us. It listens on a socket in its folder, or on a loopback port where that cannot be, and asks for a password that stands beside it.
 * @throws EngineMissing, or an Error with a sentence
 */
export async function startEmbeddedServer(folder: string): Promise<EmbeddedServer> {
  const dir = resolve(folder);
  const programs = findPostgres();
  if (process.getuid?.() === 0) chmodSync(dir, 0o711); // PostgreSQL runs as another user and must come in
  const account = accountFor([dir, programs.native]);
  const env = { ...process.env, ...linkLibraries(programs.native, join(dir, 'postgres-lib')) };
  const cluster: Cluster = { dir, data: join(dir, 'postgres'), programs, account, env };
  const password = passwordOf(dir);
  if (!existsSync(join(cluster.data, 'PG_VERSION'))) await initialise(cluster, password);
  refuseOtherMajor(cluster);
  const orphan = await findOrphan(cluster.data, password);
  const { host, port, pid } = orphan ?? (await startPostmaster(cluster, await chooseDoor(cluster)));
  const stopWatching = watch(cluster, { host, port, pid });
  return {
    host,
    port,
    password,
    adopted: orphan !== null,
    async stop() {
      await stopWatching();
      await control(cluster, ['stop', '-m', 'fast', '-t', String(START_SECONDS)]);
    },
  };
}

interface Cluster {
  readonly dir: string;
  readonly data: string;
  readonly programs: PostgresPrograms;
  readonly account: Account;
  readonly env: NodeJS.ProcessEnv;
}

function passwordOf(dir: string): string {
  const file = join(dir, 'postgres-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
  return readFileSync(file, 'utf8');
}

/** Into another name first: what a kill leaves half made is no data folder. */
async function initialise({ dir, data, programs, account, env }: Cluster, password: string): Promise<void> {
  const making = `${data}.new`;
  const secret = `${data}.secret`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  const { uid, gid } = account;
  if (uid !== undefined && gid !== undefined) for (const path of [making, secret]) chownSync(path, uid, gid);
  // Sorts by code point on every machine, whatever languages it has.
  const words = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8'];
  try {
    await run(
      programs.initdb,
      ['-D', making, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${secret}`, ...words],
      { ...account, env, cwd: making },
    );
  } catch (error) {
    throw new Error(`PostgreSQL could not make its data folder in ${dir}: ${lastLine(stderrOf(error))}`);
  } finally {
    rmSync(secret, { force: true });
  }
  renameSync(making, data);
}

function refuseOtherMajor({ data, programs }: Cluster): void {
  const made = Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10);
  if (made === programs.major) return;
  throw new Error(
    `${data} was made by PostgreSQL ${made} and this program brings ${programs.major}: make a backup with the program from before and restore it into a new folder.`,
  );
}

type Door = Pick<Postmaster, 'host' | 'port'>;

async function chooseDoor({ data }: Cluster): Promise<Door> {
  const socket = join(data, `.s.PGSQL.${SOCKET_PORT}`);
  if (process.platform !== 'win32' && Buffer.byteLength(socket) <= MOST_OF_PATH)
    return { host: data, port: SOCKET_PORT };
  return { host: '127.0.0.1', port: await freePort() };
}

async function startPostmaster(cluster: Cluster, door: Door): Promise<Postmaster> {
  const { data } = cluster;
  // The folder of the socket is told as ".", because these words go through a shell and a path may have any characters.
  const listen =
    door.host === data
      ? '-c listen_addresses= -c unix_socket_directories=.'
      : `-c listen_addresses=${door.host} -c unix_socket_directories=`;
  const log = join(data, 'postgres.log');
  for (let attempt = 1; ; attempt++) {
    try {
      await control(cluster, [
        'start',
        '-w',
        '-t',
        String(START_SECONDS),
        '-l',
        log,
        '-o',
        `${listen} -p ${door.port}`,
      ]);
      const started = readPostmaster(data);
      if (started === null) throw new Error(`PostgreSQL started in ${data} and left no postmaster.pid`);
      return { ...door, pid: started.pid };
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw new Error(`PostgreSQL did not start; ${log} says: ${lastLine(readLog(log) || stderrOf(error))}`);
      }
      await pause(250 * attempt);
    }
  }
}

/** pg_ctl starts it in a session of its own: a Ctrl+C meant for the hub must not end the database before the last answer is written. */
async function control({ data, programs, account, env }: Cluster, words: readonly string[]): Promise<void> {
  // Its output goes nowhere: on Windows the server inherits a pipe, and the end of it would never come.
  const child = spawn(programs.pgCtl, [...words, '-D', data], { ...account, env, cwd: data, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`pg_ctl ${words[0]} ended with ${code}`);
}

/** A postmaster that dies under a living hub is started again, through the same door, so that the pool finds it. */
function watch(cluster: Cluster, first: Postmaster): () => Promise<void> {
  let current = first;
  let work: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (work !== null || isPostmaster(current.pid, cluster.data)) return;
    work = (async () => {
      rmSync(join(cluster.data, 'postmaster.pid'), { force: true });
      current = await startPostmaster(cluster, current);
    })()
      // Requests say that the database is away; the next look tries again.
      .catch(() => undefined)
      .finally(() => {
        work = null;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await work;
  };
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
  return existsSync(log) ? readFileSync(log, 'utf8') : '';
}

function stderrOf(error: unknown): string {
  if (error instanceof Error && 'stderr' in error) return String(error.stderr);
  return error instanceof Error ? error.message : String(error);
}

function lastLine(text: string): string {
  return text.trim().split('\n').slice(-2).join(' ');
}
