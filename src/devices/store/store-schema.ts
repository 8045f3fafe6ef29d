import type { LocalDb } from './local-db.ts';

/** What this program writes. A store with a higher number was written by a newer one and is left alone. */
export const JOURNAL_VERSION = 1;
export const REPLICA_VERSION = 1;

const JOURNAL = `
create table meta (key text primary key, value any) strict, without rowid;
create table entry (
  seq integer primary key,
  id text not null unique,
  version integer not null,
  type text not null,
  at_ms integer not null,
  boot_id text not null,
  mono_ms real not null,
  person_id text,
  order_id text,
  fence integer,
  event text not null
) strict;
create index entry_order on entry (order_id, type) where order_id is not null;
create table settled (order_id text primary key, by text not null, at_ms integer not null, fence integer not null, seq integer not null) strict, without rowid;
create index settled_at on settled (at_ms);
create table parcel (code text primary key, number text not null) strict, without rowid;
create table artefact (
  parcel_code text not null,
  role text not null,
  sha256 text not null,
  decoded text not null,
  bytes blob not null,
  png blob,
  at_ms integer not null,
  primary key (parcel_code, role)
) strict;
create table snapshot (one integer primary key check (one = 1), seq integer not null, fold integer not null, state text not null) strict;
create trigger entry_is_written_once before update on entry begin select raise(abort, 'the journal is append-only'); end;
create trigger entry_unsent_stays before delete on entry
  when old.seq > coalesce((select value from meta where key = 'acknowledged'), 0)
  begin select raise(abort, 'an unsent entry cannot be deleted'); end;
create trigger entry_is_dense before insert on entry
  when new.seq <> (select coalesce(max(seq), 0) + 1 from entry) and exists (select 1 from entry)
  begin select raise(abort, 'the journal has no gaps'); end;
`;

const REPLICA = `
create table replica.meta (key text primary key, value any) strict, without rowid;
create table replica.sales (
  id text primary key,
  number text not null,
  tote text,
  state text not null,
  rev integer not null,
  priority integer not null,
  ship_by_ms integer,
  fence integer not null,
  claim text not null,
  units integer not null,
  doc text not null
) strict, without rowid;
create index replica.sales_queue on sales (claim, state, priority, ship_by_ms, number);
create index replica.sales_number on sales (number);
create index replica.sales_tote on sales (tote) where tote is not null;
create index replica.sales_due on sales (state, ship_by_ms);
create table replica.item (sku text primary key, name text not null, variant text, doc text not null) strict, without rowid;
create index replica.item_name on item (name) where variant is not null;
create table replica.code (kind text not null, value text not null, sku text not null, factor integer not null, primary key (kind, value, sku)) strict, without rowid;
create index replica.code_sku on code (sku);
create table replica.person (id text primary key, name text not null, role text not null, badge_hash text, pin_hash text, active integer not null) strict, without rowid;
create unique index replica.person_badge on person (badge_hash) where badge_hash is not null;
`;

export class NewerStore extends Error {
  constructor(what: string, found: number, known: number) {
    super(
      `The ${what} was written by a newer Packhouse (format ${found}; this one knows ${known}). Install the newer version again.`,
    );
  }
}

export function prepareJournal(db: LocalDb): void {
  const found = versionOf(db, 'main');
  if (found > JOURNAL_VERSION) throw new NewerStore('journal', found, JOURNAL_VERSION);
  if (found === 0) {
    db.transaction(() => {
      db.exec(JOURNAL);
      db.exec(`pragma main.user_version = ${JOURNAL_VERSION}`);
    });
  }
}

/** Refuses any other version; the replica can always be fetched again, so whoever opens it then begins a new one. */
export function prepareReplica(db: LocalDb): void {
  const found = versionOf(db, 'replica');
  if (found === REPLICA_VERSION) return;
  if (found !== 0) throw new NewerStore('replica', found, REPLICA_VERSION);
  db.transaction(() => {
    db.exec(REPLICA);
    db.exec(`pragma replica.user_version = ${REPLICA_VERSION}`);
  });
}

function versionOf(db: LocalDb, schema: 'main' | 'replica'): number {
  return Number(db.statement(`pragma ${schema}.user_version`).get()?.user_version ?? 0);
}
