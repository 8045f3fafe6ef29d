import { sql } from 'kysely';
import type { PrintAttempt } from '../../wire/hub-print.ts';
import { trackingKeyOf } from '../documents/tracking-key.ts';
import type { HubContext } from '../hub-context.ts';
import { foldPrintJobs, type PrintFact } from './fold-print-jobs.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Jobs of one answer. An order has a few; more than this is a mistake of the question. */
const MOST_JOBS = 500;

/** What benches told about printing, read out of their own events: there is no second record that could say otherwise. */
export async function printAttemptsOf(
  hub: HubContext,
  ask: { readonly order?: string | undefined; readonly tracking?: string | undefined },
): Promise<{ attempts: PrintAttempt[] }> {
  const jobs =
    ask.tracking === undefined ? await jobsOfOrder(hub, ask.order ?? '') : await jobsOfTracking(hub, ask.tracking);
  if (jobs.length === 0) return { attempts: [] };
  const rows = await sql<PrintFact>`
    select event.type, event.at_est as at, event.payload, orders.id as order_id, orders.number, station.name as station,
      coalesce(person.name, event.operator) as person
    from event
    join station on station.id = event.station_id
    left join orders on orders.id = event.order_id
    left join person on person.id::text = event.operator
    where event.payload ->> 'jobId' = any(select jsonb_array_elements_text(${JSON.stringify(jobs)}::jsonb))
    order by event.station_id, event.epoch, event.seq`.execute(hub.db);
  return { attempts: foldPrintJobs(rows.rows) };
}

async function jobsOfOrder(hub: HubContext, order: string): Promise<readonly string[]> {
  const which = UUID.test(order) ? sql`orders.id = ${order}::uuid` : sql`orders.number = ${order}`;
  const rows = await sql<{ job: string }>`
    select distinct event.payload ->> 'jobId' as job from orders join event on event.order_id = orders.id
    where orders.warehouse_id = ${hub.warehouseId} and ${which} and event.type = 'print-wanted'
      and event.payload ->> 'jobId' is not null
    limit ${MOST_JOBS}`.execute(hub.db);
  return rows.rows.map((row) => row.job);
}

/** By the number on the label: our own code, a parcel that left with the number, a carrier's document. Each has an index. */
async function jobsOfTracking(hub: HubContext, tracking: string): Promise<readonly string[]> {
  const key = trackingKeyOf(tracking);
  const rows = await sql<{ job: string }>`
    select distinct found.payload ->> 'jobId' as job from (
      select station_id, payload from event where type = 'print-wanted' and payload ->> 'parcelCode' = ${tracking}
      union all
      select event.station_id, event.payload from shipped_tracking left_with
        join event on event.order_id = left_with.order_id and event.type = 'print-wanted'
          and event.payload ->> 'parcelCode' = left_with.parcel
        where left_with.tracking_key = ${key}
      union all
      select event.station_id, event.payload from order_document
        join event on event.type = 'document-made' and event.payload ->> 'source' = order_document.sha256
        where order_document.tracking_key = ${key}) found
    join station on station.id = found.station_id
    where station.warehouse_id = ${hub.warehouseId} and found.payload ->> 'jobId' is not null
    limit ${MOST_JOBS}`.execute(hub.db);
  return rows.rows.map((row) => row.job);
}
