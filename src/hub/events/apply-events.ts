import { sql } from 'kysely';
import type { WireEvent } from '../../wire/hub-events.ts';
import { settleConflict } from '../conflicts/settle-conflict.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { claimTrackings } from './claim-trackings.ts';
import {
  type BatchOutcome,
  type EventResult,
  foldBatch,
  type IncomingEvent,
  type IncomingRead,
} from './event-batch.ts';
import { type LockedOrders, lockOrders, readLocked } from './lock-orders.ts';
import { type Fact, readEvent } from './read-event.ts';
import type { From } from './stored-events.ts';
import { writeBatch } from './write-batch.ts';
import { writeEvents } from './write-events.ts';

export interface Applied {
  readonly results: readonly EventResult[];
  /** SKUs whose stock was set down: others may have reserved what is not there. */
  readonly setDown: readonly string[];
}

/** A station and, in a push, how far the hub has its journal after this. */
export type Origin = From & { readonly ack: number | null };

/**
 * Judges events that the hub does not have yet and writes what they come to. The caller has locked the station, and publishes `changes`
 * last. An answer to a conflict may change any order, so the events before it are written first, and those after it see what it did.
 */
export async function applyEvents(
  tx: Tx,
  hub: HubContext,
  from: Origin,
  events: readonly IncomingEvent[],
  changes: FeedChanges,
): Promise<Applied> {
  const reads = events.map((raw): IncomingRead => ({ raw, read: readEvent(raw) }));
  let orders = await lockOrders(tx, hub, reads);
  const results: EventResult[] = [];
  const setDown = new Set<string>();
  const apply = async (run: readonly IncomingRead[]) => {
    const applied = await applyRun(tx, hub, from, { run, orders }, changes);
    results.push(...applied.results);
    for (const sku of applied.setDown) setDown.add(sku);
  };
  let start = 0;
  for (const [index, { read }] of reads.entries()) {
    if (read.t === 'poison' || read.fact.t !== 'answered') continue;
    if (index > start) await apply(reads.slice(start, index));
    const settled = await applyAnswer(tx, hub, from, { event: read.event, fact: read.fact }, changes);
    results.push(...settled.results);
    for (const sku of settled.setDown) setDown.add(sku);
    orders = await readLocked(tx, hub, { ids: [...orders.keys()], shipped: new Set(orders.keys()) });
    start = index + 1;
  }
  // Also when nothing is new: a number may be used up by an event that is known under another one.
  if (start < reads.length || start === 0) await apply(reads.slice(start));
  return { results, setDown: [...setDown] };
}

interface Run {
  readonly run: readonly IncomingRead[];
  readonly orders: LockedOrders;
}

async function applyRun(
  tx: Tx,
  hub: HubContext,
  from: Origin,
  { run, orders }: Run,
  changes: FeedChanges,
): Promise<Applied> {
  const doubts = await claimTrackings(tx, run, orders);
  const batch: BatchOutcome = foldBatch(from.stationId, run, orders, doubts);
  return { results: batch.results, setDown: await writeBatch(tx, hub, from, { batch, orders }, changes) };
}

interface Answer {
  readonly event: WireEvent;
  readonly fact: Extract<Fact, { readonly t: 'answered' }>;
}

/** What was answered was answered: it is kept whatever it comes to, and its code says so. */
async function applyAnswer(
  tx: Tx,
  hub: HubContext,
  from: Origin,
  { event, fact }: Answer,
  changes: FeedChanges,
): Promise<Applied> {
  const by = await nameOf(tx, from.stationId, event.operator);
  const ask = { id: fact.conflictId, answer: fact.answer, by, note: null, eventId: event.id };
  const { code, setDown } = await settleConflict(tx, hub, ask, changes);
  await writeEvents(tx, hub, from, [{ event, outcome: 'applied', code }]);
  const result: EventResult = { seq: event.seq, id: event.id, outcome: 'applied', ...(code === null ? {} : { code }) };
  return { results: [result], setDown };
}

/** The person who answered, or the station where nobody was signed in. */
async function nameOf(tx: Tx, stationId: string, operator: string | null): Promise<string> {
  const { name } = await tx
    .selectFrom('station')
    .leftJoin('person', (join) => join.on(sql<string>`person.id::text`, '=', operator))
    .select(sql<string>`coalesce(person.name, station.name)`.as('name'))
    .where('station.id', '=', stationId)
    .executeTakeFirstOrThrow();
  return name;
}
