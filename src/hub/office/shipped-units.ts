import type { OrderId } from '../../core/ids.ts';
import type { ShippedUnits } from '../../wire/hub-tasks.ts';
import type { HubContext } from '../hub-context.ts';

export interface ShippedAsk {
  readonly sku: string;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly limit: number;
}

/** Every parcel with such units, newest first; parcels that were not accepted are out there too, and are listed. */
export async function shippedUnitsOf(hub: HubContext, ask: ShippedAsk): Promise<ShippedUnits> {
  let query = hub.db
    .selectFrom('shipment_unit')
    .innerJoin('shipment', 'shipment.id', 'shipment_unit.shipment_id')
    .innerJoin('orders', 'orders.id', 'shipment.order_id')
    .where('orders.warehouse_id', '=', hub.warehouseId)
    .where('shipment_unit.sku', '=', ask.sku);
  if (ask.lot !== null) query = query.where('shipment_unit.lot', '=', ask.lot);
  if (ask.serial !== null) query = query.where('shipment_unit.serial', '=', ask.serial);
  const all = await query
    .select((eb) => eb.fn.sum<number | null>('shipment_unit.units').as('units'))
    .executeTakeFirst();
  const rows = await query
    .select([
      'orders.id as order_id',
      'orders.number',
      'orders.doc',
      'shipment_unit.parcel',
      'shipment_unit.units',
      'shipment_unit.lot',
      'shipment_unit.serial',
      'shipment_unit.expiry',
      'shipment_unit.grams',
      'shipment.carrier',
      'shipment.service',
      'shipment.shipped_at',
      'shipment.accepted',
    ])
    .orderBy('shipment.shipped_at', 'desc')
    .orderBy('shipment.id', 'desc')
    .orderBy('shipment_unit.no')
    .limit(ask.limit)
    .execute();
  return {
    sku: ask.sku,
    units: Number(all?.units ?? 0),
    shipped: rows.map(({ doc, order_id, ...row }) => ({
      ...row,
      order_id: order_id as OrderId,
      shipped_at: row.shipped_at.toISOString(),
      to: doc?.to ?? null,
    })),
  };
}
