import { success } from '../../core/result.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { anyText } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { groupWork } from '../group-work.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { fits, makeKey, type PresentedKey, unknownKey } from './key-secret.ts';

/** An old key after rotation: long enough for a station that lost the answer to ask once more. */
const OVERLAP_MS = 24 * 3_600_000;
/** How old "last heard of" may be before a request is worth a write. */
const HEARD_EVERY_MS = 5 * 60_000;

export type KeyFinder = (keyId: string) => Promise<KeyRow | null>;
type KeyRow = Awaited<ReturnType<typeof readKeys>>[number];

/** Every request asks for its key; those that come at once are looked up together. */
export function createKeyFinder(hub: HubContext): KeyFinder {
  return groupWork(
    async (ids: readonly string[]) => {
      const rows = new Map((await readKeys(hub, ids)).map((row) => [row.key_id, row]));
      return ids.map((id) => success(rows.get(id) ?? null));
    },
    { atOnce: 2, most: 500, weightOf: () => 1, keyOf: (id) => id },
  );
}

function readKeys(hub: HubContext, ids: readonly string[]) {
  return hub.db
    .selectFrom('station_key')
    .innerJoin('station', 'station.id', 'station_key.station_id')
    .select(['station.id', 'station.name', 'station.status', 'station.last_seen'])
    .select(['key_id', 'secret_hash', 'station_key.revoked_at', 'ends_at', 'used_at'])
    .where('key_id', '=', anyText(ids))
    .execute();
}

/** @throws HubRefusal unauthenticated, station_revoked, station_forked */
export async function stationOf(
  hub: HubContext,
  findKey: KeyFinder,
  key: PresentedKey,
): Promise<{ readonly stationId: string; readonly name: string }> {
  const row = await findKey(key.keyId);
  if (row === null || !fits(key, row.secret_hash)) throw unknownKey();
  const nowMs = hub.clock();
  if (row.status === 'revoked') {
    throw new HubRefusal(
      'station_revoked',
      `Station ${row.name} was shut out. Keep its data: the office can import what was not sent, and enrol it anew.`,
    );
  }
  if (row.revoked_at !== null || (row.ends_at !== null && row.ends_at.getTime() <= nowMs)) {
    throw new HubRefusal(
      'station_revoked',
      `This key of station ${row.name} has ended, because it got a newer one. Use that, or enrol the station anew.`,
    );
  }
  if (row.status === 'forked') {
    throw new HubRefusal(
      'station_forked',
      `The data of station ${row.name} was copied or put back, and two copies of it spoke here. Enrol it anew; keep its data.`,
    );
  }
  if (row.used_at === null) await noteFirstUse(hub, { keyId: key.keyId, stationId: row.id });
  else if (row.last_seen === null || Math.abs(nowMs - row.last_seen.getTime()) >= HEARD_EVERY_MS) {
    // A station with nothing to tell still listens; without this it would look silent.
    await hub.db
      .updateTable('station')
      .set({ last_seen: instantOf(nowMs) })
      .where('id', '=', row.id)
      .execute();
  }
  return { stationId: row.id, name: row.name };
}

/** The first use of a key proves that the station has it, so no other is needed any more. */
async function noteFirstUse(
  hub: HubContext,
  { keyId, stationId }: { readonly keyId: string; readonly stationId: string },
): Promise<void> {
  const now = instantOf(hub.clock());
  await transact(hub.db, async (tx) => {
    await tx.updateTable('station').set({ last_seen: now }).where('id', '=', stationId).execute();
    const first = await tx
      .updateTable('station_key')
      .set({ used_at: now })
      .where('key_id', '=', keyId)
      .where('used_at', 'is', null)
      .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', new Date(now))]))
      .returning('key_id')
      .executeTakeFirst();
    // Lost against itself, which is no matter, or against a newer key, which the next request will hear.
    if (first === undefined) return;
    await tx
      .updateTable('station_key')
      .set({ ends_at: now })
      .where('station_id', '=', stationId)
      .where('key_id', '<>', keyId)
      .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', new Date(now))]))
      .execute();
  });
}

/** Makes the key of a station that has none that lives: a new one, or one enrolled anew. */
export async function giveKey(tx: Tx, hub: HubContext, stationId: string): Promise<string> {
  const { key, keyId, hash } = makeKey('psk');
  await tx
    .insertInto('station_key')
    .values({ key_id: keyId, station_id: stationId, secret_hash: hash, created_at: instantOf(hub.clock()) })
    .execute();
  return key;
}

/** A second key; those before it work for a day, or until it is used. @returns when they end, in ms since 1970 */
export async function giveSecondKey(
  tx: Tx,
  hub: HubContext,
  stationId: string,
): Promise<{ readonly key: string; readonly oldUntilMs: number }> {
  const oldUntilMs = hub.clock() + OVERLAP_MS;
  await tx
    .updateTable('station_key')
    .set({ ends_at: instantOf(oldUntilMs) })
    .where('station_id', '=', stationId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', new Date(hub.clock()))]))
    .execute();
  return { key: await giveKey(tx, hub, stationId), oldUntilMs };
}

/** Every key of the station ends now, for good. */
export async function endKeys(tx: Tx, hub: HubContext, stationId: string): Promise<void> {
  await tx
    .updateTable('station_key')
    .set({ revoked_at: instantOf(hub.clock()) })
    .where('station_id', '=', stationId)
    .where('revoked_at', 'is', null)
    .execute();
}
