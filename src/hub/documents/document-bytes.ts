import type { StoredBytes } from '../../wire/hub-api.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';

/**
 * The bytes as they came. A label shows who gets what, so a station sees those of its own warehouse's orders alone;
 * `stationId` null: the office asks.
 * @throws HubRefusal not_found
 */
export async function documentBytes(
  hub: HubContext,
  ask: { readonly sha256: string; readonly stationId: string | null },
): Promise<StoredBytes> {
  const { sha256, stationId } = ask;
  const row = await hub.db
    .selectFrom('document')
    .select('bytes')
    .where('sha256', '=', sha256)
    .where((eb) => {
      const tie = eb
        .selectFrom('order_document')
        .innerJoin('orders', 'orders.id', 'order_document.order_id')
        .select('orders.id')
        .whereRef('order_document.sha256', '=', 'document.sha256');
      return eb.exists(
        stationId === null
          ? tie.where('orders.warehouse_id', '=', hub.warehouseId)
          : tie.innerJoin('station', 'station.warehouse_id', 'orders.warehouse_id').where('station.id', '=', stationId),
      );
    })
    .executeTakeFirst();
  if (row !== undefined) return { sha256, bytes: row.bytes };
  throw new HubRefusal('not_found', `There is no document ${sha256} here. An order's documents say which there are.`);
}
