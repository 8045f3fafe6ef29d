import type { Site } from '../../core/site.ts';
import { SiteSchema, type WireSite } from '../../wire/hub-site.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';

/** The rules in force; the core's defaults while nobody has set any. */
export async function siteOf(hub: HubContext): Promise<WireSite> {
  const row = await hub.db
    .selectFrom('site')
    .select('doc')
    .where('warehouse_id', '=', hub.warehouseId)
    .executeTakeFirst();
  return told(row?.doc);
}

/** The rules, when they changed after a reader's position. */
export async function siteAfter(tx: Tx, warehouseId: string, pos: number): Promise<WireSite | null> {
  const row = await tx
    .selectFrom('site')
    .select('doc')
    .where('warehouse_id', '=', warehouseId)
    .where('feed_pos', '>', pos)
    .executeTakeFirst();
  return row === undefined ? null : told(row.doc);
}

/** Replaces rules and cartons. The same document again does not go out on the feed. */
export async function putSite(hub: HubContext, site: Site): Promise<WireSite> {
  await transact(hub.db, async (tx) => {
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
    const changes = createFeedChanges();
    for (const row of written) changes.sites.add(row.warehouse_id);
    await publish(tx, hub.warehouseId, changes);
  });
  hub.bell.ring();
  return siteOf(hub);
}

/** A document that was stored before a rule existed does not name it: the default holds. */
function told(doc: Site | undefined): WireSite {
  return SiteSchema.parse(doc ?? {});
}
