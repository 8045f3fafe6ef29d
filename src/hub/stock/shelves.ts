import { anyText } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import { lockStock } from '../orders/reserve-stock.ts';

/** Counted goods as they lie, locked until the end of the transaction. SKUs that were never counted are not here. */
export interface Shelves {
  readonly onHand: ReadonlyMap<string, number>;
  /** Units by place; the bin that nobody knows is the empty text. */
  placesOf(sku: string): ReadonlyMap<string, number>;
  /** Where units of a line come from: its own bin when goods were ever put there, else where no bin is known. */
  binFor(sku: string, bin: string | null | undefined): string;
}

const NOTHING: ReadonlyMap<string, number> = new Map();

/** Locks the stock of these SKUs. `bins: false` spares a statement where no line names a bin. */
export async function lockShelves(
  tx: Tx,
  hub: HubContext,
  skus: readonly string[],
  { bins }: { readonly bins: boolean },
): Promise<Shelves> {
  const rows = await lockStock(tx, hub.warehouseId, skus);
  const counted = rows.map(({ sku }) => sku);
  const places = new Map<string, Map<string, number>>();
  if (bins && counted.length > 0) {
    // A statement of its own: one that waited for the rows' locks would still see the places as they were before.
    const found = await tx
      .selectFrom('stock_place')
      .select(['sku', 'bin', 'on_hand'])
      .where('warehouse_id', '=', hub.warehouseId)
      .where('sku', '=', anyText(counted))
      .orderBy('bin')
      .execute();
    for (const { sku, bin, on_hand } of found) places.set(sku, (places.get(sku) ?? new Map()).set(bin, on_hand));
  }
  return {
    onHand: new Map(rows.map((row) => [row.sku, row.on_hand])),
    placesOf: (sku) => places.get(sku) ?? NOTHING,
    binFor: (sku, bin) => (bin != null && places.get(sku)?.has(bin) === true ? bin : ''),
  };
}
