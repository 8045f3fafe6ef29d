import { type RawBuilder, sql } from 'kysely';
import type { RemoveReason } from '../../wire/hub-feed.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { LAST_STATEMENT } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import { columnsOf, type OrderPatch, PATCH_COLUMNS, patchSet } from './order-patch.ts';

/** What a transaction changed, collected until its end. */
export interface FeedChanges {
  readonly orders: Set<string>;
  readonly gone: Map<string, RemoveReason>;
  /** What becomes of some of these orders, where nobody needs to read it before: see `order-patch.ts`. */
  readonly patches: Map<string, OrderPatch>;
  readonly skus: Set<string>;
  readonly people: Set<string>;
  /** Warehouses whose rules or cartons changed. */
  readonly sites: Set<string>;
  /** Conflicts that were opened, asked of somebody else, or decided. */
  readonly conflicts: Set<string>;
}

export function createFeedChanges(): FeedChanges {
  return {
    orders: new Set(),
    gone: new Map(),
    patches: new Map(),
    skus: new Set(),
    people: new Set(),
    sites: new Set(),
    conflicts: new Set(),
  };
}

/**
 * The last statement of a transaction, which is committed behind it: nothing can be asked of `tx` after it. The counter row stays locked until commit, so positions come in commit order
 * and without gaps; sequences and timestamps lost 14 to 23 % of the rows (sync.md 5.2). One bump covers all changes.
 * @returns whether anything was published
 */
export async function publish(
  tx: Tx,
  hub: Pick<HubContext, 'warehouseId' | 'clock'>,
  changes: FeedChanges,
): Promise<boolean> {
  const { warehouseId } = hub;
  const at = sql`${instantOf(hub.clock())}::timestamptz`;
  const rows = rowsOf(changes);
  if (rows.length === 0) return false;
  const numbered = JSON.stringify(rows.map((row, index) => ({ ...row, no: index + 1 })));
  const isPatched = changes.patches.size > 0;
  const patches = isPatched ? sql`, ${patchSet()}` : sql``;
  // Tables of which nothing changed are left out: even to find nothing in them costs.
  const parts = [
    changes.orders.size === 0 ? [] : showOrders(warehouseId, patches),
    changes.gone.size === 0 ? [] : hideOrders(warehouseId, at, patches),
    changes.skus.size === 0
      ? []
      : sql`items as (
      update item set feed_pos = head.base + change.no from head, change
      where item.warehouse_id = ${warehouseId} and item.sku = change.sku)`,
    changes.sites.size === 0
      ? []
      : sql`sites as (
      update site set feed_pos = head.base + change.no from head, change where site.warehouse_id = change.site_id)`,
    changes.conflicts.size === 0
      ? []
      : sql`contradicted as (
      update conflict set feed_pos = head.base + change.no from head, change where conflict.id = change.conflict_id)`,
    changes.people.size === 0
      ? []
      : sql`people as (
      update person set feed_pos = head.base + change.no from head, change where person.id = change.person_id)`,
  ].flat();
  await sql`${sql.raw(LAST_STATEMENT)}
    with change as (
      select * from json_to_recordset(${numbered}::json)
        as c(no int, order_id uuid, gone_id uuid, reason text, sku text, person_id uuid, site_id uuid, conflict_id uuid
          ${isPatched ? sql`, ${PATCH_COLUMNS}` : sql``})),
    head as (
      update feed_head set pos = pos + ${rows.length}::bigint where warehouse_id = ${warehouseId}
      returning pos - ${rows.length}::bigint as base),
    ${sql.join(parts)}
    select base from head`.execute(tx);
  return true;
}

function showOrders(warehouseId: string, patches: RawBuilder<unknown>): readonly RawBuilder<unknown>[] {
  return [
    sql`shown as (
      update orders set feed_pos = head.base + change.no ${patches} from head, change where orders.id = change.order_id)`,
    sql`back as (
      delete from order_gone where warehouse_id = ${warehouseId}
        -- As an array, which makes the database use the key; joined, all of them would be read.
        and order_id = any (array(select order_id from change where order_id is not null)))`,
  ];
}

function hideOrders(
  warehouseId: string,
  at: RawBuilder<unknown>,
  patches: RawBuilder<unknown>,
): readonly RawBuilder<unknown>[] {
  return [
    sql`hidden as (
      update orders set feed_pos = null ${patches} from change where orders.id = change.gone_id returning orders.id, orders.rev)`,
    sql`gone as (
      insert into order_gone (warehouse_id, order_id, reason, rev, feed_pos, at)
      select ${warehouseId}::uuid, hidden.id, change.reason, hidden.rev, head.base + change.no, ${at}
      from head, change join hidden on hidden.id = change.gone_id
      on conflict (warehouse_id, order_id)
        do update set reason = excluded.reason, rev = excluded.rev, feed_pos = excluded.feed_pos, at = excluded.at)`,
  ];
}

function rowsOf(changes: FeedChanges): readonly Record<string, unknown>[] {
  const shown = [...changes.orders].filter((id) => !changes.gone.has(id));
  for (const id of changes.patches.keys()) {
    if (!changes.orders.has(id) && !changes.gone.has(id))
      throw new Error(`Order ${id} changes and nobody would hear of it`);
  }
  const patchOf = (id: string) => {
    const patch = changes.patches.get(id);
    return patch === undefined ? {} : columnsOf(patch);
  };
  return [
    ...[...changes.skus].map((sku) => ({ sku })),
    ...[...changes.people].map((id) => ({ person_id: id })),
    ...[...changes.sites].map((id) => ({ site_id: id })),
    ...[...changes.conflicts].map((id) => ({ conflict_id: id })),
    ...shown.map((id) => ({ order_id: id, ...patchOf(id) })),
    ...[...changes.gone].map(([id, reason]) => ({ gone_id: id, reason, ...patchOf(id) })),
  ];
}
