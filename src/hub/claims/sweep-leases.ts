import { instantOf } from '../../wire/hub-text.ts';
import { anyId } from '../database/any-of.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { NOBODYS } from '../orders/holder.ts';

/**
 * Puts expired soft leases back into the pool; hard claims are never touched, however old (sync.md 3.4: an expiring
 * right of a bench that is offline lets two parcels leave). Its own transaction, so that it never waits for a claim.
 */
export async function sweepLeases(hub: HubContext): Promise<number> {
  const now = instantOf(hub.clock());
  const expired = hub.db
    .selectFrom('orders')
    .select('id')
    .where('claim_class', '=', 'soft')
    .where('claim_expires', '<', now as never)
    .limit(500);
  if ((await expired.limit(1).execute()).length === 0) return 0;
  const count = await transact(hub.db, async (tx) => {
    const rows = await tx
      .selectFrom('orders')
      .select('id')
      .where('claim_class', '=', 'soft')
      .where('claim_expires', '<', now as never)
      .orderBy('id')
      .limit(500)
      .forUpdate()
      .skipLocked()
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    await tx
      .updateTable('orders')
      .set((eb) => ({ ...NOBODYS, rev: eb('rev', '+', 1) }))
      .where('id', '=', anyId(ids))
      .execute();
    const changes = createFeedChanges();
    for (const id of ids) changes.orders.add(id);
    await publish(tx, hub, changes);
    return ids.length;
  });
  if (count > 0) hub.bell.ring();
  return count;
}
