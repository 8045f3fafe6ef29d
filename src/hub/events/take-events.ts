import type { EventOutcome, PushAnswer } from '../../wire/hub-events.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { coverReservations } from '../orders/cover-reservations.ts';
import { claimTrackings } from './claim-trackings.ts';
import { type EventResult, foldBatch, type IncomingEvent } from './event-batch.ts';
import type { OrderFacts } from './judge-event.ts';
import { writeBatch } from './write-batch.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Takes a batch of journal entries in one transaction. What was stored before is answered, not done again.
 * @throws HubRefusal wrong_epoch, seq_gap, seq_fork
 */
export async function takeEvents(
  hub: HubContext,
  stationId: string,
  asked: { readonly epoch: number; readonly events: readonly IncomingEvent[] },
): Promise<PushAnswer> {
  const push = { epoch: asked.epoch, events: asked.events.map(lowerIds) };
  const { setDown, ...answer } = await transact(hub.db, async (tx) => {
    const station = await tx
      .selectFrom('station')
      .select(['epoch', 'last_seq'])
      .where('id', '=', stationId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (station.epoch !== push.epoch) {
      throw new HubRefusal(
        'wrong_epoch',
        `The hub is at epoch ${station.epoch} of this station. Ask /v1/hello and go on from there.`,
        { expected: station.epoch },
      );
    }
    refuseGap(push.events, station.last_seq);
    const from = { stationId, epoch: push.epoch };
    const told = await outcomesOf(tx, from, push.events);
    refuseFork(push.events, told, station.last_seq);
    const fresh = newOnes(push.events, station.last_seq, told);
    const orders = await lockOrders(tx, hub, fresh);
    const doubts = await claimTrackings(tx, fresh, orders);
    const batch = foldBatch(stationId, fresh, orders, doubts);
    const { changes, setDown } = await writeBatch(tx, hub, from, batch, orders);
    const ack = Math.max(station.last_seq, push.events.at(-1)?.seq ?? 0);
    await tx
      .updateTable('station')
      .set({ last_seq: ack, last_seen: instantOf(hub.clock()) })
      .where('id', '=', stationId)
      .execute();
    await publish(tx, hub.warehouseId, changes);
    const results = new Map<number, EventResult>(batch.results.map((result) => [result.seq, result]));
    return {
      setDown,
      ack_seq: ack,
      results: push.events.map((event) => results.get(event.seq) ?? duplicateOf(event, told.byId.get(event.id))),
    };
  });
  hub.bell.ring();
  await coverReservations(hub, setDown);
  return { ...answer, hub_time: instantOf(hub.clock()) };
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

function duplicateOf(event: IncomingEvent, code: string | null | undefined): EventResult {
  const outcome: EventOutcome = 'duplicate';
  return { seq: event.seq, id: event.id, outcome, ...(code == null ? {} : { code }) };
}

function refuseGap(events: readonly IncomingEvent[], lastSeq: number): void {
  const expected = lastSeq + 1;
  const first = events[0]?.seq ?? expected;
  const broken = events.some((event, index) => event.seq !== first + index);
  if (first > expected || broken) {
    throw new HubRefusal(
      'seq_gap',
      `The hub has everything up to ${lastSeq}. Send the events from ${expected} on, without gaps.`,
      { expected },
    );
  }
}

interface Told {
  /** Code that was answered, by event id; an entry means: stored. */
  readonly byId: ReadonlyMap<string, string | null>;
  readonly bySeq: ReadonlyMap<number, string>;
}

/** What the hub has already stored of these events, by their ids and by their numbers. */
async function outcomesOf(
  tx: Tx,
  from: { readonly stationId: string; readonly epoch: number },
  events: readonly IncomingEvent[],
): Promise<Told> {
  const ids = events.map((event) => event.id);
  const seqs = events.map((event) => event.seq);
  const byId = new Map<string, string | null>();
  const bySeq = new Map<number, string>();
  const mine = (row: { station_id: string; epoch: number }) =>
    row.station_id === from.stationId && row.epoch === from.epoch;
  const known = await tx
    .selectFrom('event')
    .select(['station_id', 'epoch', 'seq', 'id', 'code'])
    .where((eb) =>
      eb.or([
        eb('id', 'in', ids),
        eb.and([eb('station_id', '=', from.stationId), eb('epoch', '=', from.epoch), eb('seq', 'in', seqs)]),
      ]),
    )
    .execute();
  const poison = await tx
    .selectFrom('event_quarantine')
    .select(['station_id', 'epoch', 'seq', 'id', 'error as code'])
    .where((eb) =>
      eb.or([
        eb('id', 'in', ids),
        eb.and([eb('station_id', '=', from.stationId), eb('epoch', '=', from.epoch), eb('seq', 'in', seqs)]),
      ]),
    )
    .execute();
  for (const row of [...known, ...poison]) {
    byId.set(row.id, row.code);
    if (mine(row)) bySeq.set(row.seq, row.id);
  }
  return { byId, bySeq };
}

/** The same number with another event means that the station's disk was copied or put back: two truths, one number. */
function refuseFork(events: readonly IncomingEvent[], told: Told, lastSeq: number): void {
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

async function lockOrders(
  tx: Tx,
  hub: HubContext,
  events: readonly IncomingEvent[],
): Promise<ReadonlyMap<string, OrderFacts>> {
  const ids = [
    ...new Set(
      events.map((event) => event.order_id).filter((id): id is string => typeof id === 'string' && UUID.test(id)),
    ),
  ];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('orders')
    .select(['id', 'state', 'fence', 'claim_station', 'doc', 'edited_rev', 'agreed_rev'])
    .where('warehouse_id', '=', hub.warehouseId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        state: row.state,
        fence: row.fence,
        claimStation: row.claim_station,
        doc: row.doc,
        editedRev: row.edited_rev,
        agreedRev: row.agreed_rev,
      },
    ]),
  );
}
