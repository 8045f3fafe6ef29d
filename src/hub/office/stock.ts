import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { coverReservations } from '../orders/cover-reservations.ts';
import { releaseWaiting } from '../orders/release-hold.ts';
import { lockShelves } from '../stock/shelves.ts';
import { beginCounting, shiftStock } from '../stock/shift-stock.ts';
import { closeCounts } from './tasks.ts';

/** Sets counted stock, all places together; the difference is a move where no bin is known. */
export async function putStock(
  hub: HubContext,
  counts: readonly { readonly sku: string; readonly on_hand: number }[],
): Promise<{ changed: number; released: number }> {
  const wanted = new Map(counts.map((count) => [count.sku, count.on_hand]));
  const skus = [...wanted.keys()].sort();
  const shifts = await transact(hub.db, async (tx) => {
    await beginCounting(tx, hub, skus);
    const { onHand } = await lockShelves(tx, hub, skus, { bins: false });
    const eventId = hub.newId();
    const moved = [...onHand]
      .map(([sku, before]) => ({ eventId, sku, bin: '', qty: (wanted.get(sku) ?? before) - before, reason: 'count' }))
      .filter(({ qty }) => qty !== 0);
    await shiftStock(tx, hub, moved);
    await closeCounts(tx, hub, skus);
    return moved;
  });
  const down = shifts.filter(({ qty }) => qty < 0).map(({ sku }) => sku);
  await coverReservations(hub, down);
  const released = shifts.length > 0 ? await releaseWaiting(hub, ['short-stock', 'missing']) : 0;
  return { changed: shifts.length, released };
}
