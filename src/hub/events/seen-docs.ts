import { sql } from 'kysely';
import type { Shipment } from '../../core/event.ts';
import type { OrderDoc } from '../../core/order.ts';
import { OrderDocSchema } from '../../wire/hub-order.ts';
import type { Tx } from '../database/schema.ts';
import { packedLines, shippedLines } from './measure-shipment.ts';

/**
 * The order as this station last said that it saw it, when it opened or revised it: what it packed from, and whose address stands
 * on its label. Undefined: it never said so.
 */
export async function seenDoc(tx: Tx, { stationId, orderId }: Seen): Promise<OrderDoc | undefined> {
  const row = await tx
    .selectFrom('event')
    .select(sql<unknown>`payload -> 'order' -> 'doc'`.as('doc'))
    .where('station_id', '=', stationId)
    .where('order_id', '=', orderId)
    .where('type', 'in', ['order-opened', 'order-revised'])
    .orderBy('epoch', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return OrderDocSchema.safeParse(row?.doc).data;
}

interface Seen {
  readonly stationId: string;
  readonly orderId: string;
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
