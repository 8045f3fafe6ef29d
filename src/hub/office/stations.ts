import { sql } from 'kysely';
import type { NewStation } from '../../wire/hub-office.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { giveKey } from './station-keys.ts';

const DEFAULT_BUFFER = 30;

interface StationAsk {
  readonly name: string;
  readonly offlineBuffer?: number | undefined;
}

/** @throws HubRefusal name_taken */
export function addStation(hub: HubContext, ask: StationAsk): Promise<NewStation> {
  return transact(hub.db, (tx) => addStationWithin(tx, hub, ask));
}

/** @throws HubRefusal name_taken */
export async function addStationWithin(tx: Tx, hub: HubContext, ask: StationAsk): Promise<NewStation> {
  // The row of the feed head serves as the lock for handing out numbers: two stations must never share one.
  await tx.selectFrom('feed_head').select('pos').where('warehouse_id', '=', hub.warehouseId).forUpdate().execute();
  await refuseTakenName(tx, hub, { name: ask.name, except: null });
  const { no } = await tx
    .selectFrom('station')
    .select(sql<number>`coalesce(max(no), 0) + 1`.as('no'))
    .executeTakeFirstOrThrow();
  const id = hub.newId();
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
  return { id, no, name: ask.name, key: await giveKey(tx, hub, id) };
}

/** @param taken.except the station that asks for a name may have it already. @throws HubRefusal name_taken */
export async function refuseTakenName(
  tx: Tx,
  hub: HubContext,
  { name, except }: { readonly name: string; readonly except: string | null },
): Promise<void> {
  const other = await tx
    .selectFrom('station')
    .select('id')
    .where('warehouse_id', '=', hub.warehouseId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (other === undefined || other.id === except) return;
  throw new HubRefusal('name_taken', `A station called "${name}" exists. Choose another name.`);
}
