import type { JournalEntry } from '../../core/event.ts';
import { failure, success } from '../../core/result.ts';
import type { Journal, JournalDraft, JournalFault } from '../../runtime/stores.ts';
import { createForgetting } from './journal-forgetting.ts';
import { createRecall } from './journal-recall.ts';
import { entriesOf } from './journal-rows.ts';
import { createSnapshots } from './journal-snapshots.ts';
import type { LocalDb } from './local-db.ts';

export function createJournal(db: LocalDb): Journal {
  const insert = db.statement(
    `insert into entry (seq, id, version, type, at_ms, boot_id, mono_ms, person_id, order_id, fence, event)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const recall = createRecall(db);
  const snapshots = createSnapshots(db);
  const setMeta = db.statement('insert or replace into meta (key, value) values (?, ?)');
  const unsentShipped = db.statement("select count(*) as n from settled where by = 'shipped' and seq > ?");

  const newest = Number(db.statement('select coalesce(max(seq), 0) as n from entry').get()?.n);
  // Numbers go on where they were, also when every entry has been forgotten.
  let last = Math.max(newest, snapshots.base()?.seq ?? 0);
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
    forget: createForgetting(db, snapshots, () => acknowledged),
    saveSnapshot: snapshots.save,
    loadSnapshot: () => snapshots.load(last),
  };
}

function faultOf(error: unknown): JournalFault {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: /full/i.test(detail) ? 'disk-full' : 'journal-unwritable', detail };
}
