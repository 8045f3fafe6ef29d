import type { Tasks } from '../../wire/hub-tasks.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';

/** A list that nobody works on must not grow without end; what is older than these is still in the database. */
const MOST = 500;

export async function tasksOf(hub: HubContext): Promise<Tasks> {
  const counts = await hub.db
    .selectFrom('count_task')
    .innerJoin('station', 'station.id', 'count_task.station_id')
    .select([
      'count_task.id',
      'count_task.cause',
      'count_task.sku',
      'count_task.bin',
      'count_task.units',
      'count_task.detail',
      'count_task.opened_at',
      'station.name as station',
    ])
    .where('count_task.warehouse_id', '=', hub.warehouseId)
    .where('count_task.done_at', 'is', null)
    .orderBy('count_task.id', 'desc')
    .limit(MOST)
    .execute();
  const damages = await hub.db
    .selectFrom('damage')
    .innerJoin('station', 'station.id', 'damage.station_id')
    .innerJoin('orders', 'orders.id', 'damage.order_id')
    .select([
      'damage.id',
      'damage.sku',
      'damage.units',
      'damage.reason',
      'damage.at',
      'orders.number',
      'station.name as station',
    ])
    .where('damage.warehouse_id', '=', hub.warehouseId)
    .orderBy('damage.id', 'desc')
    .limit(MOST)
    .execute();
  const barcodes = await hub.db
    .selectFrom('barcode_review')
    .innerJoin('station', 'station.id', 'barcode_review.station_id')
    .select([
      'barcode_review.id',
      'barcode_review.sku',
      'barcode_review.kind',
      'barcode_review.value',
      'barcode_review.factor',
      'barcode_review.why',
      'barcode_review.other_sku as other',
      'barcode_review.at',
      'station.name as station',
    ])
    .where('barcode_review.warehouse_id', '=', hub.warehouseId)
    .where('barcode_review.resolved_at', 'is', null)
    .orderBy('barcode_review.id', 'desc')
    .limit(MOST)
    .execute();
  return {
    counts: counts.map(({ opened_at, ...row }) => ({ ...row, at: opened_at.toISOString() })),
    damages: damages.map((row) => ({ ...row, at: row.at.toISOString() })),
    barcodes: barcodes.map((row) => ({ ...row, at: row.at.toISOString() })),
  };
}

/** Whoever sets the stock of a SKU has counted it. */
export async function closeCounts(tx: Tx, hub: HubContext, skus: readonly string[]): Promise<void> {
  if (skus.length === 0) return;
  await tx
    .updateTable('count_task')
    .set({ done_at: instantOf(hub.clock()) })
    .where('warehouse_id', '=', hub.warehouseId)
    .where('sku', 'in', skus)
    .where('done_at', 'is', null)
    .execute();
}
