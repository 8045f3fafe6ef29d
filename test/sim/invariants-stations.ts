import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { fold } from '../../src/core/evolve.ts';
import { type FeedPage, FeedPageSchema } from '../../src/wire/hub-feed.ts';
import { orderOf } from '../../src/wire/hub-order.ts';
import { type Invariant, isLost } from './invariants-hub.ts';
import type { Play } from './play.ts';
import type { SimStation } from './sim-station.ts';

function reachable(play: Play): readonly SimStation[] {
  return play.stations.filter(({ name }) => !isLost(play, name));
}

/** Every entry of every journal stands at the hub exactly once, under its own number and id, as event or in quarantine (I3, I4, I5). */
export const everyEntryOnce: Invariant = async (play) => {
  const wrong: string[] = [];
  for (const station of reachable(play)) {
    const rows = await play.hub.query<{ seq: number; id: string }>(
      `select seq, id from event where station_id = '${station.id}' union all
       select seq, id from event_quarantine where station_id = '${station.id}' and resolved_at is null order by seq`,
    );
    const stored = rows.map(({ seq, id }) => `${seq} ${id}`);
    const written = [...(station.store()?.journal.after(0) ?? [])].map(({ seq, id }) => `${seq} ${id}`);
    const missing = written.filter((entry) => !stored.includes(entry));
    const strange = stored.filter((entry, index) => !written.includes(entry) || stored.indexOf(entry) !== index);
    if (missing.length > 0) wrong.push(`${station.name}: ${missing.length} not at the hub, first ${missing[0]}`);
    if (strange.length > 0)
      wrong.push(`${station.name}: ${strange.length} that it never wrote, or twice, first ${strange[0]}`);
  }
  return wrong;
};

/** What a station takes for stored is stored under its own id; also when its disk is a copy, or was copied (I3, I6). */
export const acknowledgedIsStored: Invariant = async (play) => {
  if (play.ledger.restores > 0) return [];
  const rows = await play.hub.query<{ id: string }>('select id from event union all select id from event_quarantine');
  const stored = new Set(rows.map(({ id }) => id));
  return play.stations.flatMap((station) => {
    const journal = station.store()?.journal;
    if (journal === undefined) return [];
    const acknowledged = journal.acknowledgedSeq();
    const lost = [...journal.after(0)].filter(({ seq, id }) => seq <= acknowledged && !stored.has(id));
    return lost
      .slice(0, 1)
      .map(({ seq }) => `${station.name} (${station.folder.split('/').at(-1)}) takes ${seq} for stored`);
  });
};

/** Everything was sent, and the station knows it. */
export const everythingSent: Invariant = async (play) =>
  reachable(play)
    .filter((station) => (station.store()?.journal.unsent().entries ?? 1) > 0)
    .map((station) => {
      const strip = station.bench()?.station.view().strip;
      return `${station.name} has ${strip?.unsent} unsent entries, network ${strip?.network.state}`;
    });

/** What a station's disk says of an order is what the hub says of it, and it knows the same orders (I8). */
export const replicasAgree: Invariant = async (play) => {
  const wrong: string[] = [];
  for (const station of reachable(play)) {
    const live = await snapshotFor(play, station);
    const replica = station.store()?.replica;
    const here = idsIn(station);
    for (const [id, item] of live) {
      const told = orderOf(item.order);
      const kept = replica?.order(told.id)?.order ?? null;
      const pick = (order: typeof told | null) =>
        order === null
          ? null
          : [order.rev, order.state, order.fence, order.claim?.class ?? null, order.claim?.mine ?? null, order.doc];
      if (JSON.stringify(pick(kept)) !== JSON.stringify(pick(told))) {
        const short = (order: typeof told | null) => JSON.stringify(pick(order)?.slice(0, 5) ?? null);
        wrong.push(`${station.name} ${told.number}: here ${short(kept)}, at the hub ${short(told)}`);
      }
      here.delete(id);
    }
    for (const id of here) wrong.push(`${station.name} still has ${id}, which the hub's feed does not`);
  }
  return wrong.slice(0, 8);
};

async function snapshotFor(play: Play, { key, name }: SimStation) {
  const orders = new Map<string, FeedPage['items'][number] & { readonly op: 'upsert' }>();
  let cursor: string | null = null;
  for (;;) {
    const query = new URLSearchParams({ limit: '500', wait: '0', ...(cursor === null ? {} : { cursor }) });
    const reply = await play.hub.ask({ method: 'GET', path: `/v1/feed?${query}`, key, cause: `${name} snapshot` });
    if (reply === null || reply.status !== 200) return orders;
    const page = FeedPageSchema.parse(JSON.parse(reply.text));
    for (const item of page.items) {
      if (item.op === 'upsert') orders.set(item.order.id, item);
      if (item.op === 'remove') orders.delete(item.order_id);
    }
    if (page.up_to_date) return orders;
    cursor = page.cursor;
  }
}

function idsIn({ folder }: SimStation): Set<string> {
  const db = new DatabaseSync(join(folder, 'replica.db'), { readOnly: true });
  const rows = db.prepare('select id from sales').all();
  db.close();
  return new Set(rows.map((row) => String(row.id)));
}

/** A reader that kept pulling ends with what the hub has (I7). */
export const readerAgrees: Invariant = async (play) => {
  while (await play.reader.read(100)) {
    // page after page
  }
  const rows = await play.hub.query<{ id: string; number: string; rev: number }>(
    'select id, number, rev from orders where feed_pos is not null',
  );
  const wrong = rows
    .filter(({ id, rev }) => play.reader.orders.get(id)?.order.rev !== rev)
    .map(({ id, number, rev }) => `${number}: read rev ${play.reader.orders.get(id)?.order.rev}, the hub has ${rev}`);
  const live = new Set(rows.map(({ id }) => id));
  const gone = [...play.reader.orders.keys()].filter((id) => !live.has(id)).map((id) => `${id} is not live any more`);
  return [...wrong, ...gone].slice(0, 5);
};

