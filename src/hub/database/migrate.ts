import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { createBaseTables } from './migration-base.ts';
import { addBenchTables } from './migration-bench.ts';
import { addDocumentTables } from './migration-documents.ts';
import { makeLean } from './migration-lean.ts';
import { addSyncTables } from './migration-sync.ts';
import type { Database } from './schema.ts';

/** In order of their names, which are times. A published migration is never edited: add another one. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '20261123120000_base': { up: createBaseTables },
  '20261123150000_bench': { up: addBenchTables },
  '20261123180000_documents': { up: addDocumentTables },
  '20261123210000_sync': { up: addSyncTables },
  '20261124000000_lean': { up: makeLean },
};

/** Brings the database up to this program; refuses one that is ahead of it, so that it is never damaged. */
export async function migrate(db: Database): Promise<void> {
  await refuseNewer(db);
  const { error } = await migratorOf(db).migrateToLatest();
  if (error !== undefined) throw error;
}

/** Brings an empty database to how it stood after this migration: a backup's rows fit those tables, and migrations after it know what to do with them. */
export async function migrateTo(db: Database, name: string): Promise<void> {
  await refuseNewer(db);
  const { error } = await migratorOf(db).migrateTo(name);
  if (error !== undefined) throw error;
}

function migratorOf(db: Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
}

async function refuseNewer(db: Database): Promise<void> {
  const known = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (known.rows[0]?.there !== true) return;
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const newer = applied.rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS));
  if (newer.length === 0) return;
  throw new NewerDatabase(
    `The database was made by a newer Packhouse hub (${newer.join(', ')}). Start that version or a newer one.`,
  );
}

export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}
