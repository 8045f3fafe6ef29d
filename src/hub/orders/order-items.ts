import type { Item } from '../../core/order.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { StoredSalesOrder } from './sales-order.ts';

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
