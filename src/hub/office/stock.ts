import { v7 as uuidv7 } from 'uuid';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { releaseWaiting } from '../orders/release-hold.ts';
import { lockStock } from '../orders/reserve-stock.ts';
import { closeCounts } from './tasks.ts';

/** Sets counted stock; the difference is written as a move, so that on_hand is always the sum of its moves. */
export async function putStock(
  hub: HubContext,
  counts: readonly { readonly sku: string; readonly on_hand: number }[],
): Promise<{ changed: number; released: number }> {
  const wanted = new Map(counts.map((count) => [count.sku, count.on_hand]));
  const changed = await transact(hub.db, async (tx) => {
    const warehouse_id = hub.warehouseId;
    const skus = [...wanted.keys()].sort();
    for (const sku of skus) {
      await tx
        .insertInto('stock')
        .values({ warehouse_id, sku, on_hand: 0 })
        .onConflict((conflict) => conflict.columns(['warehouse_id', 'sku']).doNothing())
        .execute();
    }
    const rows = await lockStock(tx, warehouse_id, skus);
    const event_id = uuidv7();
    let moved = 0;
    for (const row of rows) {
      const on_hand = wanted.get(row.sku) ?? row.on_hand;
      if (on_hand === row.on_hand) continue;
      moved++;
      await tx
        .updateTable('stock')
        .set({ on_hand })
        .where('warehouse_id', '=', warehouse_id)
        .where('sku', '=', row.sku)
        .execute();
      await tx
        .insertInto('stock_move')
        .values({ event_id, warehouse_id, sku: row.sku, qty: on_hand - row.on_hand, reason: 'count' })
        .execute();
    }
    await closeCounts(tx, hub, skus);
    return moved;
  });
  const released = changed > 0 ? await releaseWaiting(hub, ['short-stock', 'missing']) : 0;
  return { changed, released };
}
