import { sql } from 'kysely';
import type { OrderDoc } from '../../core/order.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import { lockShelves } from '../stock/shelves.ts';
import { shiftStock } from '../stock/shift-stock.ts';

/** The line of a document, or the part of a kit, as far as stock is concerned. */
export function skuOfLine(
  doc: OrderDoc | null,
  lineId: string,
): { readonly sku: string; readonly bin: string | null } | null {
  const lines = (doc?.lines ?? []).flatMap((line) => [line, ...(line.parts ?? [])]);
  const line = lines.find(({ id }) => id === lineId);
  return line === undefined ? null : { sku: line.sku, bin: line.bin ?? null };
}

interface Correction {
  readonly eventId: string;
  readonly sku: string;
  readonly bin: string | null;
  /** Signed. */
  readonly by: number;
  readonly reason: string;
}

/**
 * Corrects counted stock, downwards never below nothing: more than there was cannot be gone. SKUs that are not counted are left alone.
 * @returns units that were really moved, without a sign
 */
export async function correctStock(tx: Tx, hub: HubContext, { by, bin, ...what }: Correction): Promise<number> {
  const shelves = await lockShelves(tx, hub, [what.sku], { bins: bin !== null });
  const onHand = shelves.onHand.get(what.sku);
  const qty = onHand === undefined ? 0 : by < 0 ? -Math.max(0, Math.min(-by, onHand)) : by;
  if (qty === 0) return 0;
  await shiftStock(tx, hub, [{ ...what, bin: shelves.binFor(what.sku, bin), qty }]);
  return Math.abs(qty);
}

interface About {
  readonly eventId: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly sku: string;
  readonly bin: string | null;
  readonly units: number;
  readonly current: boolean;
}

/** Units that will not come: off the shelf's count, and no longer reserved for the order that waited for them. */
export async function setDownShort(
  tx: Tx,
  hub: HubContext,
  short: About & { readonly reason: string; readonly shelf: boolean },
): Promise<void> {
  const { eventId, orderId, lineId, sku, bin, units, reason } = short;
  const setDown = short.shelf ? await correctStock(tx, hub, { eventId, sku, bin, by: -units, reason: 'short' }) : 0;
  await tx
    .insertInto('shortage')
    .values({
      event_id: eventId,
      order_id: orderId,
      line_id: lineId,
      sku,
      units,
      reason,
      set_down: setDown,
      at: instantOf(hub.clock()),
    })
    .execute();
  if (short.current) await reserveLess(tx, hub, short);
}

async function reserveLess(tx: Tx, hub: HubContext, { orderId, sku, units }: About): Promise<void> {
  await sql`
    with before as (select qty from reservation where order_id = ${orderId} and sku = ${sku} for update),
    less as (
      update reservation set qty = reservation.qty - least(before.qty, ${units}::int) from before
      where reservation.order_id = ${orderId} and reservation.sku = ${sku}
      returning least(before.qty, ${units}::int) as freed)
    update stock set allocated = allocated - less.freed from less
    where stock.warehouse_id = ${hub.warehouseId} and stock.sku = ${sku}`.execute(tx);
}

/** They turned up: the newest shortages of the line are taken back first. */
export async function bringBackShort(tx: Tx, hub: HubContext, found: About): Promise<void> {
  const { eventId, orderId, lineId, sku } = found;
  const open = await tx
    .selectFrom('shortage')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('line_id', '=', lineId)
    .whereRef('back', '<', 'units')
    .orderBy('at', 'desc')
    .orderBy('event_id', 'desc')
    .forUpdate()
    .execute();
  let left = found.units;
  let up = 0;
  for (const shortage of open) {
    const back = Math.min(left, shortage.units - shortage.back);
    if (back === 0) break;
    left -= back;
    // Of what was set down, as much as was not brought back before.
    up += Math.min(back, Math.max(0, shortage.set_down - shortage.back));
    await tx
      .updateTable('shortage')
      .set({ back: shortage.back + back })
      .where('event_id', '=', shortage.event_id)
      .execute();
    if (shortage.back + back < shortage.units) continue;
    await tx
      .updateTable('count_task')
      .set({ done_at: instantOf(hub.clock()) })
      .where('event_id', '=', shortage.event_id)
      .where('done_at', 'is', null)
      .execute();
  }
  await correctStock(tx, hub, { eventId, sku, bin: found.bin, by: up, reason: 'short-taken-back' });
  if (found.current) await reserveMore(tx, hub, { ...found, units: found.units - left });
}

async function reserveMore(tx: Tx, hub: HubContext, { orderId, sku, units }: About): Promise<void> {
  await sql`
    with more as (
      update reservation set qty = qty + ${units}::int where order_id = ${orderId} and sku = ${sku} returning sku)
    update stock set allocated = allocated + ${units}::int from more
    where stock.warehouse_id = ${hub.warehouseId} and stock.sku = more.sku`.execute(tx);
}
