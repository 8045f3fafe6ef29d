import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Database, Tx } from '../database/schema.ts';
import { BACKUP_FORMAT, type BackupHead, type TableLine } from './backup-format.ts';
import { planTables } from './table-plan.ts';

/** Rows are fetched by as many as make about this many characters: a carrier's document is as long as thousands of events. */
const CHARACTERS_AT_ONCE = 2_000_000;
const MOST_ROWS_AT_ONCE = 2000;

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  readonly taken_at: string;
}

/**
 * Writes all that the hub knows, as it stood at one moment, while the hub goes on serving; on the embedded engine pglite, which has one connection,
 * requests wait until it is done. The file has its name only when it is whole and on disk.
 */
export async function backupTo(db: Database, file: string, clock: () => number = Date.now): Promise<BackupReport> {
  const target = resolve(file);
  const making = `${target}.${process.pid}.part`;
  const takenAt = new Date(clock()).toISOString();
  let rows = 0;
  try {
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const lines = linesOf(tx, takenAt, (count) => {
          rows = count;
        });
        // Only its owner: it holds the hashes of keys, badges and PINs, and every address.
        await pipeline(lines, createGzip(), createWriteStream(making, { flags: 'wx', mode: 0o600 }));
      });
    await sync(making);
    await rename(making, target);
    if (process.platform !== 'win32') await sync(dirname(target));
  } catch (error) {
    await rm(making, { force: true });
    throw error;
  }
  return { file: target, bytes: (await stat(target)).size, rows, taken_at: takenAt };
}

async function* linesOf(tx: Tx, takenAt: string, done: (rows: number) => void): AsyncGenerator<string> {
  await sql`set local timezone to 'UTC'`.execute(tx);
  const hash = createHash('sha256');
  const hashed = (text: string) => {
    hash.update(text);
    return text;
  };
  const tables = await planTables(tx);
  yield hashed(`${JSON.stringify(await headOf(tx, tables, takenAt))}\n`);
  let rows = 0;
  for (const table of tables) {
    yield hashed(`${JSON.stringify(table)}\n`);
    for await (const some of rowsOf(tx, table)) {
      rows += some.length;
      yield hashed(`${some.join('\n')}\n`);
    }
  }
  yield `${JSON.stringify({ end: true, rows, sha256: hash.digest('hex') })}\n`;
  done(rows);
}

async function headOf(tx: Tx, tables: readonly TableLine[], takenAt: string): Promise<BackupHead> {
  const hub = await tx.selectFrom('hub').select('id').executeTakeFirstOrThrow();
  const last = await sql<{ name: string }>`select max(name) as name from kysely_migration`.execute(tx);
  const counts: Record<string, number> = {};
  for (const { table } of tables) {
    const counted = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
    counts[table] = counted.rows[0]?.n ?? 0;
  }
  const migration = last.rows[0]?.name ?? '';
  return { packhouse: 'hub-backup', format: BACKUP_FORMAT, migration, hub_id: hub.id, taken_at: takenAt, counts };
}

/** Rows as lines of JSON, some at a time, through a cursor: never a whole table in memory. */
async function* rowsOf(tx: Tx, { table, columns }: TableLine): AsyncGenerator<readonly string[]> {
  const written = columns.map(({ name, type }) => {
    const column = sql.ref(name);
    if (type === 'bytea') return sql`translate(encode(${column}, 'base64'), E'\n', '') as ${column}`;
    return type === 'jsonb' ? sql`${column}::text as ${column}` : column;
  });
  await sql`declare backup_rows no scroll cursor for
    select row_to_json(r)::text as line from (select ${sql.join(written)} from ${sql.table(table)}) r`.execute(tx);
  let atOnce = 10;
  for (;;) {
    const fetched = await sql<{ line: string }>`fetch ${sql.raw(String(atOnce))} from backup_rows`.execute(tx);
    const lines = fetched.rows.map((row) => row.line);
    if (lines.length === 0) break;
    yield lines;
    const characters = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
    atOnce = Math.max(1, Math.min(MOST_ROWS_AT_ONCE, Math.floor(CHARACTERS_AT_ONCE / characters)));
  }
  await sql`close backup_rows`.execute(tx);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
