import type { JournalEntry } from '../core/event.ts';
import type { WireEvent } from '../wire/hub-events.ts';
import { MAX_BATCH, MAX_BATCH_BYTES } from '../wire/hub-feed.ts';

/**
 * As many entries as one request may carry; always at least one, so that a large one cannot block the rest for ever. It ends before a
 * gap: what lies behind forgotten entries cannot follow them.
 */
export function batchOf(
  entries: Iterable<JournalEntry>,
  toWire: (entry: JournalEntry) => WireEvent,
  most = MAX_BATCH,
): WireEvent[] {
  const batch: WireEvent[] = [];
  let characters = 0;
  for (const entry of entries) {
    const before = batch.at(-1)?.seq;
    if (before !== undefined && entry.seq !== before + 1) break;
    const event = toWire(entry);
    characters += JSON.stringify(event).length + 1;
    // A character can be three bytes of UTF-8; a third of the limit is on the safe side whatever the language.
    if (batch.length > 0 && characters > MAX_BATCH_BYTES / 3) break;
    batch.push(event);
    if (batch.length === most) break;
  }
  return batch;
}
