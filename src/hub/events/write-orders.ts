import { sql } from 'kysely';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { OrderChanged } from './event-batch.ts';
import { holdReasonOf } from './hold-reason.ts';

/** Brings orders to where the facts left them, all in one statement. @returns ids of those that are over */
export async function writeOrders(
  tx: Tx,
  changed: ReadonlyMap<string, OrderChanged>,
  changes: FeedChanges,
): Promise<readonly string[]> {
  if (changed.size === 0) return [];
  const rows = [...changed].map(([id, { state, free, hold, agreed, worker }]) => ({
    id,
    state,
    free: free === true,
    // Which rev a bench works from is nobody else's news.
    news: state !== undefined || worker !== undefined,
    hold: hold === undefined ? undefined : [holdReasonOf(hold)],
    agreed,
    worker,
  }));
  // The next bench begins anew, from whatever the order says then.
  await sql`${sql.raw(UNANSWERED)}
    update orders set
      state = coalesce(r.state, orders.state),
      rev = orders.rev + case when r.news then 1 else 0 end,
      hold_reasons = coalesce(r.hold, orders.hold_reasons),
      claim_station = case when not r.free then orders.claim_station end,
      claim_class = case when not r.free then orders.claim_class end,
      claim_expires = case when not r.free then orders.claim_expires end,
      claimed_at = case when not r.free then orders.claimed_at end,
      worker = case when not r.free then coalesce(r.worker, orders.worker) end,
      edited_rev = case when not r.free then orders.edited_rev end,
      agreed_rev = case when not r.free then coalesce(r.agreed, orders.agreed_rev) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, state text, free boolean, news boolean, hold jsonb, agreed int, worker text)
    where orders.id = r.id`.execute(tx);
  const over: string[] = [];
  for (const { id, state, news } of rows) {
    if (state === 'shipped' || state === 'cancelled') {
      changes.gone.set(id, state);
      over.push(id);
    } else if (news) {
      changes.gone.delete(id);
      changes.orders.add(id);
    }
  }
  return over;
}
