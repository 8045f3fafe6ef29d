import { type OfficeSite, OfficeSiteSchema, SiteSchema, type WireSite } from '../../wire/hub-site.ts';
import type { Database, Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { endBlocks, ensureBlock, rangeOf } from '../sscc/hand-out-block.ts';

type ReadSite = ReturnType<typeof OfficeSiteSchema.parse>;

/** The rules in force; the core's defaults while nobody has set any. */
export async function siteOf(db: Database | Tx, warehouseId: string): Promise<ReadSite> {
  const row = await db.selectFrom('site').select('doc').where('warehouse_id', '=', warehouseId).executeTakeFirst();
  return told(row?.doc);
}

/** As one station is told: with the numbers that are its own. */
export async function siteFor(db: Database | Tx, warehouseId: string, stationId: string): Promise<WireSite> {
  const { companyPrefix, ...site } = await siteOf(db, warehouseId);
  const range = companyPrefix === undefined ? null : await rangeOf(db, stationId);
  return SiteSchema.parse(range?.companyPrefix === companyPrefix ? { ...site, sscc: range ?? undefined } : site);
}

/** The rules, when they changed after a reader's position. */
export async function siteAfter(tx: Tx, warehouseId: string, stationId: string, pos: number): Promise<WireSite | null> {
  const row = await tx
    .selectFrom('site')
    .select('warehouse_id')
    .where('warehouse_id', '=', warehouseId)
    .where('feed_pos', '>', pos)
    .executeTakeFirst();
  return row === undefined ? null : siteFor(tx, warehouseId, stationId);
}

/** Replaces rules, cartons, sender and prefix. The same document again does not go out on the feed. */
export async function putSite(hub: HubContext, site: OfficeSite): Promise<ReadSite> {
  await transact(hub.db, async (tx) => {
    const stations = await tx
      .selectFrom('station')
      .select(['id', 'epoch'])
      .where('warehouse_id', '=', hub.warehouseId)
      .where('status', '=', 'active')
      .orderBy('id')
      .forUpdate()
      .execute();
    const written = await tx
      .insertInto('site')
      .values({ warehouse_id: hub.warehouseId, doc: JSON.stringify(site), feed_pos: null })
      .onConflict((conflict) =>
        conflict
          .column('warehouse_id')
          .doUpdateSet((eb) => ({ doc: eb.ref('excluded.doc') }))
          .whereRef('site.doc', '<>', 'excluded.doc'),
      )
      .returning('warehouse_id')
      .execute();
    if (written.length > 0) await renumber(tx, hub, stations, site.companyPrefix);
    const changes = createFeedChanges();
    for (const row of written) changes.sites.add(row.warehouse_id);
    await publish(tx, hub, changes);
  });
  hub.bell.ring();
  return siteOf(hub.db, hub.warehouseId);
}

/** Stations must have their numbers before they read of the prefix; and nobody goes on under one that was taken away. */
async function renumber(
  tx: Tx,
  hub: HubContext,
  stations: readonly { readonly id: string; readonly epoch: number }[],
  companyPrefix: string | undefined,
): Promise<void> {
  const ids = stations.map(({ id }) => id);
  let others = tx.selectFrom('sscc_block').select('station_id').where('station_id', 'in', ids);
  if (companyPrefix !== undefined) others = others.where('company_prefix', '<>', companyPrefix);
  const ended = ids.length === 0 ? [] : await others.where('ended_at', 'is', null).execute();
  await endBlocks(
    tx,
    hub,
    ended.map((row) => row.station_id),
  );
  if (companyPrefix === undefined) return;
  for (const { id, epoch } of stations) await ensureBlock(tx, hub, { stationId: id, epoch }, companyPrefix);
}

/** A document that was stored before a rule existed does not name it: the default holds. */
function told(doc: OfficeSite | undefined): ReadSite {
  return OfficeSiteSchema.parse(doc ?? {});
}
