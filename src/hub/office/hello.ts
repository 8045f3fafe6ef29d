import type { StationId } from '../../core/ids.ts';
import { type Hello, MAX_BATCH, MAX_BATCH_BYTES, PROTOCOL } from '../../wire/hub-feed.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { hasSpoken } from '../claims/recovery.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { ensureBlock } from '../sscc/hand-out-block.ts';
import { siteFor, siteOf } from './site.ts';

export async function helloFor(hub: HubContext, stationId: string): Promise<Hello> {
  const now = instantOf(hub.clock());
  const { station, site, recovering } = await transact(hub.db, async (tx) => {
    const station = await tx
      .updateTable('station')
      .set({ last_seen: now })
      .where('id', '=', stationId)
      .returning(['id', 'no', 'name', 'epoch', 'last_seq', 'offline_buffer'])
      .executeTakeFirstOrThrow();
    const { companyPrefix } = await siteOf(tx, hub.warehouseId);
    if (companyPrefix !== undefined) await ensureBlock(tx, hub, { stationId, epoch: station.epoch }, companyPrefix);
    return {
      station,
      site: await siteFor(tx, hub.warehouseId, stationId),
      recovering: await mustSpeak(tx, stationId),
    };
  });
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
    site,
    recovering,
    limits: { max_batch: MAX_BATCH, max_bytes: MAX_BATCH_BYTES },
  };
}

/** Restored from a backup, the hub wants to hear from this station what it holds. */
async function mustSpeak(tx: Tx, stationId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('station')
    .innerJoin('hub', (join) => join.onTrue())
    .select('station.id')
    .where('station.id', '=', stationId)
    .where('hub.recovering_since', 'is not', null)
    .where((eb) => eb.not(hasSpoken()))
    .executeTakeFirst();
  return row !== undefined;
}
