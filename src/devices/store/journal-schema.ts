/**
 * How the journal's file came to be, oldest first: a file of format n has had the first n steps. A step that was ever shipped is
 * never changed; a new format is a new step.
 */
export const JOURNAL_STEPS = [
  `
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
`,
  // Barcodes taught at this bench, and the serials that left from it.
  `
create table learned (kind text not null, value text not null, sku text not null, factor integer not null, primary key (kind, value, sku)) strict, without rowid;
create table serial (sku text not null, serial text not null, number text not null, at_ms integer not null, seq integer not null, primary key (sku, serial)) strict, without rowid;
`,
  // Papers by the form they were made for, and every code that a parcel bears.
  `
create table paper (
  parcel_code text not null,
  kind text not null,
  form text not null,
  source text,
  sha256 text not null,
  decoded text not null,
  bytes blob not null,
  png blob,
  at_ms integer not null,
  primary key (parcel_code, kind, form, sha256)
) strict;
create index paper_sha on paper (sha256);
insert into paper (parcel_code, kind, form, source, sha256, decoded, bytes, png, at_ms)
  select parcel_code, role, '', null, sha256, '[]', bytes, png, at_ms from artefact;
drop table artefact;
alter table parcel add column order_id text;
alter table parcel add column parcel_code text;
create index parcel_number on parcel (number);
`,
  // Hard claims of this station, and where the fold begins when what was before has been forgotten.
  `
create table held (order_id text primary key, fence integer not null) strict, without rowid;
create table base (one integer primary key check (one = 1), seq integer not null, fold integer not null, state text not null) strict;
`,
] as const;
