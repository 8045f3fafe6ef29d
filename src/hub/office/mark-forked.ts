import { instantOf } from '../../wire/hub-text.ts';
import type { HubContext } from '../hub-context.ts';

/**
 * Two copies of a station's data have spoken: neither is listened to until one is enrolled anew. In a transaction of its own, because the
 * batch that showed it is rolled back.
 */
export async function markForked(hub: HubContext, stationId: string): Promise<void> {
  await hub.db
    .updateTable('station')
    .set({ status: 'forked', forked_at: instantOf(hub.clock()) })
    .where('id', '=', stationId)
    .where('status', '=', 'active')
    .execute();
}
