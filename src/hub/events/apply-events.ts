import { sql } from 'kysely';
import type { WireEvent } from '../../wire/hub-events.ts';
import { settleConflict } from '../conflicts/settle-conflict.ts';
import type { Tx } from '../database/schema.ts';
import { writePatches } from '../feed/order-patch.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { claimTrackings } from './claim-trackings.ts';
import { type EventResult, foldBatch, type Telling } from './event-batch.ts';
import { type LockedOrders, lockOrders, readLocked } from './lock-orders.ts';
import type { Fact } from './read-event.ts';
import type { Origin } from './stored-events.ts';
import { writeBatch } from './write-batch.ts';
import { writeEvents } from './write-events.ts';

export interface Applied {
  /** Of each telling. */
  readonly results: readonly (readonly EventResult[])[];
  /** SKUs whose stock was set down: others may have reserved what is not there. */
  readonly setDown: readonly string[];
}

/** Answers to conflicts may change any order: what is told beside them has to be written before and read after. */
export function hasAnswers({ events }: Telling): boolean {
  return events.some(({ read }) => read.t === 'readable' && read.fact.t === 'answered');
}

/**
 * Judges events that the hub does not have yet, of any number of stations, and writes what they come to. The caller has locked the stations,
 * and publishes `changes` last. Answers to conflicts go through `applyWithAnswers`.
 */
export async function applyEvents(
  tx: Tx,
  hub: HubContext,
  tellings: readonly Telling<Origin>[],
  changes: FeedChanges,
): Promise<Applied> {
  const orders = await lockOrders(
    tx,
    hub,
    tellings.flatMap(({ events }) => events),
  );
  return applyOver(tx, hub, tellings, orders, changes);
}

/** The same for one station, answers included: the events before one are written first, and those after it see what it did. */
export async function applyWithAnswers(
  tx: Tx,
  hub: HubContext,
  { from, events }: Telling<Origin>,
  changes: FeedChanges,
): Promise<Applied> {
  let orders = await lockOrders(tx, hub, events);
  const results: EventResult[] = [];
  const setDown = new Set<string>();
  const take = (applied: Applied) => {
    results.push(...applied.results.flat());
    for (const sku of applied.setDown) setDown.add(sku);
  };
  let start = 0;
  for (const [index, { read }] of events.entries()) {
    if (read.t === 'poison' || read.fact.t !== 'answered') continue;
    if (index > start) {
      take(await applyOver(tx, hub, [{ from, events: events.slice(start, index) }], orders, changes));
      await writePatches(tx, changes);
    }
    take(await applyAnswer(tx, hub, from, { event: read.event, fact: read.fact }, changes));
    orders = await readLocked(tx, hub, { ids: [...orders.keys()], shipped: new Set(orders.keys()) });
    start = index + 1;
  }
  // Also when nothing is new: a number may be used up by an event that is known under another one.
  if (start < events.length || start === 0) {
    take(await applyOver(tx, hub, [{ from, events: events.slice(start) }], orders, changes));
  }
  return { results: [results], setDown: [...setDown] };
}

async function applyOver(
  tx: Tx,
  hub: HubContext,
  tellings: readonly Telling<Origin>[],
  orders: LockedOrders,
  changes: FeedChanges,
): Promise<Applied> {
  const doubts = await claimTrackings(
    tx,
    tellings.flatMap(({ events }) => events),
    orders,
  );
  const batch = foldBatch(tellings, orders, doubts);
  const origins = tellings.map(({ from }) => from);
  return { results: batch.results, setDown: await writeBatch(tx, hub, origins, { batch, orders }, changes) };
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
  await writeEvents(tx, hub, [from], [{ from, event, outcome: 'applied', code }]);
  const result: EventResult = { seq: event.seq, id: event.id, outcome: 'applied', ...(code === null ? {} : { code }) };
  return { results: [[result]], setDown };
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
