import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/hub/database/schema.ts';

/** What outlives a history: how the database came to be, and who it is. */
const KEPT = ['kysely_migration', 'kysely_migration_lock', 'hub', 'warehouse', 'feed_head'];

/**
 * Watchers inside the database: every change of an order, an event or a station's number is noted with the request that made it,
 * so that no invariant hangs on looking at the right moment.
 */
const WATCHERS = [
  'create schema sim',
  'create schema sim_backup',
  `create table sim.order_change (n bigserial primary key, cause text not null, order_id uuid not null,
     old_state text, state text not null, old_rev int, rev int not null, old_station uuid, station uuid,
     old_class text, class text, old_fence bigint, fence bigint not null, changed boolean not null,
     tx bigint not null default txid_current(), recovering boolean not null)`,
  'create table sim.wrong (n bigserial primary key, cause text not null, what text not null)',
  `create function sim.note_order() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' then
       insert into sim.wrong (cause, what) values (current_setting('sim.cause', true), 'order deleted: ' || old.number);
       return old;
     end if;
     insert into sim.order_change (cause, order_id, old_state, state, old_rev, rev, old_station, station, old_class, class, old_fence, fence, changed, recovering)
     values (coalesce(current_setting('sim.cause', true), ''), new.id, case when tg_op = 'UPDATE' then old.state end, new.state,
       case when tg_op = 'UPDATE' then old.rev end, new.rev, case when tg_op = 'UPDATE' then old.claim_station end, new.claim_station,
       case when tg_op = 'UPDATE' then old.claim_class end, new.claim_class, case when tg_op = 'UPDATE' then old.fence end, new.fence,
       tg_op = 'INSERT' or old.state <> new.state or old.doc is distinct from new.doc or old.claim_station is distinct from new.claim_station
         or old.claim_class is distinct from new.claim_class,
       (select recovering_since is not null from hub));
     return new;
   end $$`,
  `create trigger sim_note_order after insert or update of state, rev, claim_station, claim_class, fence, doc or delete on orders
     for each row execute function sim.note_order()`,
  `create function sim.note_event() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' or old.id <> new.id or old.seq <> new.seq or old.payload::text <> new.payload::text then
       insert into sim.wrong (cause, what) values (coalesce(current_setting('sim.cause', true), ''), 'event changed: ' || old.id);
     end if;
     return new;
   end $$`,
  'create trigger sim_note_event after update or delete on event for each row execute function sim.note_event()',
  `create function sim.note_station() returns trigger language plpgsql as $$
   begin
     if new.epoch = old.epoch and new.last_seq < old.last_seq then
       insert into sim.wrong (cause, what) values (coalesce(current_setting('sim.cause', true), ''),
         'last_seq of ' || new.name || ' went from ' || old.last_seq || ' to ' || new.last_seq);
     end if;
     return new;
   end $$`,
  'create trigger sim_note_station after update on station for each row execute function sim.note_station()',
];

export async function addWatchers(db: Database): Promise<void> {
  // Nothing has to outlive the process here.
  await sql`set synchronous_commit = off`.execute(db);
  for (const statement of WATCHERS) await sql.raw(statement).execute(db);
}

export async function tablesOf(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`.execute(db);
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'));
}

const NOT_WATCHED = sql`set session_replication_role = replica`;
const WATCHED = sql`set session_replication_role = origin`;

/** The same empty hub for every history. */
export async function emptyTables(db: Database, tables: readonly string[]): Promise<void> {
  const names = tables.filter((name) => !KEPT.includes(name));
  await sql
    .raw(`truncate ${[...names, 'sim.order_change', 'sim.wrong'].join(', ')} restart identity cascade`)
    .execute(db);
  await sql`update feed_head set pos = 0, min_pos = 0, epoch = '00000000-0000-4000-8000-0000000000e0'`.execute(db);
  await sql`update hub set recovering_since = null, restored_at = null`.execute(db);
}

/** A backup as `pg_dump` would make it: one moment, every table. */
export async function backUp(db: Database, tables: readonly string[]): Promise<void> {
  for (const name of tables) {
    await sql.raw(`drop table if exists sim_backup.${name}`).execute(db);
    await sql.raw(`create table sim_backup.${name} as table public.${name}`).execute(db);
  }
}

/** Puts the backup in place of everything, and marks the hub as restored the way `src/hub/backup` does. */
export async function putBack(db: Database, tables: readonly string[], mark: RawBuilder<unknown>): Promise<void> {
  await NOT_WATCHED.execute(db);
  try {
    await sql.raw(`truncate ${tables.join(', ')} cascade`).execute(db);
    for (const name of tables) await sql.raw(`insert into public.${name} table sim_backup.${name}`).execute(db);
    await mark.execute(db);
    // What went back did so because the backup is older, and not by anything that the hub did.
    await sql`truncate sim.order_change`.execute(db);
  } finally {
    await WATCHED.execute(db);
  }
}
