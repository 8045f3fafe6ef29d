import { sql } from 'kysely';
import type { Tx } from '../database/schema.ts';
import { trackingKeyOf } from '../documents/tracking-key.ts';
import type { IncomingEvent } from './event-batch.ts';
import type { OrderFacts, TrackingDoubt } from './judge-event.ts';
import { readEvent } from './read-event.ts';

interface Left {
  readonly eventId: string;
  readonly orderId: string;
  readonly parcel: string;
  readonly key: string;
}

/**
 * Writes down which parcel every tracking number left on, before the shipments are judged. The first one has it; the unique key makes
 * two benches that tell of one number at the same time wait for each other.
 * @returns what is wrong, by id of the event; a parcel that two benches tell of is not two parcels
 */
export async function claimTrackings(
  tx: Tx,
  events: readonly IncomingEvent[],
  orders: ReadonlyMap<string, OrderFacts>,
): Promise<ReadonlyMap<string, TrackingDoubt>> {
  const left = events.flatMap((event) => leftOf(event, orders));
  const doubts = new Map<string, TrackingDoubt>();
  if (left.length === 0) return doubts;
  const keys = [...new Set(left.map(({ key }) => key))].sort();
  const firsts = keys.flatMap((key) => left.find((each) => each.key === key) ?? []);
  await sql`
    insert into shipped_tracking (tracking_key, order_id, parcel, event_id)
    select r.key, r."orderId", r.parcel, r."eventId" from jsonb_to_recordset(${JSON.stringify(firsts)}::jsonb)
      as r(key text, "orderId" uuid, parcel text, "eventId" uuid) order by r.key
    on conflict (tracking_key) do nothing`.execute(tx);
  const rows = await tx.selectFrom('shipped_tracking').selectAll().where('tracking_key', 'in', keys).execute();
  const owners = new Map(rows.map((row) => [row.tracking_key, row]));
  const labels = await labelsAmong(tx, keys);
  for (const { eventId, orderId, parcel, key } of left) {
    const owner = owners.get(key);
    const isTwice = owner?.order_id !== orderId || owner.parcel !== parcel;
    const doubt = isTwice ? 'tracking_twice' : doubtOf(orderId, labels.get(key) ?? []);
    // Of several parcels the worst is told.
    if (doubt !== null && (isTwice || !doubts.has(eventId))) doubts.set(eventId, doubt);
  }
  return doubts;
}

function leftOf(raw: IncomingEvent, orders: ReadonlyMap<string, OrderFacts>): readonly Left[] {
  if (raw.type !== 'order-shipped') return [];
  const read = readEvent(raw);
  // What cannot be read, or is of no order here, goes into quarantine.
  if (read.t === 'poison' || read.fact.t !== 'shipped') return [];
  const orderId = read.event.order_id;
  if (orderId === null || !orders.has(orderId)) return [];
  return read.fact.shipment.parcels.flatMap(({ parcelCode, tracking }) => {
    const key = trackingKeyOf(tracking ?? '');
    return key === '' ? [] : [{ eventId: read.event.id, orderId, parcel: parcelCode, key }];
  });
}

interface KnownLabel {
  readonly order_id: string;
  readonly tracking_key: string;
  readonly voided_at: Date | null;
}

/** A number that no label here has is the bench's word alone: nothing can be said against it. */
function doubtOf(orderId: string, labels: readonly KnownLabel[]): TrackingDoubt | null {
  if (labels.length === 0) return null;
  const own = labels.filter((label) => label.order_id === orderId);
  if (own.some((label) => label.voided_at === null)) return null;
  return own.length > 0 ? 'label_voided' : 'foreign_label';
}

async function labelsAmong(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, readonly KnownLabel[]>> {
  const rows = await tx
    .selectFrom('order_document')
    .select(['order_id', 'tracking_key', 'voided_at'])
    .where('kind', '=', 'label')
    .where('tracking_key', 'in', keys)
    .execute();
  return new Map(keys.map((key) => [key, rows.filter((row) => row.tracking_key === key)]));
}
