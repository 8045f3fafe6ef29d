import type { PushAnswer } from '../../wire/hub-events.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { markForked } from '../office/mark-forked.ts';
import { coverReservations } from '../orders/cover-reservations.ts';
import { applyEvents } from './apply-events.ts';
import type { EventResult, IncomingEvent } from './event-batch.ts';
import {
  duplicateOf,
  lockEnrolment,
  lockStation,
  refuseFork,
  refuseGap,
  type Told,
  toldBefore,
} from './stored-events.ts';

/**
 * Takes a batch of journal entries in one transaction. What was stored before is answered, not done again.
 * @throws HubRefusal wrong_epoch, seq_gap, seq_fork (the station then counts as forked)
 */
export async function takeEvents(
  hub: HubContext,
  stationId: string,
  asked: { readonly epoch: number; readonly events: readonly IncomingEvent[] },
  how: { /** From a file: the station may have been enrolled anew since. */ readonly imported: boolean } = {
    imported: false,
  },
): Promise<PushAnswer> {
  const from = { stationId, epoch: asked.epoch };
  const events = asked.events.map(lowerIds);
  const { setDown, ...answer } = await tellingOfForks(hub, stationId, () =>
    transact(hub.db, async (tx) => {
      const { lastSeq, isPast } = how.imported
        ? await lockEnrolment(tx, from)
        : { lastSeq: await lockStation(tx, from), isPast: false };
      refuseGap(events, lastSeq);
      const told = await toldBefore(tx, from, events, lastSeq);
      refuseFork(events, told, lastSeq);
      const changes = createFeedChanges();
      const ack = Math.max(lastSeq, events.at(-1)?.seq ?? 0);
      const applied = await applyEvents(
        tx,
        hub,
        { ...from, ack: isPast ? null : ack },
        newOnes(events, lastSeq, told),
        changes,
      );
      await publish(tx, hub, changes);
      const results = new Map<number, EventResult>(applied.results.map((result) => [result.seq, result]));
      return {
        setDown: applied.setDown,
        ack_seq: ack,
        results: events.map((event) => results.get(event.seq) ?? duplicateOf(event, told)),
      };
    }),
  );
  hub.bell.ring();
  await coverReservations(hub, setDown);
  return { ...answer, hub_time: instantOf(hub.clock()) };
}

/** Marks the station in a transaction of its own: the one that found the fork is rolled back. */
export async function tellingOfForks<Value>(
  hub: HubContext,
  stationId: string,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HubRefusal && error.problem.code === 'seq_fork') await markForked(hub, stationId);
    throw error;
  }
}

/** Ids are compared as text here and as uuid in the database, which writes them in small letters. */
function lowerIds(event: IncomingEvent): IncomingEvent {
  const order = event.order_id;
  return {
    ...event,
    id: event.id.toLowerCase(),
    ...(typeof order === 'string' ? { order_id: order.toLowerCase() } : {}),
  };
}

function newOnes(events: readonly IncomingEvent[], lastSeq: number, told: Told): readonly IncomingEvent[] {
  const seen = new Set(told.byId.keys());
  return events.filter((event) => {
    const isNew = event.seq > lastSeq && !seen.has(event.id);
    seen.add(event.id);
    return isNew;
  });
}
