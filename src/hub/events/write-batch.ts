import { sql } from 'kysely';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { createFeedChanges, type FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { makeBackorder } from '../orders/make-backorder.ts';
import { verifyAgain } from '../orders/place-order.ts';
import { freeStock, lockStock } from '../orders/reserve-stock.ts';
import { salesOf } from '../orders/sales-of.ts';
import { wereShort } from '../orders/were-short.ts';
import { noteSsccs } from '../sscc/note-ssccs.ts';
import type { BatchOutcome, IncomingEvent } from './event-batch.ts';
import { holdReasonOf } from './hold-reason.ts';
import type { OrderFacts } from './judge-event.ts';
import { moveShippedStock } from './move-stock.ts';
import { writeNotes } from './write-notes.ts';
import { writeShipments } from './write-shipments.ts';

export interface From {
  readonly stationId: string;
  readonly epoch: number;
}

export interface Written {
  readonly changes: FeedChanges;
  /** SKUs whose stock was set down: others may have reserved what is not there. */
  readonly setDown: readonly string[];
}

/** Writes a folded batch; the caller has locked the station and the orders, and publishes the returned changes last. */
export async function writeBatch(
  tx: Tx,
  hub: HubContext,
  from: From,
  batch: BatchOutcome,
  orders: ReadonlyMap<string, OrderFacts>,
): Promise<Written> {
  await writeEvents(tx, hub, from, batch);
  await lockGoods(tx, hub, batch, orders);
  for (const { event, error } of batch.quarantined) {
    await tx
      .insertInto('event_quarantine')
      .values({ station_id: from.stationId, epoch: from.epoch, seq: event.seq, id: event.id, raw: rawOf(event), error })
      .execute();
  }
  await writeShipments(tx, from, batch.shipments, orders);
  const changes = createFeedChanges();
  for (const [id, rev] of batch.agreed) {
    await tx.updateTable('orders').set({ agreed_rev: rev }).where('id', '=', id).execute();
  }
  for (const [id, { state, free, hold }] of [...batch.changed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await tx
      .updateTable('orders')
      .set((eb) => ({
        state,
        rev: eb('rev', '+', 1),
        ...(free ? { claim_station: null, claim_class: null, claim_expires: null } : {}),
        // The next bench begins anew, from whatever the order says then.
        ...(free ? { edited_rev: null, agreed_rev: null } : {}),
        ...(hold === null ? {} : { hold_reasons: JSON.stringify([holdReasonOf(hold)]) }),
      }))
      .where('id', '=', id)
      .execute();
    if (state === 'shipped' || state === 'cancelled') changes.gone.set(id, state);
    else changes.orders.add(id);
  }
  await moveShippedStock(
    tx,
    hub.warehouseId,
    batch.shipments.filter((shipment) => shipment.accepted),
    orders,
  );
  await noteSsccs(tx, hub, from.stationId, batch.shipments, changes);
  const setDown = await writeNotes(tx, hub, from.stationId, batch.notes, changes);
  await freeStock(tx, hub.warehouseId, [...changes.gone.keys()]);
  await reserveAnew(tx, hub, batch, changes);
  for (const { accepted, orderId, owed } of batch.shipments) {
    if (accepted && owed.length > 0) await makeBackorder(tx, hub, { orderId, owed }, changes);
  }
  return { changes, setDown };
}

/** Locks the stock of everything that the batch may touch, once and in order, so that two benches never wait for each other. */
async function lockGoods(
  tx: Tx,
  hub: HubContext,
  batch: BatchOutcome,
  orders: ReadonlyMap<string, OrderFacts>,
): Promise<void> {
  const touched = new Set([
    ...batch.changed.keys(),
    ...batch.notes.flatMap(({ order }) => (order === null ? [] : [order.id])),
    ...batch.shipments.map(({ orderId }) => orderId),
  ]);
  const skus = [...touched].flatMap((id) =>
    (orders.get(id)?.doc?.lines ?? []).flatMap((line) => [line, ...(line.parts ?? []), ...(line.swaps ?? [])]),
  );
  await lockStock(
    tx,
    hub.warehouseId,
    skus.map(({ sku }) => sku),
  );
}

/** An order that was put back after something was found missing is free again only if the stock still has all of it. */
async function reserveAnew(tx: Tx, hub: HubContext, batch: BatchOutcome, changes: FeedChanges): Promise<void> {
  const back = [...batch.changed].filter(([, { state }]) => state === 'ready').map(([id]) => id);
  for (const id of await wereShort(tx, back)) {
    const { sales } = await salesOf(tx, id);
    await verifyAgain(tx, hub, id, sales, changes);
    if (!changes.gone.has(id)) changes.orders.add(id);
  }
}

async function writeEvents(tx: Tx, hub: HubContext, from: From, batch: BatchOutcome): Promise<void> {
  if (batch.stored.length === 0) return;
  const now = hub.clock();
  const rows = batch.stored.map(({ event, outcome, code }) => ({
    ...event,
    outcome,
    code,
    // A bench cannot know of the future: a clock that is ahead is cut back to the time of receipt.
    at_est: instantOf(Math.min(Date.parse(event.occurred_at), now)),
  }));
  await sql`
    insert into event (station_id, epoch, seq, id, order_id, type, schema_v, fence, rev_seen, boot_id, mono_ms,
      occurred_at, at_est, operator, payload, outcome, code)
    select ${from.stationId}::uuid, ${from.epoch}::int, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      seq bigint, id uuid, order_id uuid, type text, schema_v smallint, fence bigint, rev_seen bigint, boot_id text,
      mono_ms double precision, occurred_at timestamptz, at_est timestamptz, operator text, payload jsonb, outcome text,
      code text)`.execute(tx);
}

function rawOf(event: IncomingEvent): Uint8Array {
  try {
    return Buffer.from(JSON.stringify(event));
  } catch {
    // Nested deeper than the stack: what can be named is kept.
    return Buffer.from(JSON.stringify({ seq: event.seq, id: event.id, lost: 'nested too deeply to be written' }));
  }
}
