import type { PushAnswer } from '../../wire/hub-events.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import { groupWork, type Outcome, only } from '../group-work.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { lockStations } from '../office/lock-stations.ts';
import { markForked } from '../office/mark-forked.ts';
import { coverReservations } from '../orders/cover-reservations.ts';
import { applyEvents, applyWithAnswers, hasAnswers } from './apply-events.ts';
import type { EventResult, IncomingEvent, IncomingRead, Telling } from './event-batch.ts';
import { readEvent } from './read-event.ts';
import {
  duplicateOf,
  lastSeqOf,
  lockEnrolment,
  refuseFork,
  refuseGap,
  type Told,
  toldBefore,
} from './stored-events.ts';

/** A batch of journal entries that a station sends. */
export interface Push {
  readonly stationId: string;
  readonly epoch: number;
  readonly events: readonly IncomingEvent[];
}

/** Bounds how long the others of a group wait for it, and what is in memory for it. */
const MOST_EVENTS = 1000;

/** Takes pushes, those of several stations in one transaction when many come at once. @throws as `takeEvents` */
export function createPushes(hub: HubContext): (push: Push) => Promise<PushAnswer> {
  const together = groupWork((reads: readonly ReadPush[]) => takeTogether(hub, reads), {
    // While the database works on one, the hub makes the next.
    atOnce: 2,
    most: MOST_EVENTS,
    keyOf: ({ from }) => from.stationId,
    // An answer to a conflict may change any order, and is carried out by itself.
    weightOf: (read) => (hasAnswers(read) ? Number.POSITIVE_INFINITY : read.events.length),
  });
  return (push) => together(readPush(push));
}

/**
 * Takes one batch of journal entries in one transaction. What was stored before is answered, not done again.
 * @throws HubRefusal wrong_epoch, seq_gap, seq_fork (the station then counts as forked)
 */
export async function takeEvents(hub: HubContext, push: Push): Promise<PushAnswer> {
  return only(await takeTogether(hub, [readPush(push)]));
}

/** The same for events out of a file: the station may have been enrolled anew since. */
export async function importPush(hub: HubContext, push: Push): Promise<PushAnswer> {
  const read = readPush(push);
  const taken = await transact(hub.db, async (tx) => {
    const { lastSeq, isPast } = await lockEnrolment(tx, read.from);
    return takeLocked(tx, hub, [{ read, lastSeq, isPast }]);
  });
  return only(await finish(hub, [read], taken));
}

async function takeTogether(hub: HubContext, reads: readonly ReadPush[]): Promise<readonly Outcome<PushAnswer>[]> {
  const taken = await transact(hub.db, async (tx) => {
    const stations = await lockStations(
      tx,
      reads.map(({ from }) => from.stationId),
    );
    const locked = reads.map((read) => {
      const lastSeq = attempt(() => lastSeqOf(stations, read.from));
      return lastSeq.ok ? { read, lastSeq: lastSeq.value, isPast: false } : { read, refused: lastSeq };
    });
    const taken = await takeLocked(
      tx,
      hub,
      locked.flatMap((each) => ('refused' in each ? [] : [each])),
    );
    for (const each of locked) if ('refused' in each) taken.outcomes.set(each.read, each.refused);
    return taken;
  });
  return finish(hub, reads, taken);
}

type ReadPush = Telling;

