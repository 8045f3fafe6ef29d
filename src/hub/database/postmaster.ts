import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** The server is there and does not take anybody yet, or any more. */
const CANNOT_CONNECT_NOW = '57P03';
const ASK_EVERY_MS = 200;
/** A recovery after a crash reads at most the log since the last checkpoint. */
const PATIENCE_MS = 60_000;

/** What postmaster.pid says; a line each (src/include/utils/pidfile.h). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Host for a client: the folder of the socket, or an address. */
  readonly host: string;
}

/** Who says to hold the data folder, true or not. */
export function readPostmaster(data: string): Postmaster | null {
  let text: string;
  try {
    text = readFileSync(join(data, 'postmaster.pid'), 'utf8');
  } catch {
    return null; // none: nobody says so
  }
  const [pid, , , port, socket = '', address = ''] = text.split('\n');
  const host = socket === '' ? address : data;
  // A postmaster that was killed while it wrote this file answers nobody.
  return { pid: Number(pid), port: Number(port ?? 0), host };
}

/**
 * A postmaster that outlived its hub, once it answers; null when there is none. A file that was left behind is removed: after a kill, its
 * number may belong to anybody, and PostgreSQL itself would then refuse to start.
 * @throws Error when a postmaster holds the folder and does not answer
 */
export async function findOrphan(data: string, password: string): Promise<Postmaster | null> {
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = readPostmaster(data);
    if (found === null) return null;
    if (!isPostmaster(found.pid, data)) {
      rmSync(join(data, 'postmaster.pid'), { force: true });
      return null;
    }
    if (await answers(found, password)) return found;
    if (performance.now() > untilMs) {
      throw new Error(
        `PostgreSQL (process ${found.pid}) holds ${data} and does not answer. Stop that process, then start the hub again.`,
      );
    }
    await pause(ASK_EVERY_MS);
  }
}

/** Whether this process is the postmaster of this folder. Where there is no /proc, one that lives is taken to be it. */
export function isPostmaster(pid: number, data: string): boolean {
  if (process.platform === 'linux') {
    try {
      // Empty for a process that is dead and was not fetched yet by its parent.
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function answers({ host, port }: Postmaster, password: string): Promise<boolean> {
  const client = new pg.Client({ host, port, user: 'postgres', password, database: 'postgres' });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // What does not go away by waiting (a wrong password, a damaged folder) is for a person.
    if (code !== CANNOT_CONNECT_NOW && !/^(ECONN|ENOENT|EPIPE)/.test(code) && !isCutOff(error)) throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined); // it may never have been connected
  }
}

function isCutOff(error: unknown): boolean {
  return error instanceof Error && /terminated unexpectedly/i.test(error.message);
}
