import { createHash, createHmac } from 'node:crypto';
import type { JournalEntry } from '../core/event.ts';
import type { Identity, Journal, Replica } from '../runtime/stores.ts';
import { eventsFileOf } from '../wire/events-file.ts';
import { wireEventOf } from '../wire/hub-events.ts';
import { instantOf } from '../wire/hub-text.ts';

const KEY = /^psk_([0-9a-f]{10})_([A-Za-z0-9_-]{43})$/;

/**
 * What the hub has not got, as a file for an administrator: of a station that was shut out, or that will never be online again. It is
 * signed with the station's key, also one that has ended, so whoever carries it cannot change it.
 * @param key the station's own, `psk_…`
 * @returns JSON lines in UTF-8; null when nothing is unsent
 * @throws Error for a key that is none of a station
 */
export function exportUnsent(from: {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly identity: Identity;
  readonly key: string;
  readonly nowMs: number;
}): string | null {
  const { journal, replica, identity, key } = from;
  const [, keyId, secret] = KEY.exec(key) ?? [];
  if (keyId === undefined || secret === undefined) throw new Error('This is not the key of a station');
  const entries = unsentOf(journal);
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return null;
  const head = {
    packhouse: 'unsent-events',
    version: 1,
    hub_id: identity.hubId,
    station_id: identity.station.id,
    key_id: keyId,
    epoch: identity.station.epoch,
    from: first.seq,
    to: last.seq,
    made_at: instantOf(from.nowMs),
  } as const;
  const events = entries.map((entry) =>
    wireEventOf(entry, entry.orderId === null ? null : (replica.order(entry.orderId)?.order.rev ?? null)),
  );
  const hashed = createHash('sha256').update(secret).digest();
  return eventsFileOf(head, events, (signed) => createHmac('sha256', hashed).update(signed).digest('hex'));
}

/** The last ones without a gap: after a hub lost more than is kept here, what lies before the gap cannot be taken in with the rest. */
function unsentOf(journal: Journal): readonly JournalEntry[] {
  let entries: JournalEntry[] = [];
  for (const entry of journal.after(journal.acknowledgedSeq())) {
    const before = entries.at(-1);
    if (before !== undefined && entry.seq !== before.seq + 1) entries = [];
    entries.push(entry);
  }
  return entries;
}
