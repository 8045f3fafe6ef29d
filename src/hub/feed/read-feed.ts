import type { PersonId } from '../../core/ids.ts';
import type { FeedItem, FeedPage } from '../../wire/hub-feed.ts';
import type { WireItem } from '../../wire/hub-item.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { documentOf, tiesOf } from '../documents/order-documents.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { siteAfter } from '../office/site.ts';
import { orderColumns, wireOrderOf } from '../orders/wire-order.ts';
import { decodeCursor, encodeCursor, type FeedCursor } from './feed-cursor.ts';

export interface FeedAsk {
  readonly stationId: string;
  readonly cursor: string | null;
  readonly limit: number;
}

/** One page, or null when there is nothing after the cursor. All reads see one moment of the database. */
export function readFeed(hub: HubContext, ask: FeedAsk): Promise<FeedPage | null> {
  return hub.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const head = await tx
        .selectFrom('feed_head')
        .selectAll()
        .where('warehouse_id', '=', hub.warehouseId)
        .executeTakeFirstOrThrow();
      const from = startOf(hub, ask.cursor, head);
      if (ask.cursor !== null && head.pos === from.pos) return null;
      const found = await itemsAfter(tx, hub.warehouseId, ask, from);
      const items = found.slice(0, ask.limit);
      const whole = found.length <= ask.limit;
      const site = await siteAfter(tx, hub.warehouseId, ask.stationId, from.pos);
      const pos = whole ? head.pos : (items.at(-1)?.pos ?? head.pos);
      return {
        feed_epoch: head.epoch,
        cursor: encodeCursor({ ...from, pos }),
        up_to_date: whole,
        hub_time: instantOf(hub.clock()),
        items,
        ...(site === null ? {} : { site }),
      };
    });
}

function startOf(
  hub: HubContext,
  cursor: string | null,
  head: { readonly epoch: string; readonly pos: number; readonly min_pos: number },
): FeedCursor {
  if (cursor === null) return { warehouseId: hub.warehouseId, epoch: head.epoch, pos: 0, snapshotAt: head.pos };
  const from = decodeCursor(cursor);
  const known =
    from !== null && from.warehouseId === hub.warehouseId && from.epoch === head.epoch && from.pos <= head.pos;
  const tooOld = from !== null && from.pos < head.min_pos && from.snapshotAt < head.min_pos;
  if (!known || tooOld) {
    throw new HubRefusal(
      'must_refetch',
      'This cursor does not belong to the feed any more. Ask again without a cursor and replace what you have.',
    );
  }
  return from;
}

async function itemsAfter(tx: Tx, warehouseId: string, ask: FeedAsk, from: FeedCursor): Promise<FeedItem[]> {
  const most = ask.limit + 1;
  const orders = await tx
    .selectFrom('orders')
    .select(orderColumns)
    .where('warehouse_id', '=', warehouseId)
    .where('feed_pos', '>', from.pos)
    .orderBy('feed_pos')
    .limit(most)
    .execute();
  const ties = await tiesOf(
    tx,
    orders.map((row) => row.id),
  );
  const gone = await tx
    .selectFrom('order_gone')
    .selectAll()
    .where('warehouse_id', '=', warehouseId)
    .where('feed_pos', '>', Math.max(from.pos, from.snapshotAt))
    .orderBy('feed_pos')
    .limit(most)
    .execute();
  const items = await tx
    .selectFrom('item')
    .selectAll()
    .where('warehouse_id', '=', warehouseId)
    .where('feed_pos', '>', from.pos)
    .orderBy('feed_pos')
    .limit(most)
    .execute();
  const people = await tx
    .selectFrom('person')
    .selectAll()
    .where('warehouse_id', '=', warehouseId)
    .where('feed_pos', '>', from.pos)
    .orderBy('feed_pos')
    .limit(most)
    .execute();
  const all: FeedItem[] = [
    ...orders.map((row) => ({
      op: 'upsert' as const,
      pos: Number(row.feed_pos),
      order: wireOrderOf(row, ask.stationId, (ties.get(row.id) ?? []).map(documentOf)),
    })),
    ...gone.map((row) => ({
      op: 'remove' as const,
      pos: row.feed_pos,
      order_id: row.order_id as never,
      rev: row.rev,
      reason: row.reason,
    })),
    ...items.map((row) => ({
      op: 'item' as const,
      pos: Number(row.feed_pos),
      item: { ...row.doc, sku: row.sku } as WireItem, // stored as it was parsed
    })),
    ...people.map(({ id, name, role, badge_hash, pin_hash, active, feed_pos }) => ({
      op: 'person' as const,
      pos: Number(feed_pos),
      person: { id: id as PersonId, name, role, badge_hash, pin_hash, active },
    })),
  ];
  return all.sort((a, b) => a.pos - b.pos);
}
