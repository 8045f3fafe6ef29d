import type { StationId } from '../../core/ids.ts';
import { type Hello, MAX_BATCH, MAX_BATCH_BYTES, PROTOCOL } from '../../wire/hub-feed.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { HubContext } from '../hub-context.ts';
import { siteOf } from './site.ts';

export async function helloFor(hub: HubContext, stationId: string): Promise<Hello> {
  const now = instantOf(hub.clock());
  const station = await hub.db
    .updateTable('station')
    .set({ last_seen: now })
    .where('id', '=', stationId)
    .returning(['id', 'no', 'name', 'epoch', 'last_seq', 'offline_buffer'])
    .executeTakeFirstOrThrow();
  const head = await hub.db
    .selectFrom('feed_head')
    .select('epoch')
    .where('warehouse_id', '=', hub.warehouseId)
    .executeTakeFirstOrThrow();
  return {
    hub_id: hub.hubId,
    feed_epoch: head.epoch,
    protocol: PROTOCOL,
    hub_time: now,
    badge_salt: Buffer.from(hub.badgeSalt).toString('base64url'),
    station: { ...station, id: station.id as StationId },
    site: await siteOf(hub),
    limits: { max_batch: MAX_BATCH, max_bytes: MAX_BATCH_BYTES },
  };
}
