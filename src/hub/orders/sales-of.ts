import type { Tx } from '../database/schema.ts';
import type { StoredSalesOrder } from './sales-order.ts';

export interface SalesOf {
  readonly salesId: string;
  /** What the order stands for: the whole sales order, or its part of it. */
  readonly sales: StoredSalesOrder;
  readonly isPart: boolean;
  /** The number that the shop gave, without the suffix of a split. */
  readonly number: string;
}

export async function salesOf(tx: Tx, orderId: string): Promise<SalesOf> {
  const row = await tx
    .selectFrom('orders')
    .innerJoin('sales_order', 'sales_order.id', 'orders.sales_order_id')
    .select(['sales_order.id', 'sales_order.doc', 'sales_order.number', 'orders.part'])
    .where('orders.id', '=', orderId)
    .executeTakeFirstOrThrow();
  return { salesId: row.id, sales: row.part ?? row.doc, isPart: row.part !== null, number: row.number };
}
