import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { createFeedChanges, type FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { freeStock } from '../orders/reserve-stock.ts';
import type { BatchOutcome, IncomingEvent } from './event-batch.ts';
import type { OrderFacts } from './judge-event.ts';
import { moveShippedStock } from './move-stock.ts';

interface From {
  readonly stationId: string;
  readonly epoch: number;
}

/** Writes a folded batch; the caller has locked the station and the orders, and publishes the returned changes last. */
export async function writeBatch(
  tx: Tx,
  hub: HubContext,
  from: From,
  batch: BatchOutcome,
  orders: ReadonlyMap<string, OrderFacts>,
): Promise<FeedChanges> {
  await writeEvents(tx, hub, from, batch);
  for (const { event, error } of batch.quarantined) {
    await tx
      .insertInto('event_quarantine')
      .values({ station_id: from.stationId, epoch: from.epoch, seq: event.seq, id: event.id, raw: rawOf(event), error })
      .execute();
  }
  await writeShipments(tx, from, batch);
  const changes = createFeedChanges();
  for (const [id, { state, free }] of [...batch.changed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await tx
      .updateTable('orders')
      .set((eb) => ({
        state,
        rev: eb('rev', '+', 1),
        ...(free ? { claim_station: null, claim_class: null, claim_expires: null } : {}),
        ...(state === 'on_hold'
          ? { hold_reasons: JSON.stringify([{ code: 'packer', detail: 'A packer put this order on hold.' }]) }
          : {}),
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
  await freeStock(tx, hub.warehouseId, [...changes.gone.keys()]);
  return changes;
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

async function writeShipments(tx: Tx, from: From, batch: BatchOutcome): Promise<void> {
  for (const { event, orderId, shipment, accepted, code } of batch.shipments) {
    await tx
      .insertInto('shipment')
      .values({
        id: uuidv7(),
        order_id: orderId,
        event_id: event.id,
        station_id: from.stationId,
        fence: event.fence,
        accepted,
        carrier: shipment.carrier,
        service: shipment.service,
        tracking: shipment.parcels[0]?.parcelCode ?? null,
        packages: JSON.stringify(shipment.parcels),
        shipped_at: event.occurred_at,
        code,
      })
      .execute();
    if (accepted) continue;
    await tx
      .insertInto('conflict')
      .values({ id: uuidv7(), order_id: orderId, kind: code ?? 'not_accepted', event_id: event.id })
      .execute();
  }
}

function rawOf(event: IncomingEvent): Uint8Array {
  try {
    return Buffer.from(JSON.stringify(event));
  } catch {
    // Nested deeper than the stack: what can be named is kept.
    return Buffer.from(JSON.stringify({ seq: event.seq, id: event.id, lost: 'nested too deeply to be written' }));
  }
}
