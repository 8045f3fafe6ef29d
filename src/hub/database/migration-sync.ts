import { type Kysely, sql } from 'kysely';

/** What many stations bring: who holds what since when, enrolment, sessions, answers to conflicts, shelves, what shops must be told. */
const statements = [
  // Set when the database was restored from a backup; null: every station has said what it holds.
  'alter table hub add column recovering_since timestamptz, add column restored_at timestamptz',
  // asserted_at: when it said its claims after the last restore.
  `alter table station add column app_version text, add column asserted_at timestamptz, add column revoked_at timestamptz,
     add column revoke_reason text, add column forked_at timestamptz`,
  // ends_at: of an old key after rotation. used_at: first use, which ends the key before it.
  'alter table station_key add column ends_at timestamptz, add column used_at timestamptz',
  'create index station_key_station on station_key (station_id)',
  `create table enrolment (code_hash bytea primary key, warehouse_id uuid not null references warehouse, station_id uuid references station,
     name text, offline_buffer int, created_by text not null, created_at timestamptz not null, expires_at timestamptz not null,
     used_at timestamptz, tries int not null default 0, check ((station_id is null) <> (name is null)))`,
  `alter table office_key add column role text not null default 'office' check (role in ('office','connector'))`,
  `create table session (key_id text primary key, secret_hash bytea not null, person_id uuid not null references person,
     created_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz)`,
  // worker: person id of who opened it; claimed_at: since when the owner has it.
  'alter table orders add column claimed_at timestamptz, add column worker text',
  // Among equals the one that came first goes first; ids say nothing of time.
  'drop index orders_ready',
  `create index orders_ready on orders (warehouse_id, priority, ship_by, created_at, id)
     where state = 'ready' and claim_station is null`,
  // Who took an order from whom, and why; kept for ever.
  `create table claim_override (id uuid primary key, order_id uuid not null references orders, at timestamptz not null, by text not null,
     reason text not null, from_station uuid references station, to_station uuid references station, fence bigint not null)`,
  'create index claim_override_order on claim_override (order_id)',
  `alter table conflict add column resolution jsonb, add column asked_lead boolean not null default false, add column feed_pos bigint,
     add column shipment_id uuid references shipment, add column other_shipment_id uuid references shipment`,
  'create unique index conflict_feed on conflict (feed_pos)',
  'create index conflict_open on conflict (opened_at) where resolved_at is null',
  'create index conflict_order on conflict (order_id)',
  // By bin; an empty text: no bin is known. Their sum is stock.on_hand.
  `create table stock_place (warehouse_id uuid not null, sku text not null, bin text not null default '', on_hand int not null,
     primary key (warehouse_id, sku, bin), foreign key (warehouse_id, sku) references stock (warehouse_id, sku))`,
  `insert into stock_place (warehouse_id, sku, bin, on_hand) select warehouse_id, sku, '', on_hand from stock`,
  `alter table stock_move add column bin text not null default ''`,
  'alter table stock_move drop constraint stock_move_pkey',
  'alter table stock_move add primary key (event_id, sku, bin)',
  'create index stock_move_sku on stock_move (warehouse_id, sku)',
  `create table outbound (id uuid primary key, connector_id uuid not null references connector,
     shipment_id uuid not null unique references shipment, order_id uuid not null references orders,
     external_id text not null, state text not null default 'todo' check (state in ('todo','done','review')), tries int not null default 0,
     next_at timestamptz not null, locked_until timestamptz, lock_token bigint not null default 0, remote_ref text, last_error text)`,
  `create index outbound_due on outbound (next_at) where state = 'todo'`,
  'create index outbound_order on outbound (connector_id, external_id)',
  // What was purged is told by min_pos; these find it.
  'create index order_gone_at on order_gone (at)',
  'create index request_memo_at on request_memo (at)',
  'create index event_quarantine_open on event_quarantine (at) where resolved_at is null',
];

export async function addSyncTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
