import { sql } from 'kysely';
import type { Item } from '../../core/order.ts';
import { isGtin } from '../../core/gtin.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, type FeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { releaseWaiting } from '../orders/release-hold.ts';
import type { StoredSalesOrder } from '../orders/sales-order.ts';

/** Adds or replaces items. What did not change does not go out on the feed again. */
export async function putItems(hub: HubContext, items: readonly Item[]): Promise<{ changed: number; released: number }> {
  for (const item of items) refuseBadGtin(item);
  const changed = await transact(hub.db, async (tx) => {
    const changes = createFeedChanges();
    const unique = new Map(items.map((item) => [item.sku as string, item]));
    for (const [sku, item] of [...unique].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const doc = JSON.stringify(item);
      const written = await sql<{ sku: string }>`
        insert into item (warehouse_id, sku, doc) values (${hub.warehouseId}, ${sku}, ${doc}::jsonb)
        on conflict (warehouse_id, sku) do update set doc = excluded.doc where item.doc <> excluded.doc returning sku`.execute(tx);
      if (written.rows.length > 0) changes.skus.add(sku);
    }
    await publish(tx, hub.warehouseId, changes);
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

export async function loadItems(tx: Tx, warehouseId: string, sales: StoredSalesOrder): Promise<ReadonlyMap<string, Item>> {
  const skus = [...new Set<string>(sales.order.lines.map((line) => line.sku))];
  if (skus.length === 0) return new Map();
  const rows = await tx.selectFrom('item').select(['sku', 'doc']).where('warehouse_id', '=', warehouseId).where('sku', 'in', skus).execute();
  return new Map(rows.map((row) => [row.sku, row.doc]));
}

/**
 * Takes unknown goods of an order into the catalogue with the SKU itself as their barcode, and gives them stock.
 * An option for a first try with a shop's own file, never the default: a typing error would become an item.
 */
export async function learnItems(
  tx: Tx,
  warehouseId: string,
  intake: { readonly sales: StoredSalesOrder; readonly initialStock: number | null },
  changes: FeedChanges,
): Promise<number> {
  if (intake.sales.order.cancelled === true) return 0;
  const goods = intake.sales.order.lines.filter((line) => line.charge !== true && line.quantity > 0);
  let learned = 0;
  for (const line of [...goods].sort((a, b) => (a.sku < b.sku ? -1 : 1))) {
    const item: Item = { sku: line.sku, name: line.name ?? line.sku, barcodes: [{ kind: 'text', value: line.sku, factor: 1 }] };
    const added = await tx.insertInto('item').values({ warehouse_id: warehouseId, sku: line.sku, doc: JSON.stringify(item), feed_pos: null })
      .onConflict((conflict) => conflict.columns(['warehouse_id', 'sku']).doNothing()).returning('sku').execute();
    if (added.length > 0) {
      changes.skus.add(line.sku);
      learned++;
    }
    if (intake.initialStock === null) continue;
    await tx.insertInto('stock').values({ warehouse_id: warehouseId, sku: line.sku, on_hand: intake.initialStock })
      .onConflict((conflict) => conflict.columns(['warehouse_id', 'sku']).doNothing()).execute();
  }
  return learned;
}
