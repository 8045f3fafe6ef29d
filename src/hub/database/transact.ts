import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Tx } from './schema.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const ATTEMPTS = 6;

/**
 * One transaction, begun again when the database says that it lost against another one.
 * Rules for `work`: lock the station row, then order rows sorted by id, then stock sorted by SKU, and bump the feed as the
 * very last statement; no network in between; nothing but `tx`.
 */
export async function transact<Value>(db: Database, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !lostARace(error)) throw error;
      await pause(Math.random() * 10 * 2 ** attempt);
    }
  }
}

function lostARace(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}
