import { sql } from 'kysely';
import { instantOf } from '../../wire/hub-text.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';

const DAY_MS = 86_400_000;
/** A station that was away for longer is told to fetch everything anew. */
const TOMBSTONE_MS = 30 * DAY_MS;
/** Nobody repeats a claim for longer than that. */
const MEMO_MS = DAY_MS;
/** What is over stays for a day, so that its owner still reads why. */
const OVER_MS = DAY_MS;
/** Short transactions: claims and events wait for none of them. */
const AT_ONCE = 2000;

export interface Swept {
  readonly tombstones: number;
  readonly memos: number;
  readonly enrolments: number;
  readonly sessions: number;
}

/**
 * Lets go of what nobody can ask for any more. Events, shipments and orders are kept for ever: they are the shop's evidence; who must make room copies old
 * rows of `event` elsewhere (a backup holds them all) and asks for a program that knows of it, because the hub compares what arrives with them.
 */
export async function sweepHistory(hub: HubContext): Promise<Swept> {
  return {
    tombstones: await inSteps(() => sweepTombstones(hub)),
    memos: await inSteps(() => sweepMemos(hub)),
    ...(await sweepOver(hub)),
  };
}

async function inSteps(step: () => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const gone = await step();
    all += gone;
    if (gone < AT_ONCE) return all;
  }
}

/** A cursor before the last purged one would miss it, so `min_pos` tells it to begin anew (410), in the same transaction. */
function sweepTombstones(hub: HubContext): Promise<number> {
  const before = instantOf(hub.clock() - TOMBSTONE_MS);
  return transact(hub.db, async (tx) => {
    const gone = await sql<{ feed_pos: number }>`
      delete from order_gone where (warehouse_id, order_id) in (
        select warehouse_id, order_id from order_gone
        where warehouse_id = ${hub.warehouseId} and at < ${before}::timestamptz
        order by feed_pos limit ${AT_ONCE})
      returning feed_pos`.execute(tx);
    if (gone.rows.length === 0) return 0;
    const last = Math.max(...gone.rows.map((row) => Number(row.feed_pos)));
    await sql`update feed_head set min_pos = greatest(min_pos, ${last}::bigint)
      where warehouse_id = ${hub.warehouseId}`.execute(tx);
    return gone.rows.length;
  });
}

function sweepMemos(hub: HubContext): Promise<number> {
  const before = instantOf(hub.clock() - MEMO_MS);
  return transact(hub.db, async (tx) => {
    const gone = await sql`
      delete from request_memo where (station_id, request_id) in (
        select station_id, request_id from request_memo where at < ${before}::timestamptz order by at limit ${AT_ONCE})
      returning 1`.execute(tx);
    return gone.rows.length;
  });
}

function sweepOver(hub: HubContext): Promise<Pick<Swept, 'enrolments' | 'sessions'>> {
  const before = instantOf(hub.clock() - OVER_MS);
  return transact(hub.db, async (tx) => {
    const enrolments = await sql`delete from enrolment where expires_at < ${before}::timestamptz returning 1`.execute(
      tx,
    );
    const sessions = await sql`delete from session
      where expires_at < ${before}::timestamptz or revoked_at < ${before}::timestamptz returning 1`.execute(tx);
    return { enrolments: enrolments.rows.length, sessions: sessions.rows.length };
  });
}
