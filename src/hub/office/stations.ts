import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { NewStation } from '../../wire/hub-office.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { makeKey } from './keys.ts';

const DEFAULT_BUFFER = 30;

/** @throws HubRefusal name_taken */
export function addStation(
  hub: HubContext,
  ask: { readonly name: string; readonly offlineBuffer?: number | undefined },
): Promise<NewStation> {
  return transact(hub.db, async (tx) => {
    // The row of the feed head serves as the lock for handing out numbers: two stations must never share one.
    await tx.selectFrom('feed_head').select('pos').where('warehouse_id', '=', hub.warehouseId).forUpdate().execute();
    const taken = await tx
      .selectFrom('station')
      .select('id')
      .where('warehouse_id', '=', hub.warehouseId)
      .where('name', '=', ask.name)
      .executeTakeFirst();
    if (taken !== undefined)
      throw new HubRefusal('name_taken', `A station called "${ask.name}" exists. Choose another name.`);
    const { no } = await tx
      .selectFrom('station')
      .select(sql<number>`coalesce(max(no), 0) + 1`.as('no'))
      .executeTakeFirstOrThrow();
    const id = uuidv7();
    const { key, keyId, hash } = makeKey('psk');
    await tx
      .insertInto('station')
      .values({
        id,
        no,
        name: ask.name,
        warehouse_id: hub.warehouseId,
        offline_buffer: ask.offlineBuffer ?? DEFAULT_BUFFER,
      })
      .execute();
    await tx.insertInto('station_key').values({ key_id: keyId, station_id: id, secret_hash: hash }).execute();
    return { id, no, name: ask.name, key };
  });
}

export async function addOfficeKey(
  hub: HubContext,
  name: string,
): Promise<{ readonly name: string; readonly key: string }> {
  const { key, keyId, hash } = makeKey('pho');
  await hub.db.insertInto('office_key').values({ key_id: keyId, name, secret_hash: hash }).execute();
  return { name, key };
}
