import { createHash } from 'node:crypto';
import { judgeTracking } from '../../core/tracking-number.ts';
import { MAX_DOCUMENT_BYTES, type PutDocument, type PutDocumentAnswer } from '../../wire/hub-documents.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { salesOf } from '../orders/sales-of.ts';
import type { StoredSalesOrder } from '../orders/sales-order.ts';
import { type LockedOrder, lockOrder, raiseRev } from './lock-order.ts';
import { whyNotFormat } from './looks-like.ts';
import { type Tie, tiesOf } from './order-documents.ts';
import { trackingKeyOf } from './tracking-key.ts';

/** A document with its bytes decoded and looked at. */
interface Read extends Omit<PutDocument, 'bytes'> {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly key: string;
}

/**
 * Ties a carrier's document to a parcel of an order, and keeps its bytes once. Safe to repeat.
 * A label is money: the one before must be voided, and no two labels that hold have the same number.
 * @throws HubRefusal not_found, wrong_state, label_not_voided, document_voided, tracking_in_use, wrong_format, too_large
 */
export async function putDocument(hub: HubContext, orderId: string, ask: PutDocument): Promise<PutDocumentAnswer> {
  const document = readDocument(ask);
  const { outcome, carrier } = await transact(hub.db, async (tx) => {
    const order = await lockOrder(tx, hub, orderId);
    const { sales } = await salesOf(tx, orderId);
    const carrier = sales.order.carrier ?? sales.defaults.carrier;
    const ties = (await tiesOf(tx, [orderId])).get(orderId) ?? [];
    if (isKnown(ties, document)) return { outcome: 'unchanged' as const, carrier };
    await refuseUnfit(tx, order, { ties, sales }, document);
    await write(tx, hub, orderId, document, (ties.at(-1)?.seq ?? 0) + 1);
    const changes = createFeedChanges();
    await raiseRev(tx, orderId, changes);
    await publish(tx, hub, changes);
    return { outcome: 'created' as const, carrier };
  });
  if (outcome === 'created') hub.bell.ring();
  return { outcome, sha256: document.sha256, warnings: warningsOf(carrier, document.tracking) };
}

function warningsOf(carrier: string, tracking: string): PutDocumentAnswer['warnings'] {
  switch (judgeTracking(carrier, tracking)) {
    case 'check-digit':
      return ['tracking-check-digit'];
    case 'other-carrier':
      return ['tracking-other-carrier'];
    default:
      return [];
  }
}

function readDocument({ bytes: base64, ...ask }: PutDocument): Read {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.byteLength > MAX_DOCUMENT_BYTES) {
    const detail = `The document has ${bytes.byteLength} bytes; ${MAX_DOCUMENT_BYTES} are taken. Ask the carrier for a smaller one.`;
    throw new HubRefusal('too_large', detail);
  }
  const wrong = whyNotFormat(ask.format, bytes);
  if (wrong !== null) throw new HubRefusal('wrong_format', `These bytes are not ${ask.format.toUpperCase()}: ${wrong}`);
  const key = trackingKeyOf(ask.tracking);
  if (key === '')
    throw new HubRefusal(
      'invalid_request',
      'A tracking number has letters or digits. Give it as the carrier wrote it.',
    );
  return { ...ask, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), key };
}

/** A request that was sent twice must not bring back to life what was voided in between. @throws HubRefusal document_voided */
function isKnown(ties: readonly Tie[], document: Read): boolean {
  const same = ties.find(
    (tie) =>
      tie.sha256 === document.sha256 &&
      tie.kind === document.kind &&
      tie.parcel === document.parcel &&
      tie.format === document.format &&
      (tie.dpi ?? undefined) === document.dpi &&
      trackingKeyOf(tie.tracking) === document.key,
  );
  if (same === undefined) return false;
  if (same.voided_at === null) return true;
  throw new HubRefusal(
    'document_voided',
    `This document of parcel ${same.parcel} was voided. Buy another label; a voided one is never printed again.`,
  );
}

async function refuseUnfit(
  tx: Tx,
  order: LockedOrder,
  { ties, sales }: { readonly ties: readonly Tie[]; readonly sales: StoredSalesOrder },
  document: Read,
): Promise<void> {
  if (['shipped', 'cancelled', 'cancel_pending', 'review'].includes(order.state)) {
    throw new HubRefusal('wrong_state', `Order ${order.number} is ${order.state}; it takes no documents any more.`);
  }
  if (document.kind !== 'label') return;
  if (sales.order.label !== 'carrier') {
    throw new HubRefusal(
      'wrong_state',
      `The bench makes the label of order ${order.number} itself, and may have printed it. Change the order first: PATCH it with "label": "carrier".`,
    );
  }
  const live = ties.find((tie) => tie.kind === 'label' && tie.parcel === document.parcel && tie.voided_at === null);
  if (live !== undefined) {
    throw new HubRefusal(
      'label_not_voided',
      `Parcel ${live.parcel} of order ${order.number} has the label ${live.tracking}. Void that one with the carrier and here before another is bought.`,
    );
  }
  const left = await tx
    .selectFrom('shipped_tracking')
    .select('order_id')
    .where('tracking_key', '=', document.key)
    .executeTakeFirst();
  if (left !== undefined) throw inUse(document);
}

function inUse({ tracking }: Read): HubRefusal {
  return new HubRefusal(
    'tracking_in_use',
    `Another parcel has the tracking number ${tracking}. Two parcels must never leave with one number; ask the carrier for a new label.`,
  );
}

async function write(tx: Tx, hub: HubContext, orderId: string, document: Read, seq: number): Promise<void> {
  const { bytes, sha256, key, dpi, ...tie } = document;
  await tx
    .insertInto('document')
    .values({ sha256, bytes, size: bytes.byteLength })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  const written = await tx
    .insertInto('order_document')
    .values({
      order_id: orderId,
      seq,
      sha256,
      ...tie,
      dpi: dpi ?? null,
      tracking_key: key,
      created_at: instantOf(hub.clock()),
      voided_at: null,
      void_reason: null,
    })
    // The order is locked, so only a label of another one can be in the way: the index waits for whoever is first.
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .executeTakeFirst();
  if (written === undefined) throw inUse(document);
}