/** Without a supervisor's word, one parcel leaves for one order, whatever happens (I9). */
export const oneParcel: Invariant = async (play) => {
  const { parcels, overridden, cloned, restores } = play.ledger;
  if (restores > 0) return [];
  const taken = await play.hub.query<{ id: string }>('select id from orders where override_count > 0');
  const excused = new Set([...overridden, ...taken.map(({ id }) => id)]);
  const back = await play.hub.query<{ event_id: string }>(
    `select event_id from conflict where resolution ->> 'answer' = 'taken-back'`,
  );
  // Somebody said that this very parcel is here again, and unpacked.
  const unpacked = new Set(back.map(({ event_id }) => event_id));
  const byOrder = new Map<string, string[]>();
  for (const { orderId, eventId, station } of parcels) {
    if (excused.has(orderId) || cloned.has(station) || unpacked.has(eventId)) continue;
    byOrder.set(orderId, [...(byOrder.get(orderId) ?? []), station]);
  }
  return [...byOrder]
    .filter(([, from]) => from.length > 1)
    .map(([id, from]) => `${id} left from ${from.join(' and ')}`);
};

/** Every parcel that left is on record, and its order either counts it, or a person is asked about it (I19 after a restore). */
export const everyParcelKnown: Invariant = async (play) => {
  const rows = await play.hub.query<{ event_id: string; order_id: string; accepted: boolean; conflicts: number }>(
    `select s.event_id, s.order_id, s.accepted, (select count(*) from conflict c where c.order_id = s.order_id)::int as conflicts from shipment s`,
  );
  const known = await play.hub.query<{ id: string }>('select id from orders');
  const orders = new Set(known.map(({ id }) => id));
  const byEvent = new Map(rows.map((row) => [row.event_id, row]));
  const counted = new Set(rows.filter(({ accepted }) => accepted).map(({ order_id }) => order_id));
  const wrong: string[] = [];
  for (const parcel of play.ledger.parcels) {
    if (isLost(play, parcel.station)) continue;
    const row = byEvent.get(parcel.eventId);
    // Placed after the backup: the hub never heard of the order, and keeps the event until somebody explains it.
    if (row === undefined && play.ledger.restores > 0 && !orders.has(parcel.orderId)) continue;
    if (row === undefined) wrong.push(`a parcel of ${parcel.orderId} left ${parcel.station} and is on no record`);
    else if (!row.accepted && row.conflicts === 0)
      wrong.push(`a parcel of ${parcel.orderId} does not count and nobody is asked`);
    else if (!counted.has(parcel.orderId) && row.conflicts === 0)
      wrong.push(`${parcel.orderId} left, but is not shipped`);
  }
  return wrong;
};

/** The open order and the screen are the fold of the journal, after any number of crashes (I16). */
export const workIsFold: Invariant = async (play) =>
  play.stations.flatMap((station) => {
    const bench = station.bench();
    const store = station.store();
    if (bench === null || store === null) return [`${station.name} does not run`];
    const same = JSON.stringify(bench.station.state()) === JSON.stringify(fold(store.journal.after(0)));
    return same ? [] : [`${station.name} shows another state than the fold of its journal`];
  });

/** Whatever is delivered once more, in any order, changes nothing (I15). */
export const repeatsChangeNothing: Invariant = async (play) => {
  if (play.ledger.restores > 0) return [];
  await play.hub.sweep();
  const before = await stateOf(play);
  const { done } = play.ledger;
  const step = Math.max(1, Math.floor(done.length / 25));
  const chosen = done.filter((_, index) => index % step === 0).reverse();
  for (const { ask, key, station } of chosen) {
    await play.hub.ask({
      method: ask.method,
      path: ask.path,
      key,
      body: ask.body,
      cause: `${station} repeats ${ask.name}`,
    });
  }
  const after = await stateOf(play);
  return Object.keys(before).flatMap((table) => {
    const was = new Set((before[table] ?? []).map((row) => JSON.stringify(row)));
    const differs = (after[table] ?? []).find((row) => !was.has(JSON.stringify(row)));
    const is = before[table]?.length === after[table]?.length && differs === undefined;
    return is ? [] : [`${table} changed when ${chosen.length} requests came once more: ${JSON.stringify(differs)}`];
  });
};

const STATES = {
  orders: 'select id, state, rev, fence, claim_station, claim_class, feed_pos from orders order by id',
  shipment: 'select id, order_id, accepted, code from shipment order by id',
  event: 'select station_id, epoch, seq, id, outcome, code from event order by station_id, epoch, seq',
  event_quarantine: 'select station_id, epoch, seq, id from event_quarantine order by station_id, epoch, seq',
  stock: 'select sku, on_hand, allocated from stock order by sku',
  stock_move: 'select event_id, sku, bin, qty from stock_move order by event_id, sku, bin',
  conflict: 'select id, order_id, kind, resolved_at is null as open from conflict order by id',
  outbound: 'select id, shipment_id, state from outbound order by id',
  feed_head: 'select pos from feed_head',
  station: 'select id, epoch, last_seq, status from station order by id',
} as const;

async function stateOf(play: Play): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const states: Record<string, readonly unknown[]> = {};
  for (const [table, text] of Object.entries(STATES)) states[table] = await play.hub.query(text);
  return states;
}
