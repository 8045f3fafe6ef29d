import type { Tx } from '../database/schema.ts';
import { writePatches } from '../feed/order-patch.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { makeBackorder } from '../orders/make-backorder.ts';
import { verifyAgain } from '../orders/place-order.ts';
import { salesOf } from '../orders/sales-of.ts';
import { wereShort } from '../orders/were-short.ts';
import { noteSsccs } from '../sscc/note-ssccs.ts';
import { freeReservations } from '../stock/free-reservations.ts';
import { lockShelves, type Shelves } from '../stock/shelves.ts';
import { shiftStock } from '../stock/shift-stock.ts';
import type { BatchOutcome } from './event-batch.ts';
import type { LockedOrders } from './lock-orders.ts';
import { isStillRight, seenDoc } from './seen-docs.ts';
import { packedUnits, shiftsOf } from './shipped-goods.ts';
import type { Origin } from './stored-events.ts';
import { writeEvents, writeQuarantine } from './write-events.ts';
import { writeNotes } from './write-notes.ts';
import { writeOrders } from './write-orders.ts';
import { type FoundShipment, writeShipments } from './write-shipments.ts';

interface Folded {
  readonly batch: BatchOutcome;
  readonly orders: LockedOrders;
}

/**
 * Writes a folded batch, a statement per table and none where there is nothing to write. The caller has locked the stations and the
 * orders, and publishes the changes last.
 * @returns SKUs whose stock was set down: others may have reserved what is not there
 */
export async function writeBatch(
  tx: Tx,
  hub: HubContext,
  origins: readonly Origin[],
  { batch, orders }: Folded,
  changes: FeedChanges,
): Promise<readonly string[]> {
  await writeEvents(tx, hub, origins, batch.stored);
  await writeQuarantine(tx, hub, batch.quarantined);
  const shipments = await findGoods(tx, { batch, orders });
  const shelves = await lockGoods(tx, hub, { batch, orders }, shipments);
  await writeShipments(tx, hub, shipments, changes);
  const over = await writeOrders(tx, batch.changed, changes);
  await shiftStock(
    tx,
    hub,
    shipments
      .filter(({ accepted }) => accepted)
      .flatMap(({ event, units }) => shiftsOf(units, shelves, { eventId: event.id, reason: 'shipped', sign: -1 })),
  );
  await noteSsccs(tx, hub, batch.shipments, changes);
  const setDown = await writeNotes(tx, hub, batch.notes, changes);
  await freeReservations(tx, hub, over);
  await goOn(tx, hub, batch, changes);
  return setDown;
}

/** What follows for orders that were put back, or that left with less than they should have. */
async function goOn(tx: Tx, hub: HubContext, batch: BatchOutcome, changes: FeedChanges): Promise<void> {
  const back = [...batch.changed].filter(([, { state }]) => state === 'ready').map(([id]) => id);
  const owing = batch.shipments.filter(({ accepted, owed }) => accepted && owed.length > 0);
  if (back.length === 0 && owing.length === 0) return;
  await writePatches(tx, changes);
  await reserveAnew(tx, hub, back, changes);
  for (const { orderId, owed } of owing) await makeBackorder(tx, hub, { orderId, owed }, changes);
}

/** What is in each parcel. One that was packed from an older word of the shop is read by that word. */
async function findGoods(tx: Tx, { batch, orders }: Folded): Promise<readonly FoundShipment[]> {
  const found: FoundShipment[] = [];
  for (const shipped of batch.shipments) {
    const { from, orderId, shipment, conflict } = shipped;
    const wanted = orders.get(orderId)?.doc ?? null;
    const isEdited = conflict === 'edited_after_claim';
    const seen = isEdited ? await seenDoc(tx, { stationId: from.stationId, orderId }) : undefined;
    const stillRight = isEdited && isStillRight(shipment, seen, wanted);
    found.push({ ...shipped, units: packedUnits(shipment, seen ?? wanted), stillRight });
  }
  return found;
}

/** Locks the stock of everything that the batch may touch, once and in order, so that two benches never wait for each other. */
async function lockGoods(
  tx: Tx,
  hub: HubContext,
  { batch, orders }: Folded,
  shipments: readonly FoundShipment[],
): Promise<Shelves> {
  const leaving = [...batch.changed].filter(([, { free }]) => free === true).map(([id]) => id);
  const touched = new Set([
    ...leaving,
    ...batch.notes.flatMap(({ order }) => (order === null ? [] : [order.id])),
    ...batch.shipments.map(({ orderId }) => orderId),
  ]);
  const lines = [...touched].flatMap((id) =>
    (orders.get(id)?.doc?.lines ?? []).flatMap((line) => [line, ...(line.parts ?? []), ...(line.swaps ?? [])]),
  );
  const units = shipments.flatMap((shipment) => shipment.units);
  const skus = [...lines, ...units].flatMap(({ sku }) => (sku === null ? [] : [sku]));
  return lockShelves(tx, hub, skus, { bins: units.some(({ bin }) => bin !== null) });
}

/** An order that was put back after something was found missing is free again only if the stock still has all of it. */
async function reserveAnew(tx: Tx, hub: HubContext, back: readonly string[], changes: FeedChanges): Promise<void> {
  for (const id of await wereShort(tx, back)) {
    const { sales } = await salesOf(tx, id);
    await verifyAgain(tx, hub, id, sales, changes);
    if (!changes.gone.has(id)) changes.orders.add(id);
  }
}
