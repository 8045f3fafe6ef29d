import type { CarrierDocument } from '../../core/order.ts';
import type { DocumentRow } from '../../wire/hub-documents.ts';
import type { Database, Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import { listOrder } from '../orders/list-orders.ts';

export interface Tie {
  readonly order_id: string;
  readonly seq: number;
  readonly sha256: string;
  readonly kind: CarrierDocument['kind'];
  readonly parcel: number;
  readonly format: CarrierDocument['format'];
  readonly dpi: CarrierDocument['dpi'] | null;
  readonly tracking: string;
  readonly voided_at: Date | null;
}

/** Documents of these orders, in the order in which they came. */
export async function tiesOf(db: Database | Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, Tie[]>> {
  const byOrder = new Map<string, Tie[]>();
  if (orderIds.length === 0) return byOrder;
  const rows = await db
    .selectFrom('order_document')
    .select(['order_id', 'seq', 'sha256', 'kind', 'parcel', 'format', 'dpi', 'tracking', 'voided_at'])
    .where('order_id', 'in', orderIds)
    .orderBy('order_id')
    .orderBy('seq')
    .execute();
  for (const row of rows) byOrder.set(row.order_id, [...(byOrder.get(row.order_id) ?? []), row]);
  return byOrder;
}

/** As stations are told. */
export function documentOf(tie: Tie): CarrierDocument {
  return {
    sha256: tie.sha256,
    kind: tie.kind,
    parcel: tie.parcel,
    format: tie.format,
    ...(tie.dpi === null ? {} : { dpi: tie.dpi }),
    tracking: tie.tracking,
    ...(tie.voided_at === null ? {} : { voided: true }),
  };
}

export async function hasLiveLabel(tx: Tx, orderId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('order_document')
    .select('seq')
    .where('order_id', '=', orderId)
    .where('kind', '=', 'label')
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** @throws HubRefusal not_found */
export async function documentsOf(hub: HubContext, orderId: string): Promise<{ documents: DocumentRow[] }> {
  await listOrder(hub.db, orderId);
  return { documents: await rowsOf(hub.db, orderId) };
}

export async function rowsOf(db: Database | Tx, orderId: string): Promise<DocumentRow[]> {
  const rows = await db
    .selectFrom('order_document')
    .innerJoin('document', 'document.sha256', 'order_document.sha256')
    .selectAll('order_document')
    .select('document.size')
    .where('order_id', '=', orderId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    ...documentOf(row),
    size: row.size,
    added_at: row.created_at.toISOString(),
    voided_at: row.voided_at?.toISOString() ?? null,
    void_reason: row.void_reason,
  }));
}
