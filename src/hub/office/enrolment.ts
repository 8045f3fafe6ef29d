import type { Selectable } from 'kysely';
import type { StationId } from '../../core/ids.ts';
import type { HubBody } from '../../wire/hub-api.ts';
import {
  ENROLMENT_MINUTES,
  ENROLMENT_TRIES,
  type Enrolled,
  type Enrolment,
  type NewEnrolment,
} from '../../wire/hub-station.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { HubTables, Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { enrolmentText, hashCode, makeCode, readCode, spokenCode } from './enrolment-code.ts';
import { endKeys, giveKey } from './station-keys.ts';
import { addStationWithin, refuseTakenName } from './stations.ts';

/**
 * A code for a new station, or for one whose disk is new or was copied. A second code for the same one ends the first.
 * @throws HubRefusal not_found, name_taken
 */
export async function addEnrolment(hub: HubContext, ask: NewEnrolment & { readonly by: string }): Promise<Enrolment> {
  const code = makeCode();
  const expiresAt = instantOf(hub.clock() + ENROLMENT_MINUTES * 60_000);
  await transact(hub.db, async (tx) => {
    if (ask.station_id !== undefined) await findStation(tx, hub, ask.station_id);
    if (ask.name !== undefined) await refuseTakenName(tx, hub, { name: ask.name, except: null });
    await tx
      .deleteFrom('enrolment')
      .where('used_at', 'is', null)
      .where((eb) =>
        ask.station_id === undefined ? eb('name', '=', ask.name ?? '') : eb('station_id', '=', ask.station_id),
      )
      .execute();
    await tx
      .insertInto('enrolment')
      .values({
        code_hash: hashCode(code),
        warehouse_id: hub.warehouseId,
        station_id: ask.station_id ?? null,
        name: ask.name ?? null,
        offline_buffer: ask.offline_buffer ?? null,
        created_by: ask.by,
        created_at: instantOf(hub.clock()),
        expires_at: expiresAt,
      })
      .execute();
  });
  const pin = hub.certificate?.fingerprint ?? null;
  return {
    code: spokenCode(code),
    text: enrolmentText(code, { url: hub.publicUrl, pin }),
    expires_at: expiresAt,
  };
}

/**
 * Trades a code for a key. A code that fails for another reason than being wrong (its name was taken meanwhile) may be tried again, five times
 * in all.
 * @throws HubRefusal unknown_code, code_expired, too_many
 */
export async function enrol(hub: HubContext, ask: HubBody<'enrol'>): Promise<Enrolled> {
  const forgive = hub.limits.codes.begin('');
  const code = readCode(ask.code);
  if (code === null) throw unknownCode();
  const hash = hashCode(code);
  const outcome = await transact(hub.db, async (tx) => {
    const row = await tx
      .selectFrom('enrolment')
      .selectAll()
      .where('code_hash', '=', hash)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || row.used_at !== null) throw unknownCode();
    if (row.expires_at.getTime() <= hub.clock() || row.tries >= ENROLMENT_TRIES) {
      throw new HubRefusal('code_expired', 'This enrolment code is too old. Ask for a new one.');
    }
    const made = await take(tx, hub, row);
    if (made === null) {
      // Kept, not rolled back: it is what ends a code that can never work.
      await tx
        .updateTable('enrolment')
        .set({ tries: row.tries + 1 })
        .where('code_hash', '=', hash)
        .execute();
      return null;
    }
    await tx
      .updateTable('enrolment')
      .set({ used_at: instantOf(hub.clock()), station_id: made.station_id, name: null })
      .where('code_hash', '=', hash)
      .execute();
    await tx
      .updateTable('station')
      .set({ app_version: ask.app_version ?? null })
      .where('id', '=', made.station_id)
      .execute();
    return made;
  });
  forgive();
  if (outcome !== null) return outcome;
  throw new HubRefusal(
    'code_expired',
    'A station of that name was added after the code was made. Rename that station, or ask for a code with another name.',
  );
}

/** @returns null when there is a station of that name by now */
async function take(tx: Tx, hub: HubContext, row: Selectable<HubTables['enrolment']>): Promise<Enrolled | null> {
  const common = { hub_id: hub.hubId, certificate: hub.certificate?.pem ?? null };
  if (row.station_id !== null) return { ...common, ...(await beginEpoch(tx, hub, row.station_id, row.offline_buffer)) };
  const name = row.name ?? '';
  const taken = await tx
    .selectFrom('station')
    .select('id')
    .where('warehouse_id', '=', hub.warehouseId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (taken !== undefined) return null;
  const made = await addStationWithin(tx, hub, { name, offlineBuffer: row.offline_buffer ?? undefined });
  return { ...common, ...made, station_id: made.id as StationId, epoch: 1 };
}

/**
 * The station begins anew: what it says from now on counts from 1, and nothing that an old disk says is taken for it. What it had claimed stays
 * claimed: its goods stand at that bench.
 */
async function beginEpoch(tx: Tx, hub: HubContext, stationId: string, offlineBuffer: number | null) {
  const station = await tx
    .updateTable('station')
    .set((eb) => ({
      epoch: eb('epoch', '+', 1),
      last_seq: 0,
      status: 'active',
      revoked_at: null,
      revoke_reason: null,
      forked_at: null,
      ...(offlineBuffer === null ? {} : { offline_buffer: offlineBuffer }),
    }))
    .where('id', '=', stationId)
    .returning(['id', 'no', 'name', 'epoch'])
    .executeTakeFirstOrThrow();
  await endKeys(tx, hub, stationId);
  const key = await giveKey(tx, hub, stationId);
  return { station_id: station.id as StationId, no: station.no, name: station.name, epoch: station.epoch, key };
}

async function findStation(tx: Tx, hub: HubContext, stationId: string): Promise<void> {
  const known = await tx
    .selectFrom('station')
    .select('id')
    .where('warehouse_id', '=', hub.warehouseId)
    .where('id', '=', stationId)
    .executeTakeFirst();
  if (known === undefined) throw new HubRefusal('not_found', 'There is no such station. GET /v1/stations lists them.');
}

function unknownCode(): HubRefusal {
  return new HubRefusal(
    'unknown_code',
    'There is no such enrolment code, or it was used. Check it, or ask for a new one.',
  );
}
