import { createHmac, timingSafeEqual } from 'node:crypto';
import { type EventsFile, eventOfLine, readEventsFile } from '../../wire/events-file.ts';
import type { HubAnswer } from '../../wire/hub-api.ts';
import type { PushAnswer } from '../../wire/hub-events.ts';
import { MAX_BATCH } from '../../wire/hub-feed.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import type { IncomingEvent } from './event-batch.ts';
import { importPush } from './take-events.ts';

/**
 * Takes in what a station wrote down that may not speak any more. Its signature, made with the secret of any key it ever had, is what
 * vouches for it; who carries the file is no matter. The same file again changes nothing.
 * @returns `stored`: what was new, of which `conflicts` and `quarantined`; `known`: what the hub had already
 * @throws HubRefusal not_found, bad_signature, invalid_request, seq_gap, seq_fork, wrong_epoch
 */
export async function importEvents(
  hub: HubContext,
  stationId: string,
  bytes: Uint8Array,
): Promise<HubAnswer<'importEvents'>> {
  await findStation(hub, stationId);
  const file = await verifiedFile(hub, stationId, bytes);
  const events = file.lines.map(readLine);
  if (events.length !== file.head.to - file.head.from + 1 || events[0]?.seq !== file.head.from) {
    throw new HubRefusal(
      'invalid_request',
      `The file says events ${file.head.from} to ${file.head.to} and holds ${events.length}, from ${events[0]?.seq ?? 'none'} on. Write it again at the station.`,
    );
  }
  const count = { ack_seq: 0, stored: 0, known: 0, conflicts: 0, quarantined: 0 };
  for (let at = 0; at < events.length; at += MAX_BATCH) {
    const batch = events.slice(at, at + MAX_BATCH);
    const answer = await importPush(hub, { stationId, epoch: file.head.epoch, events: batch });
    count.ack_seq = answer.ack_seq;
    for (const { outcome } of answer.results) tally(count, outcome);
  }
  return count;
}

function tally(
  count: { stored: number; known: number; conflicts: number; quarantined: number },
  outcome: PushAnswer['results'][number]['outcome'],
): void {
  if (outcome === 'duplicate') count.known++;
  else count.stored++;
  if (outcome === 'conflict') count.conflicts++;
  if (outcome === 'quarantined') count.quarantined++;
}

async function findStation(hub: HubContext, stationId: string): Promise<void> {
  const known = await hub.db
    .selectFrom('station')
    .select('id')
    .where('warehouse_id', '=', hub.warehouseId)
    .where('id', '=', stationId)
    .executeTakeFirst();
  if (known === undefined) throw new HubRefusal('not_found', 'There is no such station. GET /v1/stations lists them.');
}

async function verifiedFile(hub: HubContext, stationId: string, bytes: Uint8Array): Promise<EventsFile> {
  const file = readEventsFile(textOf(bytes));
  if (!file.ok) throw badSignature('The file is cut off, or is not a file of unsent events.');
  const { head, signed, hmac } = file.value;
  if (head.hub_id !== hub.hubId) throw badSignature('The file was written for another hub.');
  if (head.station_id !== stationId) throw badSignature('The file is of another station.');
  const key = await hub.db
    .selectFrom('station_key')
    .select('secret_hash')
    .where('key_id', '=', head.key_id)
    .where('station_id', '=', stationId)
    .executeTakeFirst();
  // Also a key that has ended: the file is there because it did.
  if (key === undefined) throw badSignature('The key that signed the file was never one of this station.');
  const expected = createHmac('sha256', Buffer.from(key.secret_hash)).update(signed).digest();
  if (!timingSafeEqual(expected, Buffer.from(hmac, 'hex')))
    throw badSignature('The file was changed after it was written.');
  return file.value;
}

function textOf(bytes: Uint8Array): string {
  try {
    // Strict, and with its byte order mark if there is one: the signature is over exactly these bytes.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw badSignature('The file is not text in UTF-8.');
  }
}

function readLine(line: string, index: number): IncomingEvent {
  const event = eventOfLine(line);
  if (event !== null) return event;
  throw new HubRefusal(
    'invalid_request',
    `Line ${index + 2} of the file has no event whose number and id can be read.`,
  );
}

function badSignature(why: string): HubRefusal {
  return new HubRefusal('bad_signature', `${why} Nothing was taken in. Write it again at the station.`);
}
