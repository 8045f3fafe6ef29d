import { type ExpressionBuilder, sql } from 'kysely';
import type { HubBody } from '../../wire/hub-api.ts';
import { SILENT_MINUTES, type StationRow } from '../../wire/hub-station.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Database, HubTables, Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { endKeys } from './station-keys.ts';
import { refuseTakenName } from './stations.ts';

/** By their numbers. */
export function listStations(hub: HubContext): Promise<StationRow[]> {
  return rowsOf(hub.db, hub, null);
}

/** The station hears of it with its next hello. @throws HubRefusal not_found, name_taken */
export function changeStation(
  hub: HubContext,
  stationId: string,
  change: HubBody<'changeStation'>,
): Promise<StationRow> {
  return transact(hub.db, async (tx) => {
    await lockStation(tx, hub, stationId);
    if (change.name !== undefined) await refuseTakenName(tx, hub, { name: change.name, except: stationId });
    await tx
      .updateTable('station')
      .set({
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.offline_buffer === undefined ? {} : { offline_buffer: change.offline_buffer }),
      })
      .where('id', '=', stationId)
      .execute();
    return rowOf(tx, hub, stationId);
  });
}

/**
 * Shuts a station out: its keys end, and codes to enrol it that nobody has used. Its claims stay, because its goods stand at that bench.
 * @throws HubRefusal not_found
 */
export function revokeStation(hub: HubContext, stationId: string, reason: string): Promise<StationRow> {
  return transact(hub.db, async (tx) => {
    await lockStation(tx, hub, stationId);
    await tx
      .updateTable('station')
      .set({ status: 'revoked', revoked_at: instantOf(hub.clock()), revoke_reason: reason })
      .where('id', '=', stationId)
      .where('status', '<>', 'revoked')
      .execute();
    await endKeys(tx, hub, stationId);
    await tx.deleteFrom('enrolment').where('station_id', '=', stationId).where('used_at', 'is', null).execute();
    return rowOf(tx, hub, stationId);
  });
}

async function lockStation(tx: Tx, hub: HubContext, stationId: string): Promise<void> {
  const known = await tx
    .selectFrom('station')
    .select('id')
    .where('warehouse_id', '=', hub.warehouseId)
    .where('id', '=', stationId)
    .forUpdate()
    .executeTakeFirst();
  if (known === undefined) throw new HubRefusal('not_found', 'There is no such station. GET /v1/stations lists them.');
}

async function rowOf(tx: Tx, hub: HubContext, stationId: string): Promise<StationRow> {
  const [row] = await rowsOf(tx, hub, stationId);
  if (row === undefined) throw new Error(`Station ${stationId} was locked and is not there`);
  return row;
}

async function rowsOf(db: Database | Tx, hub: HubContext, only: string | null): Promise<StationRow[]> {
  let query = db
    .selectFrom('station')
    .select(['id', 'no', 'name', 'status', 'epoch', 'last_seq', 'offline_buffer', 'app_version', 'last_seen'])
    .select((eb) => [claimsOf(eb, 'hard').as('hard'), claimsOf(eb, 'soft').as('soft')])
    .where('warehouse_id', '=', hub.warehouseId)
    .orderBy('no');
  if (only !== null) query = query.where('id', '=', only);
  const nowMs = hub.clock();
  return (await query.execute()).map(({ hard, soft, last_seen, ...row }) => {
    const silent = last_seen === null ? null : Math.max(0, Math.floor((nowMs - last_seen.getTime()) / 60_000));
    return {
      ...row,
      last_seen: last_seen?.toISOString() ?? null,
      silent_minutes: silent,
      claims: { hard, soft },
      needs_look: (silent === null || silent > SILENT_MINUTES) && hard + soft > 0,
    };
  });
}

/** Orders that it holds: few, and there is an index on them. */
function claimsOf(eb: ExpressionBuilder<HubTables, 'station'>, how: 'hard' | 'soft') {
  return eb
    .selectFrom('orders')
    .select(sql<number>`count(*)::int`.as('claims'))
    .whereRef('orders.claim_station', '=', 'station.id')
    .where('orders.claim_class', '=', how)
    .$asScalar()
    .$notNull();
}
