import { sql } from 'kysely';
import { anyText } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';
import { trackingKeyOf } from '../documents/tracking-key.ts';
import type { IncomingRead } from './event-batch.ts';
import type { OrderFacts, TrackingDoubt } from './judge-event.ts';

/** The database cannot index much longer ones; a number has 40 characters at most. */
const MOST_KEY = 200;

/** As a number is kept once it has left; empty: the parcel has none. */
export function shippedKeyOf(tracking: string | undefined): string {
  return trackingKeyOf(tracking ?? '').slice(0, MOST_KEY);
}

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
  events: readonly IncomingRead[],
  orders: ReadonlyMap<string, OrderFacts>,
): Promise<ReadonlyMap<string, TrackingDoubt>> {
  const left = events.flatMap((event) => leftOf(event, orders));
  const doubts = new Map<string, TrackingDoubt>();
  if (left.length === 0) return doubts;
  const keys = [...new Set(left.map(({ key }) => key))].sort();
  const firsts = keys.flatMap((key) => left.find((each) => each.key === key) ?? []);
  await sql`
    insert into shipped_tracking (tracking_key, order_id, parcel, event_id)
    select r.key, r."orderId", r.parcel, r."eventId" from json_to_recordset(${JSON.stringify(firsts)}::json)
      as r(key text, "orderId" uuid, parcel text, "eventId" uuid) order by r.key
    on conflict (tracking_key) do nothing`.execute(tx);
  const { owners, labels } = await knownOf(tx, keys);
  for (const { eventId, orderId, parcel, key } of left) {
    const owner = owners.get(key);
    const isTwice = owner?.order_id !== orderId || owner.parcel !== parcel;
    const doubt = isTwice ? 'tracking_twice' : doubtOf(orderId, labels.get(key) ?? []);
    // Of several parcels the worst is told.
    if (doubt !== null && (isTwice || !doubts.has(eventId))) doubts.set(eventId, doubt);
  }
  return doubts;
}

function leftOf({ read }: IncomingRead, orders: ReadonlyMap<string, OrderFacts>): readonly Left[] {
  // What cannot be read, or is of no order here, goes into quarantine.
  if (read.t === 'poison' || read.fact.t !== 'shipped') return [];
  const { event, fact } = read;
  const orderId = event.order_id;
  if (orderId === null || !orders.has(orderId)) return [];
  return fact.shipment.parcels.flatMap(({ parcelCode, tracking }) => {
    const key = shippedKeyOf(tracking);
    return key === '' ? [] : [{ eventId: event.id, orderId, parcel: parcelCode, key }];
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

interface Known {
  readonly owners: ReadonlyMap<string, { readonly order_id: string; readonly parcel: string }>;
  readonly labels: ReadonlyMap<string, readonly KnownLabel[]>;
}

/** On which parcel each number left first, and which orders' labels bear it. */
async function knownOf(tx: Tx, keys: readonly string[]): Promise<Known> {
  const rows = await tx
    .selectFrom('shipped_tracking as left')
    .leftJoin('order_document as label', (join) =>
      join.onRef('label.tracking_key', '=', 'left.tracking_key').on('label.kind', '=', 'label'),
    )
    .select([
      'left.tracking_key as key',
      'left.order_id as owner',
      'left.parcel',
      'label.order_id',
      'label.tracking_key',
      'label.voided_at',
    ])
    .where('left.tracking_key', '=', anyText(keys))
    .execute();
  const labels = new Map<string, KnownLabel[]>();
  for (const { key, order_id, tracking_key, voided_at } of rows) {
    if (order_id === null || tracking_key === null) continue;
    labels.set(key, [...(labels.get(key) ?? []), { order_id, tracking_key, voided_at }]);
  }
  return { owners: new Map(rows.map((row) => [row.key, { order_id: row.owner, parcel: row.parcel }])), labels };
}
