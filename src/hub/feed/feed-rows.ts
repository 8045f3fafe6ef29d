import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/schema.ts';
import type { FeedCursor } from './feed-cursor.ts';

export interface FeedRow {
  readonly pos: number;
  /** An entry of the page's `items` (`FeedItemSchema`). */
  readonly text: string;
}

/**
 * What changed after a cursor, oldest first, each as the JSON that goes out: an order's document is never unpacked on its way.
 * Each kind is cut to `most` before anything is written, so no more than a page of each is ever made.
 */
export async function rowsAfter(
  tx: Tx,
  ask: {
    readonly warehouseId: string;
    readonly stationId: string;
    readonly from: FeedCursor;
    readonly most: number;
  },
): Promise<FeedRow[]> {
  const { warehouseId, stationId, from, most } = ask;
  const { rows } = await sql<{ pos: number; text: string | null }>`
    select pos, text from (
      (select o.feed_pos as pos, ${orderText(stationId)} as text
        from (select * from orders where warehouse_id = ${warehouseId} and feed_pos > ${from.pos}
              order by feed_pos limit ${most}) o
          left join station s on s.id = o.claim_station
          left join person p on p.id::text = o.worker)
      union all
      (select feed_pos, json_build_object('op', 'remove', 'pos', feed_pos, 'order_id', order_id, 'rev', rev, 'reason', reason)::text
        from order_gone where warehouse_id = ${warehouseId} and feed_pos > ${Math.max(from.pos, from.snapshotAt)}
        order by feed_pos limit ${most})
      union all
      (select feed_pos, json_build_object('op', 'item', 'pos', feed_pos, 'item', doc || jsonb_build_object('sku', sku))::text
        from (select feed_pos, sku, doc from item where warehouse_id = ${warehouseId} and feed_pos > ${from.pos}
              order by feed_pos limit ${most}) i)
      union all
      (select feed_pos, json_build_object('op', 'person', 'pos', feed_pos, 'person',
          json_build_object('id', id, 'name', name, 'role', role, 'badge_hash', badge_hash, 'pin_hash', pin_hash, 'active', active))::text
        from (select * from person where warehouse_id = ${warehouseId} and feed_pos > ${from.pos}
              order by feed_pos limit ${most}) m)
    ) changed order by pos limit ${most}`.execute(tx);
  return rows.map(({ pos, text }) => {
    if (text === null) throw new Error(`The order at position ${pos} is on the feed without a document`);
    return { pos, text };
  });
}

/** The order as one station sees it (`WireOrderSchema`); null when it has no document, which a bench could not pack. */
function orderText(stationId: string): RawBuilder<string | null> {
  return sql`case when o.doc is not null then
    '{"op":"upsert","pos":' || o.feed_pos || ',"order":' || json_build_object(
      'id', o.id, 'number', o.number, 'rev', o.rev, 'state', o.state, 'priority', o.priority, 'ship_by', ${instant('o.ship_by')},
      'fence', o.fence, 'claim', ${claim(stationId)}, 'doc', ${documented})::text || '}' end`;
}

/** Holder: left out for a claim that was made before it was written down who and when. */
function claim(stationId: string): RawBuilder<unknown> {
  return sql`case when o.claim_class is not null then
    jsonb_build_object('mine', o.claim_station = ${stationId}, 'class', o.claim_class, 'expires_at', ${instant('o.claim_expires')})
      || case when o.claimed_at is null then '{}'::jsonb else jsonb_build_object('holder',
           jsonb_build_object('station', s.name, 'person', p.name, 'since', ${instant('o.claimed_at')})) end end`;
}

/** Carriers' documents are kept beside the order, so that no change of the order can lose one. */
const documented = sql`case when exists (select from order_document d where d.order_id = o.id) then
  o.doc || jsonb_build_object('documents', (
    select jsonb_agg(jsonb_build_object('sha256', d.sha256, 'kind', d.kind, 'parcel', d.parcel, 'format', d.format, 'tracking', d.tracking)
      || case when d.dpi is null then '{}'::jsonb else jsonb_build_object('dpi', d.dpi) end
      || case when d.voided_at is null then '{}'::jsonb else jsonb_build_object('voided', true) end order by d.seq)
    from order_document d where d.order_id = o.id))
  else o.doc end`;

/** As `Instant` on the wire: UTC, whole milliseconds. */
function instant(column: string): RawBuilder<string | null> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
