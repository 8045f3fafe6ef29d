import { sql } from 'kysely';
import type { OrderId } from '../../core/ids.ts';
import type { HubBody } from '../../wire/hub-api.ts';
import type { OutboundRow } from '../../wire/hub-outbound.ts';
import { ShippedPayloadSchema } from '../../wire/hub-payloads.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';

export interface LeaseAsk extends HubBody<'leaseOutbound'> {
  readonly mostTries: number;
}

/**
 * Hands rows to one worker until their lease runs out; two rows of one remote order are never out at once, because a shop that is told
 * of both at the same time may count one of them twice (sync.md, 0: four of four concurrent duplicates were taken).
 */
export function leaseRows(hub: HubContext, ask: LeaseAsk): Promise<OutboundRow[]> {
  return transact(hub.db, async (tx) => {
    const now = instantOf(hub.clock());
    await giveUp(tx, now, ask.mostTries);
    const orders = await lockRemoteOrders(tx, ask, now);
    if (orders.length === 0) return [];
    const until = instantOf(hub.clock() + ask.lease_seconds * 1000);
    // A new statement, so that it sees what others leased before this one had the locks.
    const { rows } = await sql<{ id: string }>`
      update outbound set locked_until = ${until}, lock_token = lock_token + 1, tries = tries + 1 where id in (
        select distinct on (due.connector_id, due.external_id) due.id
        from outbound due join sales_order
          on sales_order.connector_id = due.connector_id and sales_order.external_id = due.external_id
        where sales_order.id in (${sql.join(orders)}) and due.state = 'todo' and due.next_at <= ${now}
          and not exists (
            select 1 from outbound other where other.connector_id = due.connector_id
              and other.external_id = due.external_id and other.locked_until > ${now})
        order by due.connector_id, due.external_id, due.next_at, due.id)
      returning id`.execute(tx);
    return leasedRows(
      tx,
      rows.map(({ id }) => id),
    );
  });
}

/** Workers that die with a row in hand must not try for ever. */
async function giveUp(tx: Tx, now: string, mostTries: number): Promise<void> {
  await sql`
    update outbound set state = 'review', last_error = coalesce(last_error, 'No worker ever came back with an answer.')
    where state = 'todo' and next_at <= ${now} and tries >= ${mostTries} and (locked_until is null or locked_until <= ${now})`.execute(
    tx,
  );
}

/** Sales orders with something to tell, the longest waiting first; those that another worker is leasing from are left to it. */
async function lockRemoteOrders(tx: Tx, ask: LeaseAsk, now: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select sales_order.id from outbound
    join connector on connector.id = outbound.connector_id
    join sales_order on sales_order.connector_id = outbound.connector_id and sales_order.external_id = outbound.external_id
    where outbound.state = 'todo' and outbound.next_at <= ${now}
      and (outbound.locked_until is null or outbound.locked_until <= ${now})
      and (${ask.connector ?? null}::text is null or connector.name = ${ask.connector ?? null})
    order by outbound.next_at, outbound.id limit ${ask.limit}
    for no key update of sales_order skip locked`.execute(tx);
  return [...new Set(rows.map(({ id }) => id))];
}

const ParcelsSchema = ShippedPayloadSchema.shape.shipment.shape.parcels;

async function leasedRows(tx: Tx, ids: readonly string[]): Promise<OutboundRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('outbound')
    .innerJoin('connector', 'connector.id', 'outbound.connector_id')
    .innerJoin('orders', 'orders.id', 'outbound.order_id')
    .innerJoin('shipment', 'shipment.id', 'outbound.shipment_id')
    .select([
      'outbound.id',
      'outbound.lock_token',
      'outbound.tries',
      'outbound.external_id',
      'outbound.shipment_id',
      'outbound.order_id',
      'outbound.remote_ref',
      'connector.name as connector',
      'orders.number',
      'shipment.carrier',
      'shipment.service',
      'shipment.packages',
      'shipment.shipped_at',
    ])
    .where('outbound.id', 'in', ids)
    .orderBy('outbound.next_at')
    .orderBy('outbound.id')
    .execute();
  const units = await tx
    .selectFrom('shipment_unit')
    .select(['shipment_id', 'parcel', 'line_id', 'sku', 'units'])
    .where(
      'shipment_id',
      'in',
      rows.map(({ shipment_id }) => shipment_id),
    )
    .orderBy('no')
    .execute();
  return rows.map(({ packages, shipped_at, order_id, ...row }) => ({
    ...row,
    order_id: order_id as OrderId, // a uuid of the orders table
    shipped_at: shipped_at.toISOString(),
    // Stored as they were read.
    parcels: ParcelsSchema.parse(packages).map(({ parcelCode, tracking }) => ({
      parcel: parcelCode,
      tracking: tracking ?? null,
      lines: units
        .filter((unit) => unit.shipment_id === row.shipment_id && unit.parcel === parcelCode)
        .map(({ line_id, sku, units: count }) => ({ line_id, sku, units: count })),
    })),
  }));
}
