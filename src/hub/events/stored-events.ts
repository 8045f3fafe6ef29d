import { sql } from 'kysely';
import type { EventOutcome } from '../../wire/hub-events.ts';
import type { Tx } from '../database/schema.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { type LockedStation, lockStations } from '../office/lock-stations.ts';
import type { EventResult, IncomingEvent } from './event-batch.ts';

/** Whose journal, and since which enrolment. */
export interface From {
  readonly stationId: string;
  readonly epoch: number;
}

/** A station and, in a push, how far the hub has its journal after this. */
export interface Origin extends From {
  readonly ack: number | null;
}

type Named = Pick<IncomingEvent, 'seq' | 'id'>;

/** What the hub has stored before: applied, kept as a conflict, or in quarantine. */
export interface Told {
  readonly byId: ReadonlyMap<string, { readonly code: string | null; readonly conflict: string | null }>;
  readonly bySeq: ReadonlyMap<number, string>;
}

/** @returns last number that the hub has. @throws HubRefusal wrong_epoch */
export function lastSeqOf(stations: ReadonlyMap<string, LockedStation>, { stationId, epoch }: From): number {
  const station = stations.get(stationId);
  if (station === undefined) throw new Error(`There is no station ${stationId}`);
  if (station.epoch === epoch) return station.last_seq;
  throw new HubRefusal(
    'wrong_epoch',
    `The hub is at epoch ${station.epoch} of this station. Ask /v1/hello and go on from there.`,
    { expected: station.epoch },
  );
}

/** Locks the one station. @throws HubRefusal wrong_epoch */
export async function lockStation(tx: Tx, from: From): Promise<number> {
  return lastSeqOf(await lockStations(tx, [from.stationId]), from);
}

/**
 * The same for a file that a station wrote before it was enrolled anew: its numbers went on for themselves, and end there.
 * @throws HubRefusal wrong_epoch: that enrolment has not been yet
 */
export async function lockEnrolment(
  tx: Tx,
  from: From,
): Promise<{ readonly lastSeq: number; readonly isPast: boolean }> {
  const stations = await lockStations(tx, [from.stationId]);
  const isPast = from.epoch < (stations.get(from.stationId)?.epoch ?? 0);
  if (!isPast) return { lastSeq: lastSeqOf(stations, from), isPast };
  const { rows } = await sql<{ seq: number }>`
    select greatest(
      (select coalesce(max(seq), 0) from event where station_id = ${from.stationId} and epoch = ${from.epoch}),
      (select coalesce(max(seq), 0) from event_quarantine where station_id = ${from.stationId} and epoch = ${from.epoch})) as seq`.execute(
    tx,
  );
  return { lastSeq: Number(rows[0]?.seq ?? 0), isPast };
}

/** Events that a station tells, and the last number that the hub has of it. */
export interface Asked {
  readonly from: From;
  readonly events: readonly Named[];
  readonly lastSeq: number;
}

/** What is stored of these events, by their ids (of whatever station), and by their numbers where they can be known already. In their order. */
export async function toldBefore(tx: Tx, asked: readonly Asked[]): Promise<readonly Told[]> {
  const named = asked.flatMap(({ from, events }) =>
    events.map(({ seq, id }) => ({ seq, id, station: from.stationId, epoch: from.epoch })),
  );
  // Numbers after the last one have no event yet, and looking each of them up is half of the work.
  const byNumber = asked.some(({ events, lastSeq }) => events.some(({ seq }) => seq <= lastSeq));
  const numbered = byNumber
    ? sql`union
      select event.id, code, event.seq, station_id, event.epoch, 1 from asked join event
        on station_id = asked.station and event.epoch = asked.epoch and event.seq = asked.seq
      union
      select held.id, error, held.seq, station_id, held.epoch, 0 from asked join event_quarantine held
        on station_id = asked.station and held.epoch = asked.epoch and held.seq = asked.seq`
    : sql``;
  const { rows } = await sql<StoredRow>`
    with asked as (select * from json_to_recordset(${JSON.stringify(named)}::json) as a(seq bigint, id uuid, station uuid, epoch int)),
    -- Asked one by one and not with "or": each part has an index of its own, and an array of ids makes the database use it.
    stored as (
      select event.id, code, event.seq, station_id, epoch, 1 as rank from event where id = any (array(select id from asked))
      union
      select held.id, error, held.seq, station_id, epoch, 0 from event_quarantine held where id = any (array(select id from asked))
      ${numbered})
    select stored.id, stored.code, stored.seq, stored.station_id, stored.epoch, conflict.id as conflict
    from stored left join conflict on conflict.event_id = stored.id order by rank`.execute(tx);
  // Last comes what was read after all: a replayed event stands in both tables.
  const byId = new Map(rows.map((row) => [row.id, { code: row.code, conflict: row.conflict }]));
  return asked.map(({ from }) => ({
    byId,
    bySeq: new Map(
      rows
        .filter((row) => row.station_id === from.stationId && row.epoch === from.epoch)
        .map((row) => [Number(row.seq), row.id]),
    ),
  }));
}

interface StoredRow {
  readonly id: string;
  readonly code: string | null;
  readonly seq: number;
  readonly station_id: string;
  readonly epoch: number;
  readonly conflict: string | null;
}

/** @throws HubRefusal seq_gap */
export function refuseGap(events: readonly Named[], lastSeq: number): void {
  const expected = lastSeq + 1;
  const first = events[0]?.seq ?? expected;
  const broken = events.some((event, index) => event.seq !== first + index);
  if (first <= expected && !broken) return;
  throw new HubRefusal(
    'seq_gap',
    `The hub has everything up to ${lastSeq}. Send the events from ${expected} on, without gaps.`,
    { expected },
  );
}

/**
 * The same number with another event means that the station's disk was copied or put back: two truths, one number.
 * @throws HubRefusal seq_fork
 */
export function refuseFork(events: readonly Named[], told: Told, lastSeq: number): void {
  const forked = events.find((event) => {
    if (event.seq > lastSeq) return false;
    const stored = told.bySeq.get(event.seq);
    // A number whose event came under another number before has no row of its own.
    return stored === undefined ? !told.byId.has(event.id) : stored !== event.id;
  });
  if (forked === undefined) return;
  throw new HubRefusal(
    'seq_fork',
    `Another event is stored as number ${forked.seq} of this station: its disk was copied or restored. Enrol it anew; its events stay on its disk.`,
  );
}

export function duplicateOf({ seq, id }: Named, told: Told): EventResult {
  const outcome: EventOutcome = 'duplicate';
  const before = told.byId.get(id);
  return {
    seq,
    id,
    outcome,
    ...(before?.code == null ? {} : { code: before.code }),
    ...(before?.conflict == null ? {} : { conflict_id: before.conflict }),
  };
}
