import { anyId } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';

/** Of these orders, those that a bench found short: less is reserved for them than they want. */
export async function wereShort(tx: Tx, orderIds: readonly string[]): Promise<readonly string[]> {
  if (orderIds.length === 0) return [];
  const rows = await tx
    .selectFrom('shortage')
    .select('order_id')
    .distinct()
    .where('order_id', '=', anyId(orderIds))
    .whereRef('back', '<', 'units')
    .execute();
  return rows.map((row) => row.order_id);
}
