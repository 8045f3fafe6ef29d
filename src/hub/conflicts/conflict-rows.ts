import { sql } from 'kysely';
import type { ConflictKind } from '../../core/conflict.ts';
import type { OrderId } from '../../core/ids.ts';
import { ShippedPayloadSchema } from '../../wire/hub-payloads.ts';
import { anyId } from '../database/any-of.ts';
import type { Database, Tx } from '../database/schema.ts';
import type { ConflictResolution } from '../database/tables-shipment.ts';
import { isConflict } from '../events/event-batch.ts';

export interface ToldSide {
  readonly station: string;
  readonly station_id: string;
  readonly person: string | null;
  readonly at: string;
  readonly labels: string[];
  readonly accepted: boolean;
}

export interface ToldConflict {
  readonly id: string;
  readonly kind: ConflictKind;
  readonly order_id: OrderId;
  readonly number: string;
  readonly opened_at: string;
  readonly open: boolean;
  readonly asked_lead: boolean;
  /** The one that was there first comes first. */
  readonly sides: readonly ToldSide[];
  readonly resolved_at: Date | null;
  readonly resolution: ConflictResolution | null;
}

export interface ConflictWish {
  /** Only those with a parcel of this station. */
  readonly stationId?: string;
  readonly id?: string;
  readonly after?: number;
  readonly open?: boolean;
  readonly limit?: number;
}

/** By name, so that the statement can stay prepared. */
const COLUMNS = [
  'conflict.id',
  'conflict.kind',
  'conflict.order_id',
  'conflict.opened_at',
  'conflict.resolved_at',
  'conflict.resolution',
  'conflict.asked_lead',
  'conflict.shipment_id',
  'conflict.other_shipment_id',
] as const;

/** Conflicts with both their sides, oldest first. Two statements, however many there are. */
export async function conflictRows(db: Database | Tx, wish: ConflictWish): Promise<readonly ToldConflict[]> {
  const { stationId, id, after, open, limit } = wish;
  let query = db
    .selectFrom('conflict')
    .innerJoin('orders', 'orders.id', 'conflict.order_id')
    .select(COLUMNS)
    .select('orders.number');
  if (id !== undefined) query = query.where('conflict.id', '=', id);
  if (after !== undefined) query = query.where('conflict.feed_pos', '>', after);
  if (open !== undefined) query = query.where('conflict.resolved_at', open ? 'is' : 'is not', null);
  if (stationId !== undefined) {
    const mine = db.selectFrom('shipment').select('shipment.id').where('station_id', '=', stationId);
    const hasMine = sql<boolean>`exists (${mine.where(sql<boolean>`shipment.id in (conflict.shipment_id, conflict.other_shipment_id)`)})`;
    query = query.where(hasMine);
  }
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.orderBy('conflict.opened_at').orderBy('conflict.id').execute();
  const sides = await sidesOf(
    db,
    rows.flatMap((row) => [row.other_shipment_id, row.shipment_id]).filter((each) => each !== null),
  );
  return rows.flatMap((row) => {
    if (!isConflict(row.kind)) return [];
    const ids = [row.other_shipment_id, row.shipment_id];
    return {
      id: row.id,
      kind: row.kind,
      order_id: row.order_id as OrderId, // a uuid of the orders table
      number: row.number,
      opened_at: row.opened_at.toISOString(),
      open: row.resolved_at === null,
      asked_lead: row.asked_lead,
      sides: ids.flatMap((shipment) => (shipment === null ? [] : (sides.get(shipment) ?? []))),
      resolved_at: row.resolved_at,
      resolution: row.resolution,
    };
  });
}

const ParcelsSchema = ShippedPayloadSchema.shape.shipment.shape.parcels;

async function sidesOf(db: Database | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ToldSide>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('shipment')
    .innerJoin('station', 'station.id', 'shipment.station_id')
    .leftJoin('event', 'event.id', 'shipment.event_id')
    .leftJoin('person', (join) => join.on(sql<string>`person.id::text`, '=', sql.ref<string>('event.operator')))
    .select([
      'shipment.id',
      'station.name as station',
      'shipment.station_id',
      'person.name as person',
      'shipment.shipped_at',
      'shipment.packages',
      'shipment.accepted',
    ])
    .where('shipment.id', '=', anyId(ids))
    .execute();
  return new Map(
    rows.map(({ id, shipped_at, packages, ...side }) => {
      // Stored as they were read.
      const labels = ParcelsSchema.parse(packages).map(({ tracking, parcelCode }) => tracking ?? parcelCode);
      return [id, { ...side, at: shipped_at.toISOString(), labels }];
    }),
  );
}
