import { sql } from 'kysely';
import type { WireHolder } from '../../wire/hub-order.ts';

/** For any query on `orders`; names are looked up only where somebody holds the order, or has opened it. */
export const holderColumns = [
  'claimed_at',
  sql<string | null>`(select station.name from station where station.id = orders.claim_station)`.as('holder_station'),
  // Compared as text: what a station sends as its operator need not be an id at all.
  sql<string | null>`case when orders.worker is not null then
    (select person.name from person where person.id::text = orders.worker) end`.as('holder_person'),
] as const;

export interface HolderRecord {
  readonly claimed_at: Date | null;
  readonly holder_station: string | null;
  readonly holder_person: string | null;
}

/** Null when nobody holds the order, or when it was lent before the hub kept the time of it. */
export function holderIn(row: HolderRecord): WireHolder | null {
  if (row.holder_station === null || row.claimed_at === null) return null;
  return { station: row.holder_station, person: row.holder_person, since: row.claimed_at.toISOString() };
}

/** What an order says of its holder when it has none; whoever has it next begins anew, from whatever the order says then. */
export const NOBODYS = {
  claim_station: null,
  claim_class: null,
  claim_expires: null,
  claimed_at: null,
  worker: null,
  edited_rev: null,
  agreed_rev: null,
} as const;
