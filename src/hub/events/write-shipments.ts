import { sql } from 'kysely';
import { instantOf } from '../../wire/hub-text.ts';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import type { NewShipment } from './event-batch.ts';
import type { PackedUnit } from './shipped-goods.ts';

/** A shipment with its goods looked up. */
export interface FoundShipment extends NewShipment {
  readonly units: readonly PackedUnit[];
  /** Packed from an older word of the shop, and right all the same: its conflict is decided before anybody sees it. */
  readonly stillRight: boolean;
}

/** The database indexes these two, and cannot index much longer ones; the event keeps them whole. */
const MOST_INDEXED = 200;

/**
 * Keeps what left, parcel by parcel and unit by unit, accepted or not: a recall must find every parcel that exists. What a person has to
 * decide becomes a conflict, and what a shop has to be told waits for its connector.
 */
export async function writeShipments(
  tx: Tx,
  hub: HubContext,
  shipments: readonly FoundShipment[],
  changes: FeedChanges,
): Promise<void> {
  if (shipments.length === 0) return;
  const now = instantOf(hub.clock());
  const rows = JSON.stringify(shipments.map(rowOf));
  const units = JSON.stringify(shipments.flatMap(unitsOf));
  await sql`${sql.raw(UNANSWERED)}
    with r as (
      select * from json_to_recordset(${rows}::json) as x(id uuid, order_id uuid, station_id uuid, fence bigint, accepted boolean, carrier text,
        service text, tracking text, packages jsonb, shipped_at timestamptz, code text, conflict text, other uuid, right_now boolean)),
    gone as (
      insert into shipment (id, order_id, event_id, station_id, fence, accepted, carrier, service, tracking, packages, shipped_at, code)
      select id, order_id, id, station_id, fence, accepted, carrier, service, tracking, packages, shipped_at, code from r),
    packed as (
      insert into shipment_unit (shipment_id, no, parcel, line_id, sku, units, lot, serial, expiry, grams)
      select * from json_to_recordset(${units}::json) as u(shipment_id uuid, no int, parcel text, line_id text, sku text, units int,
        lot text, serial text, expiry text, grams double precision)),
    told as (
      insert into outbound (id, connector_id, shipment_id, order_id, external_id, next_at, state, last_error)
      select r.id, sales_order.connector_id, r.id, r.order_id, sales_order.external_id, ${now}::timestamptz,
        case when before.order_id is null then 'todo' else 'review' end,
        case when before.order_id is not null then 'The shop may know of another shipment of this order.' end
      from r join orders on orders.id = r.order_id join sales_order on sales_order.id = orders.sales_order_id
      left join lateral (
        select order_id from outbound
        where outbound.connector_id = sales_order.connector_id and outbound.external_id = sales_order.external_id
          and outbound.order_id = r.order_id and outbound.tries > 0 limit 1) before on true
      where r.accepted)
    insert into conflict (id, order_id, kind, event_id, opened_at, shipment_id, other_shipment_id, resolved_at, resolution)
    select id, order_id, conflict, id, ${now}::timestamptz, id, other,
      case when right_now then ${now}::timestamptz end,
      case when right_now then jsonb_build_object('answer', 'still-right', 'by', 'hub', 'note', null) end
    from r where conflict is not null`.execute(tx);
  for (const { event, conflict } of shipments) if (conflict !== null) changes.conflicts.add(event.id);
}

function rowOf({ from, event, orderId, shipment, accepted, code, conflict, other, stillRight }: FoundShipment) {
  return {
    id: event.id,
    order_id: orderId,
    station_id: from.stationId,
    fence: event.fence,
    accepted,
    carrier: shipment.carrier,
    service: shipment.service,
    tracking: shipment.parcels[0]?.tracking ?? shipment.parcels[0]?.parcelCode ?? null,
    packages: shipment.parcels,
    shipped_at: event.occurred_at,
    code,
    conflict,
    other,
    right_now: stillRight,
  };
}

function unitsOf({ event, units }: FoundShipment) {
  return units.map(({ lineId, parcel, sku, lot, serial, ...unit }, index) => ({
    shipment_id: event.id,
    no: index + 1,
    parcel,
    line_id: lineId,
    sku: sku?.slice(0, MOST_INDEXED) ?? null,
    units: unit.units,
    lot: lot?.slice(0, MOST_INDEXED) ?? null,
    serial: serial?.slice(0, MOST_INDEXED) ?? null,
    expiry: unit.expiry ?? null,
    grams: unit.grams ?? null,
  }));
}
