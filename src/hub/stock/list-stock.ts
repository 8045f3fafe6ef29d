import type { StockAnswer } from '../../wire/hub-stock.ts';
import type { HubContext } from '../hub-context.ts';

/** Counted goods by SKU; places with nothing on them are left out. */
export async function listStock(
  hub: HubContext,
  ask: { readonly sku: string | null; readonly after: string | null; readonly limit: number },
): Promise<StockAnswer> {
  let query = hub.db
    .selectFrom('stock')
    .select(['sku', 'on_hand', 'allocated'])
    .where('warehouse_id', '=', hub.warehouseId);
  if (ask.sku !== null) query = query.where('sku', '=', ask.sku);
  if (ask.after !== null) query = query.where('sku', '>', ask.after);
  const found = await query
    .orderBy('sku')
    .limit(ask.limit + 1)
    .execute();
  const rows = found.slice(0, ask.limit);
  if (rows.length === 0) return { stock: [], after: null };
  const places = await hub.db
    .selectFrom('stock_place')
    .select(['sku', 'bin', 'on_hand'])
    .where('warehouse_id', '=', hub.warehouseId)
    .where(
      'sku',
      'in',
      rows.map(({ sku }) => sku),
    )
    .where('on_hand', '<>', 0)
    .orderBy('bin')
    .execute();
  const bySku = new Map<string, StockAnswer['stock'][number]['places']>();
  for (const { sku, bin, on_hand } of places) {
    bySku.set(sku, [...(bySku.get(sku) ?? []), { bin: bin === '' ? null : bin, on_hand }]);
  }
  return {
    stock: rows.map(({ sku, on_hand, allocated }) => ({
      sku,
      on_hand,
      allocated,
      free: on_hand - allocated,
      places: bySku.get(sku) ?? [],
    })),
    after: found.length > rows.length ? (rows.at(-1)?.sku ?? null) : null,
  };
}
