import { sql } from 'kysely';
import type { Database, Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';

/** A station that had been silent for longer than this when the hub's memory ends is not waited for. */
const SILENT_DAYS = 7;

export function stillRecovering(): HubRefusal {
  return new HubRefusal(
    'recovering',
    'The hub was restored from a backup. Say what you hold (POST /v1/claims/assert) and try again; nothing is lent until every station has.',
  );
}

/**
 * Whether the hub still waits for stations (sync.md 3.7): it has forgotten what it lent after the backup, so what looks free
 * may be on a bench. Ends the recovery when everybody has spoken; also when the last one missing was shut out.
 * Locks the hub's row, after the station's: of two stations that speak at the same time, the second must see the first.
 */
export async function isRecovering(tx: Tx): Promise<boolean> {
  const hub = await tx.selectFrom('hub').select('recovering_since').forUpdate().executeTakeFirstOrThrow();
  if (hub.recovering_since === null) return false;
  if ((await silentStations(tx)).length > 0) return true;
  await tx.updateTable('hub').set({ recovering_since: null }).execute();
  return false;
}

/** Names of the stations that the hub waits for. */
export async function silentStations(db: Database | Tx): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('station')
    .innerJoin('hub', (join) => join.onTrue())
    .select('station.name')
    .where('station.status', '=', 'active')
    .where('hub.recovering_since', 'is not', null)
    .where(sql<boolean>`station.last_seen >= hub.recovering_since - make_interval(days => ${SILENT_DAYS}::int)`)
    .where((eb) => eb.not(hasSpoken()))
    .orderBy('station.name')
    .execute();
  return rows.map((row) => row.name);
}

/** Since the last restore; needs `station` and `hub` in the query. */
export function hasSpoken() {
  return sql<boolean>`(station.asserted_at is not null
    and station.asserted_at >= coalesce(hub.restored_at, hub.recovering_since))`;
}

/**
 * For whoever answers for it: lends again although stations have not spoken. What they hold may be lent a second time.
 * @returns the names of those stations; empty when the hub was not waiting for anybody
 */
export async function endRecovery(hub: HubContext): Promise<readonly string[]> {
  return transact(hub.db, async (tx) => {
    const silent = await silentStations(tx);
    await tx.updateTable('hub').set({ recovering_since: null }).execute();
    return silent;
  });
}
