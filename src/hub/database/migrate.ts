import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { createBaseTables } from './migration-base.ts';
import { addBenchTables } from './migration-bench.ts';
import { addDocumentTables } from './migration-documents.ts';
import type { Database } from './schema.ts';

/** In order of their names, which are times. A published migration is never edited: add another one. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '20261123120000_base': { up: createBaseTables },
  '20261123150000_bench': { up: addBenchTables },
  '20261123180000_documents': { up: addDocumentTables },
};

/** Brings the database up to this program; refuses one that is ahead of it, so that it is never damaged. */
export async function migrate(db: Database): Promise<void> {
  await refuseNewer(db);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
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
