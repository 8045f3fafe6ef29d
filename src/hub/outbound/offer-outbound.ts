import { sql } from 'kysely';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';

/**
 * A shipment that counts after all is told to its shop; by a person first, where the shop may have been told of another parcel of the
 * order (sync.md, I2). `write-shipments.ts` does the same for whole batches.
 */
export async function offerOutbound(tx: Tx, hub: HubContext, shipmentId: string): Promise<void> {
  await sql`
    insert into outbound (id, connector_id, shipment_id, order_id, external_id, next_at, state, last_error)
    select shipment.id, sales_order.connector_id, shipment.id, orders.id, sales_order.external_id, ${instantOf(hub.clock())}::timestamptz,
      case when before.order_id is null then 'todo' else 'review' end,
      case when before.order_id is not null then 'The shop may know of another shipment of this order.' end
    from shipment join orders on orders.id = shipment.order_id join sales_order on sales_order.id = orders.sales_order_id
    left join lateral (
      select order_id from outbound
      where outbound.connector_id = sales_order.connector_id and outbound.external_id = sales_order.external_id
        and outbound.order_id = orders.id and outbound.tries > 0 limit 1) before on true
    where shipment.id = ${shipmentId}
    on conflict (shipment_id) do update set state = 'review', last_error = 'It counts again; what the shop knows is uncertain.'`.execute(
    tx,
  );
}

/** A shipment that does not count any more must not be told. What a worker has in hand it may still finish: see `finishOutbound`. */
export async function withdrawOutbound(
  tx: Tx,
  shipmentId: string,
  { reason, told }: { readonly reason: string; readonly told: 'leave' | 'review' },
): Promise<void> {
  await tx
    .updateTable('outbound')
    .set({ state: 'review', last_error: reason })
    .where('shipment_id', '=', shipmentId)
    .where('state', 'in', told === 'review' ? ['todo', 'done'] : ['todo'])
    .execute();
}
