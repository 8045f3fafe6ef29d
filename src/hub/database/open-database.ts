import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { DURABLE_START, DurableNodeFS } from './durable-node-fs.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import type { Database, HubTables } from './schema.ts';

export type DatabaseChoice =
  /** Embedded; `dir: null` keeps everything in memory, for tests. */
  { readonly kind: 'pglite'; readonly dir: string | null } | { readonly kind: 'url'; readonly url: string };

export interface OpenDatabase {
  readonly db: Database;
  /** True when other processes may write to it, so that news must be looked for. */
  readonly shared: boolean;
  close(): Promise<void>;
}

/** @throws FolderInUse, NewerDatabase, or the driver's own error */
export async function openDatabase(choice: DatabaseChoice): Promise<OpenDatabase> {
  const opened = choice.kind === 'url' ? openServer(choice.url) : await openEmbedded(choice.dir);
  try {
    await migrate(opened.db);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

function openServer(url: string): OpenDatabase {
  // All our bigints are far below 2^53; as text they would compare wrongly.
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === 20 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  };
  const pool = new pg.Pool({ connectionString: url, max: 10, types, application_name: 'packhouse-hub' });
  // Without a listener a connection that the server closes while idle ends the process; the next query reports it.
  pool.on('error', () => undefined);
  const db = new Kysely<HubTables>({ dialect: new PostgresDialect({ pool }) });
  return { db, shared: true, close: () => db.destroy() };
}

async function openEmbedded(dir: string | null): Promise<OpenDatabase> {
  if (dir === null) return embedded(new PGlite(), () => undefined);
  const lock = lockFolder(dir);
  try {
    const pglite = new PGlite({ fs: new DurableNodeFS(join(dir, 'pg')), startParams: DURABLE_START });
    await pglite.waitReady;
    return embedded(pglite, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function embedded(pglite: PGlite, release: () => void): OpenDatabase {
  const db = new Kysely<HubTables>({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    shared: false,
    async close() {
      try {
        await db.destroy();
      } finally {
        release();
      }
    },
  };
}
