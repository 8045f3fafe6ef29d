import { sql } from 'kysely';
import { isGtin } from '../../core/gtin.ts';
import type { Item } from '../../core/order.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { releaseWaiting } from '../orders/release-hold.ts';

/** Adds or replaces items. What did not change does not go out on the feed again. */
export async function putItems(
  hub: HubContext,
  items: readonly Item[],
): Promise<{ changed: number; released: number }> {
  for (const item of items) refuseBadGtin(item);
  const changed = await transact(hub.db, async (tx) => {
    const changes = createFeedChanges();
    const unique = new Map(items.map((item) => [item.sku as string, item]));
    for (const [sku, item] of [...unique].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const doc = JSON.stringify(item);
      const written = await sql<{ sku: string }>`
        insert into item (warehouse_id, sku, doc) values (${hub.warehouseId}, ${sku}, ${doc}::jsonb)
        on conflict (warehouse_id, sku) do update set doc = excluded.doc where item.doc <> excluded.doc returning sku`.execute(
        tx,
      );
      if (written.rows.length > 0) changes.skus.add(sku);
    }
    await publish(tx, hub, changes);
    return changes.skus.size;
  });
  if (changed > 0) hub.bell.ring();
  const released = changed > 0 ? await releaseWaiting(hub, ['unknown-sku', 'no-barcode']) : 0;
  return { changed, released };
}

function refuseBadGtin(item: Item): void {
  for (const { kind, value } of item.barcodes) {
    if (kind === 'gtin' && !(value.length === 14 && isGtin(value))) {
      throw new HubRefusal(
        'invalid_request',
        `The GTIN ${value} of ${item.sku} is not 14 digits with a right check digit. Fill short ones with zeros on the left.`,
      );
    }
  }
}
