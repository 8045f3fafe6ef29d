import { sql } from 'kysely';
import { v4 as uuidv4 } from 'uuid';
import { instantOf } from '../../wire/hub-text.ts';
import { MIGRATIONS, migrate, migrateTo, NewerDatabase } from '../database/migrate.ts';
import { connectDatabase, type DatabaseChoice } from '../database/open-database.ts';
import type { Database, Tx } from '../database/schema.ts';
import { blocksOf } from '../sscc/hand-out-block.ts';
import { type BackupHead, BackupRefused, type TableLine } from './backup-format.ts';
import { readBackup } from './read-backup.ts';
import { planTables } from './table-plan.ts';

const CHARACTERS_AT_ONCE = 1_000_000;
const MOST_ROWS_AT_ONCE = 1000;
/** Blocks of SSCCs that may have been lent after the backup; a tenth of a short prefix, which has no thousand. */
const BLOCKS_SKIPPED = 1000;

export interface RestoreReport {
  readonly hub_id: string;
  readonly taken_at: string;
  readonly rows: number;
}

export interface RestoreParts {
  readonly clock?: () => number;
  readonly newEpoch?: () => string;
}

/**
 * Puts a backup into an empty database of any engine. What was told and lent since the backup is unknown, so the feed begins anew (every station throws its
 * replica away), the hub recovers until its stations have said what they hold, numbers that may be in use are skipped, and sessions are over.
 * @throws BackupRefused, NewerDatabase; nothing is written then
 */
export async function restoreFrom(
  choice: DatabaseChoice,
  file: string,
  parts: RestoreParts = {},
): Promise<RestoreReport> {
  // Before the database is opened: a folder that is made for nothing would look like a hub.
  await checkBackup(file);
  const { db, close } = await connectDatabase(choice);
  try {
    return await restoreInto(db, file, parts);
  } finally {
    await close();
  }
}

/** The same into a database that is open, with or without tables. */
export async function restoreInto(
  db: Database,
  file: string,
  { clock = Date.now, newEpoch = uuidv4 }: RestoreParts = {},
): Promise<RestoreReport> {
  const head = await checkBackup(file);
  await refuseFull(db, head);
  await migrateTo(db, head.migration);
  const rows = await db.transaction().execute(async (tx) => {
    const count = await load(tx, file);
    await begin(tx, { restoredAt: instantOf(clock()), newEpoch });
    return count;
  });
  await migrate(db);
  return { hub_id: head.hub_id, taken_at: head.taken_at, rows };
}

/** Reads the whole file before a row is written. */
async function checkBackup(file: string): Promise<BackupHead> {
  let head: BackupHead | null = null;
  for await (const part of readBackup(file)) if (part.t === 'head') head = part.head;
  if (head === null) throw new BackupRefused(`${file} is empty. Take another backup; nothing was written.`);
  if (!(head.migration in MIGRATIONS)) {
    throw new NewerDatabase(
      `${file} was made by a newer Packhouse hub (${head.migration}). Restore it with that version or a newer one.`,
    );
  }
  return head;
}

async function refuseFull(db: Database, head: BackupHead): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if ((await lastMigration(tx)) > head.migration) {
      throw new BackupRefused(
        'The tables of this database are newer than the backup. Name a new folder or database; the tables are brought up to date after the rows are in.',
      );
    }
    for (const { table } of await planTables(tx)) {
      const found = await sql`select 1 from ${sql.table(table)} limit 1`.execute(tx);
      if (found.rows.length > 0) {
        throw new BackupRefused(
          `The database is not empty (table ${table}). A backup is restored into a new database: name another folder or server, and nothing here is lost.`,
        );
      }
    }
  });
}

async function lastMigration(tx: Tx): Promise<string> {
  const known = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(tx);
  if (known.rows[0]?.there !== true) return '';
  const last = await sql<{ name: string | null }>`select max(name) as name from kysely_migration`.execute(tx);
  return last.rows[0]?.name ?? '';
}

async function load(tx: Tx, file: string): Promise<number> {
  let rows = 0;
  let table: TableLine | null = null;
  let lines: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (table !== null && lines.length > 0) await insert(tx, table, lines);
    rows += lines.length;
    lines = [];
    characters = 0;
  };
  for await (const part of readBackup(file)) {
    if (part.t === 'row') {
      lines.push(part.line);
      characters += part.line.length;
      if (lines.length >= MOST_ROWS_AT_ONCE || characters >= CHARACTERS_AT_ONCE) await flush();
    } else if (part.t === 'table') {
      await flush();
      table = part.table;
    }
  }
  await flush();
  return rows;
}

async function insert(tx: Tx, { table, columns }: TableLine, lines: readonly string[]): Promise<void> {
  const told = columns.map(({ name, type }) => {
    const isText = type === 'jsonb' || type === 'bytea';
    return sql`${sql.ref(name)} ${sql.raw(isText ? 'text' : type)}`;
  });
  const read = columns.map(({ name, type }) => {
    if (type === 'bytea') return sql`decode(${sql.ref(name)}, 'base64')`;
    return type === 'jsonb' ? sql`${sql.ref(name)}::jsonb` : sql.ref(name);
  });
  const names = columns.map(({ name }) => sql.ref(name));
  await sql`insert into ${sql.table(table)} (${sql.join(names)})
    select ${sql.join(read)} from json_to_recordset(${`[${lines.join(',')}]`}::json) as r(${sql.join(told)})`.execute(
    tx,
  );
}

/** What must not be believed any more. Unconditional: a restored hub never serves as if nothing had happened. */
async function begin(tx: Tx, how: { readonly restoredAt: string; readonly newEpoch: () => string }): Promise<void> {
  await tx.updateTable('hub').set({ restored_at: how.restoredAt, recovering_since: how.restoredAt }).execute();
  const heads = await tx.selectFrom('feed_head').select('warehouse_id').execute();
  for (const { warehouse_id } of heads) {
    await tx.updateTable('feed_head').set({ epoch: how.newEpoch() }).where('warehouse_id', '=', warehouse_id).execute();
  }
  for (const { company_prefix, next_block } of await tx.selectFrom('sscc_counter').selectAll().execute()) {
    const skipped = Math.min(BLOCKS_SKIPPED, Math.ceil(blocksOf(company_prefix).blocks / 10));
    await tx
      .updateTable('sscc_counter')
      .set({ next_block: next_block + skipped })
      .where('company_prefix', '=', company_prefix)
      .execute();
  }
  await tx.deleteFrom('session').execute();
}
