import type { Event, JournalEntry } from '../../core/event.ts';
import { failure, success } from '../../core/result.ts';
import type { State } from '../../core/state.ts';
import type { Journal, JournalDraft, JournalFault } from '../../runtime/stores.ts';
import type { LocalDb, Row } from './local-db.ts';

/** Raise this whenever `evolve` means something else by the same entries: old snapshots are then folded anew. */
export const FOLD_VERSION = 1;

const SETTLED_BY = { 'order-shipped': 'shipped', 'order-held': 'held', 'order-put-back': 'put-back' } as const;

export function createJournal(db: LocalDb): Journal {
  const insert = db.statement(
    `insert into entry (seq, id, version, type, at_ms, boot_id, mono_ms, person_id, order_id, fence, event)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const settle = db.statement(
    'insert or replace into settled (order_id, by, at_ms, fence, seq) values (?, ?, ?, ?, ?)',
  );
  const nameParcel = db.statement(
    `insert or replace into parcel (code, number)
     select ?, coalesce((select json_extract(event, '$.order.number') from entry
                         where order_id = ? and type = 'order-opened' order by seq desc limit 1), '')`,
  );
  const page = db.statement('select * from entry where seq > ? order by seq limit 500');
  const setMeta = db.statement('insert or replace into meta (key, value) values (?, ?)');
  const unsentShipped = db.statement("select count(*) as n from settled where by = 'shipped' and seq > ?");

  let last = Number(db.statement('select coalesce(max(seq), 0) as n from entry').get()?.n);
  let acknowledged = Number(db.statement("select value as n from meta where key = 'acknowledged'").get()?.n ?? 0);
  let unsentOrders = Number(unsentShipped.get(acknowledged)?.n);

  function write(drafts: readonly JournalDraft[]): JournalEntry[] {
    return drafts.map((draft, index) => {
      const entry = { ...draft, seq: last + 1 + index };
      const { event } = entry;
      insert.run(
        entry.seq,
        entry.id,
        entry.version,
        event.type,
        entry.atMs,
        entry.bootId,
        entry.monoMs,
        entry.personId,
        entry.orderId,
        entry.fence,
        JSON.stringify(event),
      );
      if (event.type in SETTLED_BY && 'orderId' in event && event.orderId !== null) {
        const by = SETTLED_BY[event.type as keyof typeof SETTLED_BY]; // `in` above does not narrow
        settle.run(event.orderId, by, entry.atMs, entry.fence ?? 0, entry.seq);
      }
      if (event.type === 'order-packed') nameParcel.run(event.parcelCode, event.orderId);
      return entry;
    });
  }

  function move(seq: number): void {
    setMeta.run('acknowledged', seq);
    acknowledged = seq;
    unsentOrders = Number(unsentShipped.get(seq)?.n);
  }

  return {
    append(drafts) {
      try {
        const entries = db.transaction(() => write(drafts));
        last += entries.length;
        unsentOrders += entries.filter(({ event }) => event.type === 'order-shipped').length;
        return Promise.resolve(success(entries));
      } catch (error) {
        return Promise.resolve(failure(faultOf(error)));
      }
    },
    *after(seq) {
      for (let from = seq; ; ) {
        const rows = page.all(from);
        for (const row of rows) yield entryOf(row);
        if (rows.length < 500) return;
        from = Number(rows.at(-1)?.seq);
      }
    },
    lastSeq: () => last,
    acknowledgedSeq: () => acknowledged,
    acknowledge(seq) {
      if (seq > acknowledged) move(Math.min(seq, last));
    },
    rewind(seq) {
      if (seq < acknowledged) move(Math.max(seq, 0));
    },
    unsent: () => ({ entries: last - acknowledged, orders: unsentOrders }),
    shippedSince: (atMs) =>
      Number(db.statement("select count(*) as n from settled where by = 'shipped' and at_ms >= ?").get(atMs)?.n),
    orderNumberOf(parcelCode) {
      const number = db.statement('select number from parcel where code = ?').get(parcelCode)?.number;
      return typeof number === 'string' && number !== '' ? number : null;
    },
    saveSnapshot(seq, state) {
      db.statement('insert or replace into snapshot (one, seq, fold, state) values (1, ?, ?, ?)').run(
        seq,
        FOLD_VERSION,
        JSON.stringify(state),
      );
    },
    loadSnapshot() {
      const row = db.statement('select seq, state from snapshot where fold = ? and seq <= ?').get(FOLD_VERSION, last);
      if (row === undefined) return null;
      // Written by this same fold into a checked file; anything else has another fold version.
      return { seq: Number(row.seq), state: JSON.parse(String(row.state)) as State };
    },
  };
}

function faultOf(error: unknown): JournalFault {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: /full/i.test(detail) ? 'disk-full' : 'journal-unwritable', detail };
}

function entryOf(row: Row): JournalEntry {
  return {
    seq: Number(row.seq),
    id: String(row.id),
    version: Number(row.version),
    atMs: Number(row.at_ms),
    bootId: String(row.boot_id),
    monoMs: Number(row.mono_ms),
    personId: row.person_id as JournalEntry['personId'],
    orderId: row.order_id as JournalEntry['orderId'],
    fence: row.fence === null ? null : Number(row.fence),
    // The journal is written by this program alone and checked at opening; versions below ours would be upcast here.
    event: JSON.parse(String(row.event)) as Event,
  };
}
