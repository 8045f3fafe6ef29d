import { sql } from 'kysely';
import { anyId } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import type { IncomingRead } from './event-batch.ts';
import type { OrderFacts } from './judge-event.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export type LockedOrders = ReadonlyMap<string, OrderFacts>;

/** Locks every order that these events may touch, in the order of their ids: those they name, and those of conflicts they answer. */
export async function lockOrders(tx: Tx, hub: HubContext, events: readonly IncomingRead[]): Promise<LockedOrders> {
  const ids = new Set(
    events.map(({ raw }) => raw.order_id).filter((id): id is string => typeof id === 'string' && UUID.test(id)),
  );
  const answered = events.flatMap(({ read }) =>
    read.t === 'readable' && read.fact.t === 'answered' ? [read.fact.conflictId] : [],
  );
  if (answered.length > 0) {
    const rows = await tx.selectFrom('conflict').select('order_id').where('id', '=', anyId(answered)).execute();
    for (const { order_id } of rows) ids.add(order_id);
  }
  const shipped = new Set(
    events.flatMap(({ read }) => (read.t === 'readable' && read.fact.t === 'shipped' ? [read.event.order_id] : [])),
  );
  return readLocked(tx, hub, { ids: [...ids], shipped });
}

/** `shipped`: those of which a parcel is told; what it may contradict is looked up. */
export async function readLocked(
  tx: Tx,
  hub: HubContext,
  { ids, shipped }: { readonly ids: readonly string[]; readonly shipped: ReadonlySet<string | null> },
): Promise<LockedOrders> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('orders')
    .select(['id', 'state', 'fence', 'claim_station', 'doc', 'edited_rev', 'agreed_rev', 'worker'])
    .where('warehouse_id', '=', hub.warehouseId)
    .where('id', '=', anyId(ids))
    .orderBy('id')
    .forUpdate()
    .execute();
  const over = rows.filter(({ id, state }) => shipped.has(id) && (state === 'shipped' || state === 'review'));
  const shipments = await firstShipments(
    tx,
    over.map(({ id }) => id),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        state: row.state,
        fence: row.fence,
        claimStation: row.claim_station,
        doc: row.doc,
        editedRev: row.edited_rev,
        agreedRev: row.agreed_rev,
        worker: row.worker,
        shipment: shipments.get(row.id) ?? null,
      },
    ]),
  );
}

/** The shipment of each order that counts, or, while none does, the one that was questioned first. */
async function firstShipments(tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; shipment: string | null }>`
    select orders.id, coalesce(
      (select shipment.id from shipment where shipment.order_id = orders.id and shipment.accepted),
      (select shipment_id from conflict where conflict.order_id = orders.id order by opened_at, conflict.id limit 1)) as shipment
    from orders where orders.id in (${sql.join(orderIds)})`.execute(tx);
  return new Map(rows.flatMap(({ id, shipment }) => (shipment === null ? [] : [[id, shipment]])));
}
