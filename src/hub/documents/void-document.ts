import type { DocumentRow } from '../../wire/hub-documents.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { lockOrder, raiseRev } from './lock-order.ts';
import { rowsOf } from './order-documents.ts';

export interface VoidAsk {
  readonly orderId: string;
  readonly sha256: string;
  readonly reason: string;
}

/**
 * Keeps that the carrier cancelled a document. Also of an order that was cancelled, or that left without it: only a label that is
 * out on a parcel cannot be taken back. Again changes nothing; the first reason stands.
 * @throws HubRefusal not_found, wrong_state
 */
export async function voidDocument(hub: HubContext, { orderId, sha256, reason }: VoidAsk): Promise<DocumentRow> {
  const row = await transact(hub.db, async (tx) => {
    const order = await lockOrder(tx, hub, orderId);
    const ties = (await rowsOf(tx, orderId)).filter((tie) => tie.sha256 === sha256);
    const [first] = ties;
    if (first === undefined) {
      throw new HubRefusal(
        'not_found',
        `Order ${order.number} has no document ${sha256}. GET /v1/orders/${orderId}/documents lists them.`,
      );
    }
    if (ties.every((tie) => tie.voided_at !== null)) return first;
    await refuseLeft(tx, order, sha256);
    await tx
      .updateTable('order_document')
      .set({ voided_at: instantOf(hub.clock()), void_reason: reason })
      .where('order_id', '=', orderId)
      .where('sha256', '=', sha256)
      .where('voided_at', 'is', null)
      .execute();
    const changes = createFeedChanges();
    await raiseRev(tx, orderId, changes);
    const after = (await rowsOf(tx, orderId)).find((tie) => tie.sha256 === sha256) ?? first;
    await publish(tx, hub, changes);
    return after;
  });
  hub.bell.ring();
  return row;
}

async function refuseLeft(
  tx: Tx,
  order: { readonly id: string; readonly number: string },
  sha256: string,
): Promise<void> {
  const left = await tx
    .selectFrom('order_document')
    .innerJoin('shipped_tracking', 'shipped_tracking.tracking_key', 'order_document.tracking_key')
    .select('order_document.tracking')
    .where('order_document.order_id', '=', order.id)
    .where('order_document.sha256', '=', sha256)
    .where('order_document.kind', '=', 'label')
    .executeTakeFirst();
  if (left === undefined) return;
  throw new HubRefusal(
    'wrong_state',
    `A parcel left with the label ${left.tracking} of order ${order.number}; it cannot be voided any more. Stop the parcel with the carrier.`,
  );
}
