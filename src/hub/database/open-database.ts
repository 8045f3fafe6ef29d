import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { DURABLE_START, DurableNodeFS } from './durable-node-fs.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { PgliteSocket } from './pglite-socket.ts';
import { PipelinedClient } from './pipelined-client.ts';
import type { Database, HubTables } from './schema.ts';

const OLDEST_SERVER = 15;
/** Folders of the two engines in a data folder, by the word that chooses the engine. */
const FOLDERS = { pglite: 'pg', postgres: 'postgres' } as const;

export type DatabaseChoice =
  /** Inside this process; `dir: null` keeps everything in memory, for tests. */
  | { readonly kind: 'pglite'; readonly dir: string | null }
  /** A PostgreSQL of our own, for a shop of one box. */
  | { readonly kind: 'embedded-postgres'; readonly dir: string }
  | { readonly kind: 'url'; readonly url: string };

export interface OpenDatabase {
  readonly db: Database;
  /** True when other processes may write to it, so that news must be looked for. */
  readonly shared: boolean;
  close(): Promise<void>;
}

/** @throws FolderInUse, NewerDatabase, EngineMissing, OtherEngine, or the driver's own error */
export async function openDatabase(choice: DatabaseChoice): Promise<OpenDatabase> {
  const opened = await connectDatabase(choice);
  try {
    await migrate(opened.db);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

/** The same as it lies there, without bringing it up to this program. */
export function connectDatabase(choice: DatabaseChoice): Promise<OpenDatabase> {
  if (choice.kind === 'url') return openServer({ connectionString: choice.url });
  if (choice.kind === 'embedded-postgres') return openOwnServer(choice.dir);
  return openInProcess(choice.dir);
}

/** A pool of connections that are prepared for what the hub asks all day. */
function openPool(config: pg.PoolConfig): Database {
  // All our bigints are far below 2^53; as text they would compare wrongly.
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === 20 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  };
  const pool = new pg.Pool({ types, Client: PipelinedClient, application_name: 'packhouse-hub', ...config });
  // Without a listener a connection that the server closes while idle ends the process; the next query reports it.
  pool.on('error', () => undefined);
  // The pool listens only while a connection is idle; between two statements of a transaction nobody else does.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<HubTables>({ dialect: new PostgresDialect({ pool }) });
}

async function openServer(where: pg.PoolConfig): Promise<OpenDatabase> {
  // Compiling a statement takes the server longer than any of ours runs.
  const db = openPool({ ...where, max: 10, options: '-c jit=off' });
  try {
    await refuseOldServer(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, shared: true, close: () => db.destroy() };
}

async function refuseOldServer(db: Database): Promise<void> {
  const asked = await sql<{ no: string }>`select current_setting('server_version_num') as no`.execute(db);
  const major = Math.floor(Number(asked.rows[0]?.no) / 10_000);
  if (major < OLDEST_SERVER)
    throw new Error(`The database server is PostgreSQL ${major}; the hub needs ${OLDEST_SERVER} or newer.`);
}

/** An empty database beside the full one would look like a shop that lost everything. */
function refuseOtherEngine(dir: string, engine: keyof typeof FOLDERS): void {
  const other = engine === 'pglite' ? 'postgres' : 'pglite';
  if (existsSync(join(dir, FOLDERS[engine])) || !existsSync(join(dir, FOLDERS[other]))) return;
  throw new OtherEngine(
    `${dir} holds a database of the engine ${other}: start with --engine ${other}, or make a backup with it and restore that into a new folder.`,
  );
}

export class OtherEngine extends Error {
  override readonly name = 'OtherEngine';
}

async function openOwnServer(dir: string): Promise<OpenDatabase> {
  refuseOtherEngine(dir, 'postgres');
  const lock = lockFolder(dir);
  try {
    const server = await startEmbeddedServer(dir);
    try {
      const { host, port, password } = server;
      const { db } = await openServer({ host, port, password, user: 'postgres', database: 'postgres' });
      return {
        db,
        shared: false, // the folder is locked, and the password is ours
        async close() {
          try {
            await db.destroy();
            await server.stop();
          } finally {
            lock.release();
          }
        },
      };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openInProcess(dir: string | null): Promise<OpenDatabase> {
  if (dir === null) return inProcess(new PGlite(), () => undefined);
  refuseOtherEngine(dir, 'pglite');
  const lock = lockFolder(dir);
  try {
    const pglite = new PGlite({ fs: new DurableNodeFS(join(dir, FOLDERS.pglite)), startParams: DURABLE_START });
    await pglite.waitReady;
    return inProcess(pglite, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function inProcess(pglite: PGlite, release: () => void): OpenDatabase {
  // It has one connection, which lives as long as the hub does.
  const db = openPool({
    stream: () => new PgliteSocket(pglite),
    max: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
  });
  return {
    db,
    shared: false,
    async close() {
      try {
        await db.destroy();
        await pglite.close();
      } finally {
        release();
      }
    },
  };
}
