import { sql } from 'kysely';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { OrderChanged } from './event-batch.ts';
import { holdReasonOf } from './hold-reason.ts';

/** Brings orders to where the facts left them, with their news on the feed. @returns ids of those that are over */
export async function writeOrders(
  tx: Tx,
  changed: ReadonlyMap<string, OrderChanged>,
  changes: FeedChanges,
): Promise<readonly string[]> {
  const over: string[] = [];
  const quiet: { readonly id: string; readonly agreed: number }[] = [];
  for (const [id, { hold, ...change }] of changed) {
    const { state, worker, agreed } = change;
    // Which rev a bench works from is nobody else's news.
    if (state === undefined && worker === undefined) {
      if (agreed !== undefined) quiet.push({ id, agreed });
      continue;
    }
    changes.patches.set(id, { ...change, hold: hold === undefined ? undefined : [holdReasonOf(hold)] });
    if (state === 'shipped' || state === 'cancelled') {
      changes.gone.set(id, state);
      over.push(id);
    } else {
      changes.gone.delete(id);
      changes.orders.add(id);
    }
  }
  if (quiet.length > 0) {
    await sql`${sql.raw(UNANSWERED)}
      update orders set agreed_rev = r.agreed from json_to_recordset(${JSON.stringify(quiet)}::json) as r(id uuid, agreed int)
      where orders.id = r.id`.execute(tx);
  }
  return over;
}
