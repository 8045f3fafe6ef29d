import { sql } from 'kysely';
import type { Shipment } from '../../core/event.ts';
import type { OrderDoc } from '../../core/order.ts';
import { OrderDocSchema } from '../../wire/hub-order.ts';
import type { Tx } from '../database/schema.ts';
import { packedLines, shippedLines } from './measure-shipment.ts';

/**
 * The orders as this station last said that it saw them, when it opened or revised them: what it packed from, and whose address stands
 * on its label. An order of which it never said so is not here.
 */
export async function seenDocs(
  tx: Tx,
  stationId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderDoc>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('event')
    .distinctOn('order_id')
    .select(['order_id', sql<unknown>`payload -> 'order' -> 'doc'`.as('doc')])
    .where('station_id', '=', stationId)
    .where('order_id', 'in', orderIds)
    .where('type', 'in', ['order-opened', 'order-revised'])
    .orderBy('order_id')
    .orderBy('epoch', 'desc')
    .orderBy('seq', 'desc')
    .execute();
  const docs = new Map<string, OrderDoc>();
  for (const { order_id, doc } of rows) {
    const parsed = OrderDocSchema.safeParse(doc);
    if (order_id !== null && parsed.success) docs.set(order_id, parsed.data);
  }
  return docs;
}

/** Whether a parcel that was packed from an older word of the shop is what the shop wants now: same goods, same address. */
export function isStillRight(shipment: Shipment, seen: OrderDoc | undefined, wanted: OrderDoc | null): boolean {
  if (seen === undefined || wanted === null) return false;
  return (
    sorted(seen.to) === sorted(wanted.to) && sorted(packedOf(shipment, seen)) === sorted(wantedOf(shipment, wanted))
  );
}

/** Units by SKU that was ordered: a substitute counts as what it stands for. */
function packedOf(shipment: Shipment, seen: OrderDoc): Record<string, number> {
  const skuOf = new Map<string, string>(packedLines(shipment, seen).map((line) => [line.id, line.sku]));
  return summed(shippedLines(shipment).map(({ lineId, units }) => [skuOf.get(lineId) ?? '', units]));
}

function wantedOf(shipment: Shipment, wanted: OrderDoc): Record<string, number> {
  return summed(packedLines(shipment, wanted).map(({ sku, quantity }) => [sku, quantity]));
}

function summed(units: readonly (readonly [string, number])[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [sku, count] of units) sums.set(sku, (sums.get(sku) ?? 0) + count);
  return Object.fromEntries(sums);
}

function sorted(values: object): string {
  return JSON.stringify(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
