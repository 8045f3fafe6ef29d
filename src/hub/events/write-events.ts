import { sql } from 'kysely';
import { instantOf } from '../../wire/hub-text.ts';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import type { BatchOutcome, IncomingEvent, StoredEvent } from './event-batch.ts';
import type { Origin } from './stored-events.ts';

/** Keeps events, and how far the stations' journals are here: durable when the transaction is. */
export async function writeEvents(
  tx: Tx,
  hub: HubContext,
  origins: readonly Origin[],
  stored: readonly StoredEvent[],
): Promise<void> {
  const now = instantOf(hub.clock());
  // Field by field: it is done for every event of every bench, and copying objects costs three times as much.
  const rows = stored.map(({ from, event, outcome, code }) => ({
    station_id: from.stationId,
    epoch: from.epoch,
    seq: event.seq,
    id: event.id,
    order_id: event.order_id,
    type: event.type,
    schema_v: event.schema_v,
    fence: event.fence,
    rev_seen: event.rev_seen,
    boot_id: event.boot_id,
    mono_ms: event.mono_ms,
    occurred_at: event.occurred_at,
    operator: event.operator,
    payload: event.payload,
    outcome,
    code,
  }));
  const acks = origins.flatMap(({ stationId, ack }) => (ack === null ? [] : [{ id: stationId, ack }]));
  await sql`${sql.raw(UNANSWERED)}
    with kept as (
      insert into event (station_id, epoch, received_at, seq, id, order_id, type, schema_v, fence, rev_seen, boot_id, mono_ms,
        occurred_at, at_est, operator, payload, outcome, code)
      select station_id, epoch, ${now}::timestamptz, seq, id, order_id, type, schema_v, fence, rev_seen, boot_id, mono_ms,
        -- A bench cannot know of the future: a clock that is ahead is cut back to the time of receipt.
        occurred_at, least(occurred_at, ${now}::timestamptz), operator, payload, outcome, code
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(
        station_id uuid, epoch int, seq bigint, id uuid, order_id uuid, type text, schema_v smallint, fence bigint, rev_seen bigint, boot_id text,
        mono_ms double precision, occurred_at timestamptz, operator text, payload jsonb, outcome text,
        code text))
    update station set last_seen = ${now}, last_seq = greatest(last_seq, r.ack)
    from json_to_recordset(${JSON.stringify(acks)}::json) as r(id uuid, ack bigint) where station.id = r.id`.execute(
    tx,
  );
}

/** Keeps what could not be understood, as it came, for a hub that can. */
export async function writeQuarantine(
  tx: Tx,
  hub: HubContext,
  quarantined: BatchOutcome['quarantined'],
): Promise<void> {
  if (quarantined.length === 0) return;
  const at = instantOf(hub.clock());
  await tx
    .insertInto('event_quarantine')
    .values(
      quarantined.map(({ from, event, error }) => ({
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
