import { type Kysely, sql } from 'kysely';

/** What printing brings: carriers' documents, tracking numbers that left, SSCC blocks, and a way to find print events. */
const statements = [
  // Bytes once, under their hash; never changed.
  `create table document (sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'), bytes bytea not null, size int not null,
     created_at timestamptz not null default now())`,
  `create table order_document (order_id uuid not null references orders, seq int not null,
     sha256 text not null references document, kind text not null check (kind in ('label','return','customs')),
     parcel int not null check (parcel > 0), format text not null check (format in ('zpl','pdf','png')), dpi int,
     tracking text not null, tracking_key text not null, created_at timestamptz not null, voided_at timestamptz,
     void_reason text, primary key (order_id, seq), check ((voided_at is null) = (void_reason is null)))`,
  'create index order_document_bytes on order_document (sha256)',
  'create index order_document_number on order_document (tracking_key)',
  // The database itself keeps these two promises, whoever asks at the same time.
  `create unique index order_document_one_label on order_document (order_id, parcel)
     where kind = 'label' and voided_at is null`,
  `create unique index order_document_tracking on order_document (tracking_key)
     where kind = 'label' and voided_at is null`,
  // The parcel that a tracking number left on first; unique, so that two benches at the same time are seen.
  `create table shipped_tracking (tracking_key text primary key, order_id uuid not null references orders,
     parcel text not null, event_id uuid not null)`,
  'create table sscc_counter (company_prefix text primary key, next_block int not null default 0)',
  // Both ends included. ended_at: the station was given another block, or may not number under this prefix any more.
  `create table sscc_block (id uuid primary key, company_prefix text not null references sscc_counter,
     station_id uuid not null references station, epoch int not null, first bigint not null, last bigint not null,
     highest bigint, handed_out_at timestamptz not null, used_at timestamptz, ended_at timestamptz,
     check (first <= last))`,
  'create index sscc_block_range on sscc_block (company_prefix, first, handed_out_at)',
  'create unique index sscc_block_current on sscc_block (station_id) where ended_at is null',
  `create index event_print_job on event ((payload ->> 'jobId')) where payload ->> 'jobId' is not null`,
  `create index event_print_source on event ((payload ->> 'source')) where type = 'document-made'`,
  `create index event_print_parcel on event ((payload ->> 'parcelCode')) where type = 'print-wanted'`,
];

export async function addDocumentTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
