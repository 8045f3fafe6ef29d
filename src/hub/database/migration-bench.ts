import { type Kysely, sql } from 'kysely';

/** What a complete bench brings: site rules, a third role, backorders, changes in mid-pack, shorts and damages, units that left. */
const statements = [
  `create table site (warehouse_id uuid primary key references warehouse, doc jsonb not null, feed_pos bigint)`,
  'alter table person drop constraint person_role_check',
  `alter table person add constraint person_role_check check (role in ('packer','lead','supervisor'))`,
  // part: the sales order that this split stands for, when it is not the whole one.
  // edited_rev: rev of the last change from above while a station held it; agreed_rev: rev that the station works from.
  'alter table orders add column part jsonb, add column edited_rev int, add column agreed_rev int',
  `create table shortage (event_id uuid primary key, order_id uuid not null references orders, line_id text not null,
     sku text not null, units int not null check (units > 0), reason text not null, set_down int not null,
     back int not null default 0, at timestamptz not null default clock_timestamp(), check (back between 0 and units))`,
  'create index shortage_line on shortage (order_id, line_id)',
  `create table count_task (id uuid primary key, warehouse_id uuid not null references warehouse,
     event_id uuid not null unique, cause text not null check (cause in ('short','bin-not-empty','wrong-bin')),
     sku text, bin text, units int not null default 0, detail text not null,
     station_id uuid not null references station, opened_at timestamptz not null default now(), done_at timestamptz)`,
  'create index count_task_open on count_task (warehouse_id, opened_at) where done_at is null',
  `create table damage (id uuid primary key, warehouse_id uuid not null references warehouse, event_id uuid not null unique,
     order_id uuid not null references orders, sku text not null, units int not null, reason text not null,
     station_id uuid not null references station, at timestamptz not null default now())`,
  `create table barcode_review (id uuid primary key, warehouse_id uuid not null references warehouse,
     event_id uuid not null unique, sku text not null, kind text not null, value text not null, factor int not null,
     why text not null, other_sku text, station_id uuid not null references station,
     at timestamptz not null default now(), resolved_at timestamptz)`,
  `create table shipment_unit (shipment_id uuid not null references shipment, no int not null, parcel text not null,
     line_id text not null, sku text, units int not null, lot text, serial text, expiry text, grams double precision,
     primary key (shipment_id, no))`,
  'create index shipment_unit_lot on shipment_unit (sku, lot)',
  'create index shipment_unit_serial on shipment_unit (sku, serial) where serial is not null',
  `create index item_barcodes on item using gin ((doc -> 'barcodes') jsonb_path_ops)`,
];

export async function addBenchTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
