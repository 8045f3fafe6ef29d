import { DatabaseSync } from '@photostructure/sqlite';

/** The few things the stores need from SQLite, so that another binding can take its place by changing this file. */
export interface LocalDb {
  exec(sql: string): void;
  statement(sql: string): Statement;
  /** All or nothing, durable when it returns. */
  transaction<Answer>(body: () => Answer): Answer;
  close(): void;
}

export type Value = null | number | bigint | string | Uint8Array;
export type Row = Readonly<Record<string, Value>>;

export interface Statement {
  run(...values: Value[]): void;
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  iterate(...values: Value[]): Iterable<Row>;
}

/** Versions before this one can lose committed pages when a checkpoint meets a write (sqlite.org/wal.html, WAL-reset bug). */
const OLDEST_SAFE = [3, 51, 3] as const;

export function openLocalDb(path: string): LocalDb {
  const db = new DatabaseSync(path);
  try {
    db.exec('pragma busy_timeout = 5000');
    db.exec('pragma journal_mode = wal');
    // One fsync for each commit: the beep means that it is on disk.
    db.exec('pragma synchronous = full');
    db.exec('pragma fullfsync = 1');
    db.exec('pragma checkpoint_fullfsync = 1');
    db.exec('pragma foreign_keys = on');
    assertSafeVersion(String(db.prepare('select sqlite_version() as v').get()?.v));
  } catch (error) {
    db.close();
    throw error;
  }
  return {
    exec: (sql) => db.exec(sql),
    statement(sql) {
      const prepared = db.prepare(sql);
      return {
        run: (...values) => void prepared.run(...values),
        get: (...values) => prepared.get(...values) as Row | undefined,
        all: (...values) => prepared.all(...values) as Row[],
        iterate: (...values) => prepared.iterate(...values) as Iterable<Row>,
      };
    },
    transaction(body) {
      db.exec('begin immediate');
      try {
        const answer = body();
        db.exec('commit');
        return answer;
      } catch (error) {
        // SQLite has already rolled back by itself on a full disk or an I/O error.
        if (db.isTransaction) db.exec('rollback');
        throw error;
      }
    },
    close: () => db.close(),
  };
}

function assertSafeVersion(version: string): void {
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SAFE.entries()) {
    const part = parts[index] ?? 0;
    if (part > oldest) return;
    if (part < oldest) throw new Error(`SQLite ${version} can lose data; ${OLDEST_SAFE.join('.')} or newer is needed`);
  }
}
