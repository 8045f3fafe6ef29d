import type { ReplayAnswer } from '../../wire/hub-conflict.ts';
import { UnreadableEventSchema } from '../../wire/hub-events.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { applyWithAnswers } from '../events/apply-events.ts';
import { readEvent } from '../events/read-event.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { coverReservations } from '../orders/cover-reservations.ts';

/**
 * Reads quarantined events once more, oldest first, each in a transaction of its own: under its own id, station, epoch, seq and time, and
 * judged against the order as it is now. What still cannot be read stays, with the reason of today.
 */
export async function replayQuarantine(
  hub: HubContext,
  ids: readonly string[] | null,
  most: number,
): Promise<ReplayAnswer> {
  let query = hub.db.selectFrom('event_quarantine').select('id').where('resolved_at', 'is', null);
  if (ids !== null) query = query.where('id', 'in', [...ids]);
  const waiting = await query.orderBy('at').orderBy('station_id').orderBy('epoch').orderBy('seq').limit(most).execute();
  const answer: ReplayAnswer = { replayed: [], still: [] };
  for (const { id } of waiting) {
    const told = await replayOne(hub, id);
    if (told === null) continue;
    if (told.t === 'still') answer.still.push({ id, error: told.error });
    else answer.replayed.push({ id, outcome: told.outcome, code: told.code });
  }
  return answer;
}

type Told =
  | { readonly t: 'read'; readonly outcome: 'applied' | 'conflict'; readonly code: string | null }
  | { readonly t: 'still'; readonly error: string };

async function replayOne(hub: HubContext, id: string): Promise<Told | null> {
  const { told, setDown } = await transact(hub.db, (tx) => replayWithin(tx, hub, id));
  hub.bell.ring();
  await coverReservations(hub, setDown);
  return told;
}

async function replayWithin(
  tx: Tx,
  hub: HubContext,
  id: string,
): Promise<{ readonly told: Told | null; readonly setDown: readonly string[] }> {
  const row = await tx.selectFrom('event_quarantine').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  await tx.selectFrom('station').select('id').where('id', '=', row.station_id).forUpdate().execute();
  const still = await tx
    .selectFrom('event_quarantine')
    .select('resolved_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Somebody else replayed it in between.
  if (still.resolved_at !== null) return { told: null, setDown: [] };
  const raw = readRaw(row.raw, row);
  if (raw === null) return { told: await stays(tx, id, row.error), setDown: [] };
  // Applied as if it came now, and taken out first: what goes back into quarantine is not written twice.
  await tx.deleteFrom('event_quarantine').where('id', '=', id).execute();
  const changes = createFeedChanges();
  const from = { stationId: row.station_id, epoch: row.epoch, ack: null };
  const events = [{ raw, read: readEvent(raw) }];
  const { results, setDown } = await applyWithAnswers(tx, hub, { from, events }, changes);
  const [result] = results.flat();
  if (result === undefined) throw new Error(`Event ${id} was replayed and came to nothing`);
  if (result.outcome === 'quarantined') {
    await tx.updateTable('event_quarantine').set({ at: row.at.toISOString() }).where('id', '=', id).execute();
    return { told: { t: 'still', error: result.code ?? row.error }, setDown: [] };
  }
  await tx
    .insertInto('event_quarantine')
    .values({ ...row, at: row.at.toISOString(), resolved_at: instantOf(hub.clock()) })
    .execute();
  await publish(tx, hub, changes);
  const outcome = result.outcome === 'conflict' ? 'conflict' : 'applied';
  return { told: { t: 'read', outcome, code: result.code ?? null }, setDown };
}

async function stays(tx: Tx, id: string, error: string): Promise<Told> {
  await tx.updateTable('event_quarantine').set({ error }).where('id', '=', id).execute();
  return { t: 'still', error };
}

/** Null: not JSON, or not the event that these bytes were sent as. */
function readRaw(bytes: Uint8Array, named: { readonly seq: number; readonly id: string }) {
  try {
    const parsed = UnreadableEventSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (!parsed.success || parsed.data.seq !== named.seq || parsed.data.id.toLowerCase() !== named.id) return null;
    const { order_id } = parsed.data;
    return {
      ...parsed.data,
      id: named.id,
      ...(typeof order_id === 'string' ? { order_id: order_id.toLowerCase() } : {}),
    };
  } catch {
    // Cut off or garbled on the way: it stays as it is, for a person to look at.
    return null;
  }
}
