import { anyId } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';

/** A station, its row locked. */
export type LockedStation = Awaited<ReturnType<typeof lockRows>>[number];

/** Locks stations in the order of their ids, so that each does one thing at a time and no two transactions wait for each other. */
export async function lockStations(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, LockedStation>> {
  return new Map((await lockRows(tx, ids)).map((row) => [row.id, row]));
}

function lockRows(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('station')
    .select(['id', 'name', 'epoch', 'last_seq', 'status', 'offline_buffer'])
    .where('id', '=', anyId(ids))
    .orderBy('id')
    .forUpdate()
    .execute();
}
