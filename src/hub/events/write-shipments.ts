import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../database/schema.ts';
import type { NewShipment } from './event-batch.ts';
import type { OrderFacts } from './judge-event.ts';
import { packedLines } from './measure-shipment.ts';

/** Keeps what left, parcel by parcel and unit by unit, accepted or not: a recall must find every parcel that exists. */
export async function writeShipments(
  tx: Tx,
  from: { readonly stationId: string },
  shipments: readonly NewShipment[],
  orders: ReadonlyMap<string, OrderFacts>,
): Promise<void> {
  for (const shipped of shipments) {
    const { event, orderId, shipment, accepted, code } = shipped;
    const id = uuidv7();
    await tx
      .insertInto('shipment')
      .values({
        id,
        order_id: orderId,
        event_id: event.id,
        station_id: from.stationId,
        fence: event.fence,
        accepted,
        carrier: shipment.carrier,
        service: shipment.service,
        tracking: shipment.parcels[0]?.tracking ?? shipment.parcels[0]?.parcelCode ?? null,
        packages: JSON.stringify(shipment.parcels),
        shipped_at: event.occurred_at,
        code,
      })
      .execute();
    await writeUnits(tx, id, shipped, orders.get(orderId));
    if (accepted && code !== 'edited_after_claim') continue;
    await tx
      .insertInto('conflict')
      .values({ id: uuidv7(), order_id: orderId, kind: code ?? 'not_accepted', event_id: event.id })
      .execute();
  }
}

async function writeUnits(
  tx: Tx,
  shipmentId: string,
  { shipment }: NewShipment,
  order: OrderFacts | undefined,
): Promise<void> {
  const skuOf = new Map<string, string>(packedLines(shipment, order?.doc ?? null).map((line) => [line.id, line.sku]));
  const units = shipment.parcels
    .flatMap((parcel) => parcel.lines.map((line) => ({ ...line, parcel: parcel.parcelCode })))
    .map(({ lineId, swap, ...line }, index) => ({
      ...line,
      no: index + 1,
      line_id: lineId,
      sku: swap ?? skuOf.get(lineId) ?? null,
    }));
  if (units.length === 0) return;
  await sql`
    insert into shipment_unit (shipment_id, no, parcel, line_id, sku, units, lot, serial, expiry, grams)
    select ${shipmentId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as r(
      no int, parcel text, line_id text, sku text, units int, lot text, serial text, expiry text,
      grams double precision)`.execute(tx);
}
