import type { PushAnswer } from '../../wire/hub-events.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { markForked } from '../office/mark-forked.ts';
import type { EventResult } from './event-batch.ts';
import { duplicateOf, lockStation, refuseFork, refuseGap, toldBefore } from './stored-events.ts';
import { isFork } from './take-events.ts';

/**
 * Keeps the bytes of one event that no batch got through, unread, under its own number: the journal behind it can go on.
 * @throws HubRefusal wrong_epoch, seq_gap, seq_fork
 */
export async function takeRawEvent(
  hub: HubContext,
  stationId: string,
  raw: { readonly epoch: number; readonly seq: number; readonly id: string; readonly bytes: Uint8Array },
): Promise<PushAnswer> {
  const from = { stationId, epoch: raw.epoch };
  const event = { seq: raw.seq, id: raw.id.toLowerCase() };
  const at = instantOf(hub.clock());
  // In a transaction of its own: the one that found the fork is rolled back.
  const tellFork = async (error: unknown): Promise<never> => {
    if (isFork(error)) await markForked(hub, stationId);
    throw error;
  };
  const taken = transact(hub.db, async (tx) => {
    const lastSeq = await lockStation(tx, from);
    refuseGap([event], lastSeq);
    const [told] = await toldBefore(tx, [{ from, events: [event], lastSeq }]);
    if (told === undefined) throw new Error('Nothing is known of what was asked');
    refuseFork([event], told, lastSeq);
    const ack = Math.max(lastSeq, event.seq);
    await tx.updateTable('station').set({ last_seq: ack, last_seen: at }).where('id', '=', stationId).execute();
    if (told.byId.has(event.id)) return { ack_seq: ack, results: [duplicateOf(event, told)] };
    await tx
      .insertInto('event_quarantine')
      .values({ station_id: stationId, epoch: raw.epoch, ...event, raw: raw.bytes, error: 'raw', at })
      .execute();
    const kept: EventResult = { ...event, outcome: 'quarantined', code: 'raw' };
    return { ack_seq: ack, results: [kept] };
  });
  return { ...(await taken.catch(tellFork)), hub_time: at };
}
