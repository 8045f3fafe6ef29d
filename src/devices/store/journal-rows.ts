import type { Event, JournalEntry } from '../../core/event.ts';
import type { LocalDb, Row } from './local-db.ts';

/** Entries after `seq`, oldest first; page by page, so that others may write while somebody reads. */
export function* entriesOf(db: LocalDb, seq: number, perPage = 500): Iterable<JournalEntry> {
  const page = db.statement('select * from entry where seq > ? order by seq limit ?');
  for (let from = seq; ; ) {
    const rows = page.all(from, perPage);
    for (const row of rows) yield entryOf(row);
    if (rows.length < perPage) return;
    from = Number(rows.at(-1)?.seq);
  }
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
