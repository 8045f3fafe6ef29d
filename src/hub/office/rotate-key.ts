import type { HubAnswer } from '../../wire/hub-api.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { giveSecondKey } from './station-keys.ts';

/** A new key beside the one that asks: whichever answer is lost, one that the station has still opens. */
export function rotateKey(hub: HubContext, stationId: string): Promise<HubAnswer<'rotateKey'>> {
  return transact(hub.db, async (tx) => {
    await tx.selectFrom('station').select('id').where('id', '=', stationId).forUpdate().execute();
    const { key, oldUntilMs } = await giveSecondKey(tx, hub, stationId);
    return { key, old_until: instantOf(oldUntilMs) };
  });
}