/** Before its transaction begins, because it takes longer than any statement in it. */
function readPush({ stationId, epoch, events }: Push): ReadPush {
  return {
    from: { stationId, epoch },
    events: events.map((event) => {
      const raw = lowerIds(event);
      return { raw, read: readEvent(raw) };
    }),
  };
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

interface Locked {
  readonly read: ReadPush;
  /** Last number that the hub has. */
  readonly lastSeq: number;
  /** Of an enrolment that is over: its numbers ended there. */
  readonly isPast: boolean;
}

interface Taken {
  readonly outcomes: Map<ReadPush, Outcome<Omit<PushAnswer, 'hub_time'>>>;
  readonly setDown: readonly string[];
}

/** Everything of a transaction behind the stations' locks. Who is refused leaves nothing, and the others go on. */
async function takeLocked(tx: Tx, hub: HubContext, locked: readonly Locked[]): Promise<Taken> {
  const outcomes: Taken['outcomes'] = new Map();
  const whole = locked.filter(({ read, lastSeq }) => {
    const gap = attempt(() => refuseGap(namesOf(read), lastSeq));
    if (!gap.ok) outcomes.set(read, gap);
    return gap.ok;
  });
  const told = await toldBefore(
    tx,
    whole.map(({ read, lastSeq }) => ({ from: read.from, events: namesOf(read), lastSeq })),
  );
  const good = whole.flatMap((each, index) => {
    const known = told[index];
    if (known === undefined) throw new Error('Nothing is known of what was asked');
    const fork = attempt(() => refuseFork(namesOf(each.read), known, each.lastSeq));
    if (!fork.ok) outcomes.set(each.read, fork);
    return fork.ok
      ? [{ ...each, told: known, ack: Math.max(each.lastSeq, each.read.events.at(-1)?.raw.seq ?? 0) }]
      : [];
  });
  if (good.length === 0) return { outcomes, setDown: [] };
  const tellings = good.map(({ read, lastSeq, isPast, told, ack }) => ({
    from: { ...read.from, ack: isPast ? null : ack },
    events: newOnes(read.events, lastSeq, told),
  }));
  const changes = createFeedChanges();
  const [first] = tellings;
  const { results, setDown } =
    tellings.length === 1 && first !== undefined && hasAnswers(first)
      ? await applyWithAnswers(tx, hub, first, changes)
      : await applyEvents(tx, hub, tellings, changes);
  await publish(tx, hub, changes);
  for (const [index, { read, told, ack }] of good.entries()) {
    const applied = new Map<number, EventResult>(results[index]?.map((result) => [result.seq, result]));
    const all = read.events.map(({ raw }) => applied.get(raw.seq) ?? duplicateOf(raw, told));
    outcomes.set(read, { ok: true, value: { ack_seq: ack, results: all } });
  }
  return { outcomes, setDown };
}

function namesOf({ events }: ReadPush): readonly IncomingEvent[] {
  return events.map(({ raw }) => raw);
}

function newOnes(events: readonly IncomingRead[], lastSeq: number, told: Told): readonly IncomingRead[] {
  const seen = new Set(told.byId.keys());
  return events.filter(({ raw }) => {
    const isNew = raw.seq > lastSeq && !seen.has(raw.id);
    seen.add(raw.id);
    return isNew;
  });
}

function attempt<Value>(work: () => Value): Outcome<Value> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (!(error instanceof HubRefusal)) throw error;
    return { ok: false, error };
  }
}

/** What follows when everything is committed. A fork is marked in a transaction of its own. */
async function finish(
  hub: HubContext,
  reads: readonly ReadPush[],
  { outcomes, setDown }: Taken,
): Promise<readonly Outcome<PushAnswer>[]> {
  // Who was refused has no news for anybody.
  if ([...outcomes.values()].some(({ ok }) => ok)) hub.bell.ring();
  await coverReservations(hub, setDown);
  const hub_time = instantOf(hub.clock());
  const answers: Outcome<PushAnswer>[] = [];
  for (const read of reads) {
    const outcome = outcomes.get(read) ?? { ok: false, error: new Error('A push was left out') };
    if (!outcome.ok && isFork(outcome.error)) await markForked(hub, read.from.stationId);
    answers.push(outcome.ok ? { ok: true, value: { ...outcome.value, hub_time } } : outcome);
  }
  return answers;
}

export function isFork(error: unknown): boolean {
  return error instanceof HubRefusal && error.problem.code === 'seq_fork';
}
