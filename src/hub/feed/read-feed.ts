import { instantOf } from '../../wire/hub-text.ts';
import { conflictsAfter } from '../conflicts/conflicts-after.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import type { JsonText } from '../json-text.ts';
import { siteAfter } from '../office/site.ts';
import { decodeCursor, encodeCursor, type FeedCursor, tagOf } from './feed-cursor.ts';
import { rowsAfter } from './feed-rows.ts';

export interface FeedAsk {
  readonly stationId: string;
  readonly cursor: string | null;
  readonly limit: number;
}

/** One page (`FeedPageSchema`), or null when there is nothing after the cursor. All reads see one moment of the database. */
export async function readFeed(hub: HubContext, ask: FeedAsk): Promise<JsonText | null> {
  // Most who ask have everything; they cost one row.
  if (ask.cursor !== null) {
    const head = await headOf(hub, hub.db);
    if (startOf(hub, ask.cursor, head).pos === head.pos) return null;
  }
  return hub.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const head = await headOf(hub, tx);
      const from = startOf(hub, ask.cursor, head);
      const found = await rowsAfter(tx, { warehouseId: hub.warehouseId, ...ask, from, most: ask.limit + 1 });
      const rows = found.slice(0, ask.limit);
      const whole = found.length <= ask.limit;
      const pos = whole ? head.pos : (rows.at(-1)?.pos ?? head.pos);
      const site = await siteAfter(tx, hub.warehouseId, ask.stationId, from.pos);
      const conflicts = await conflictsAfter(tx, ask.stationId, from.pos);
      const page = JSON.stringify({
        feed_epoch: head.epoch,
        cursor: encodeCursor({ ...from, pos }),
        up_to_date: whole,
        hub_time: instantOf(hub.clock()),
        ...(site === null ? {} : { site }),
        ...(conflicts.length === 0 ? {} : { conflicts }),
      });
      const items = rows.map((row) => row.text).join(',');
      return {
        text: `${page.slice(0, -1)},"items":[${items}]}`,
        tag: whole ? tagOf({ epoch: head.epoch, pos }) : null,
      };
    });
}

interface Head {
  readonly epoch: string;
  readonly pos: number;
  readonly min_pos: number;
}

function headOf(hub: HubContext, db: Pick<HubContext['db'], 'selectFrom'>): Promise<Head> {
  return db
    .selectFrom('feed_head')
    .select(['epoch', 'pos', 'min_pos'])
    .where('warehouse_id', '=', hub.warehouseId)
    .executeTakeFirstOrThrow();
}

function startOf(hub: HubContext, cursor: string | null, head: Head): FeedCursor {
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
