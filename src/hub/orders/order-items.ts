import { sql } from 'kysely';
import type { Item } from '../../core/order.ts';
import { anyText } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { giveFirstStock } from '../stock/shift-stock.ts';
import { skusOf } from './order-doc.ts';
import type { StoredSalesOrder } from './sales-order.ts';

export async function loadItems(
  tx: Tx,
  warehouseId: string,
  sales: StoredSalesOrder,
): Promise<ReadonlyMap<string, Item>> {
  // The SKU of a kit is looked up too: it may be in the catalogue for its name alone.
  const skus = [...new Set<string>(sales.order.lines.flatMap((line) => [line.sku, ...skusOf(line)]))];
  if (skus.length === 0) return new Map();
  const rows = await tx
    .selectFrom('item')
    .select(['sku', 'doc'])
    .where('warehouse_id', '=', warehouseId)
    .where('sku', '=', anyText(skus))
    .execute();
  return new Map(rows.map((row) => [row.sku, row.doc]));
}

/**
 * Takes unknown goods of an order into the catalogue with the SKU itself as their barcode, and gives them stock.
 * An option for a first try with a shop's own file, never the default: a typing error would become an item.
 */
export async function learnItems(
  tx: Tx,
  hub: HubContext,
  intake: { readonly sales: StoredSalesOrder; readonly initialStock: number | null },
  changes: FeedChanges,
): Promise<number> {
  if (intake.sales.order.cancelled === true) return 0;
  const items = new Map<string, Item>();
  for (const line of intake.sales.order.lines) {
    if (line.charge === true || line.quantity < 1 || items.has(line.sku)) continue;
    items.set(line.sku, {
      sku: line.sku,
      name: line.name ?? line.sku,
      barcodes: [{ kind: 'text', value: line.sku, factor: 1 }],
    });
  }
  if (items.size === 0) return 0;
  const rows = JSON.stringify([...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sku, doc]) => ({ sku, doc })));
  const added = await sql<{ sku: string }>`
    insert into item (warehouse_id, sku, doc)
    select ${hub.warehouseId}::uuid, sku, doc from json_to_recordset(${rows}::json) as r(sku text, doc jsonb)
    on conflict (warehouse_id, sku) do nothing returning sku`.execute(tx);
  for (const { sku } of added.rows) changes.skus.add(sku);
  if (intake.initialStock !== null) await giveFirstStock(tx, hub, [...items.keys()], intake.initialStock);
  return added.rows.length;
}
