import { type Kysely, sql } from 'kysely';

/** What a busy hub pays for with every event and that nothing depends on. */
const statements = [
  // A station is never deleted, and its row is locked while its events are written: looking it up again for each was a third of writing them.
  'alter table event drop constraint event_station_id_fkey',
];

export async function makeLean(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
