import { sql } from 'kysely';
import { instantOf } from '../../wire/hub-text.ts';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import type { BatchOutcome, IncomingEvent, StoredEvent } from './event-batch.ts';
import type { From } from './stored-events.ts';

/** Keeps events, and how far the station's journal is here: durable when the transaction is. */
export async function writeEvents(
  tx: Tx,
  hub: HubContext,
  from: From & { readonly ack: number | null },
  stored: readonly StoredEvent[],
): Promise<void> {
  const nowMs = hub.clock();
  const now = instantOf(nowMs);
  const rows = stored.map(({ event, outcome, code }) => ({
    ...event,
    outcome,
    code,
    // A bench cannot know of the future: a clock that is ahead is cut back to the time of receipt.
    at_est: instantOf(Math.min(Date.parse(event.occurred_at), nowMs)),
  }));
  await sql`${sql.raw(UNANSWERED)}
    with kept as (
      insert into event (station_id, epoch, received_at, seq, id, order_id, type, schema_v, fence, rev_seen, boot_id, mono_ms,
        occurred_at, at_est, operator, payload, outcome, code)
      select ${from.stationId}::uuid, ${from.epoch}::int, ${now}::timestamptz, r.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        seq bigint, id uuid, order_id uuid, type text, schema_v smallint, fence bigint, rev_seen bigint, boot_id text,
        mono_ms double precision, occurred_at timestamptz, at_est timestamptz, operator text, payload jsonb, outcome text,
        code text))
    update station set last_seen = ${now}, last_seq = greatest(last_seq, ${from.ack}::bigint)
    where id = ${from.stationId} and ${from.ack}::bigint is not null`.execute(tx);
}

/** Keeps what could not be understood, as it came, for a hub that can. */
export async function writeQuarantine(
  tx: Tx,
  hub: HubContext,
  from: From,
  quarantined: BatchOutcome['quarantined'],
): Promise<void> {
  if (quarantined.length === 0) return;
  const at = instantOf(hub.clock());
  await tx
    .insertInto('event_quarantine')
    .values(
      quarantined.map(({ event, error }) => ({
        station_id: from.stationId,
        epoch: from.epoch,
        seq: event.seq,
        id: event.id,
        raw: rawOf(event),
        error,
        at,
      })),
    )
    .execute();
}

function rawOf(event: IncomingEvent): Uint8Array {
  try {
    return Buffer.from(JSON.stringify(event));
  } catch {
    // Nested deeper than the stack: what can be named is kept.
    return Buffer.from(JSON.stringify({ seq: event.seq, id: event.id, lost: 'nested too deeply to be written' }));
  }
}
