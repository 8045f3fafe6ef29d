import type { JournalEntry } from '../../core/event.ts';
import { failure, success } from '../../core/result.ts';
import type { State } from '../../core/state.ts';
import type { Journal, JournalDraft, JournalFault } from '../../runtime/stores.ts';
import { createRecall } from './journal-recall.ts';
import { entriesOf } from './journal-rows.ts';
import type { LocalDb } from './local-db.ts';

/** Raise this whenever `evolve` means something else by the same entries: old snapshots are then folded anew. */
export const FOLD_VERSION = 3;

export function createJournal(db: LocalDb): Journal {
  const insert = db.statement(
    `insert into entry (seq, id, version, type, at_ms, boot_id, mono_ms, person_id, order_id, fence, event)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const recall = createRecall(db);
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
      recall.note(entry);
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
    after: (seq) => entriesOf(db, seq),
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
    orderNumberOf: recall.orderNumberOf,
    shippedParcel: recall.shippedParcel,
    serialShipped: recall.serialShipped,
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
