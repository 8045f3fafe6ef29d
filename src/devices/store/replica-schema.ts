/**
 * What the hub last said. `reach` says who may open an order: 0 this station, 1 whoever claims it, 2 nobody here; the queue, the
 * picking list and the search by item all read it, so that a few rows of one index answer them among any number of orders.
 * An order under a soft lease of this station stays `ready` at the hub and is nevertheless its own: it may be picked and packed.
 * Tables refer to an order by its row's number: ids are random text, and thousands of them in several trees take their time.
 */
export const REPLICA = `
create table replica.meta (key text primary key, value any) strict, without rowid;
create table replica.sales (
  row integer primary key,
  id text not null unique,
  number text not null,
  tote text,
  state text not null,
  rev integer not null,
  priority integer not null,
  ship_by_ms integer,
  fence integer not null,
  claim text not null,
  holder text,
  units integer not null,
  pick integer not null,
  doc text not null,
  reach integer not null generated always as (
    case when claim = 'hard-mine' and state in ('claimed', 'packing', 'packed') then 0
         when claim = 'soft-mine' and state in ('ready', 'claimed', 'packing', 'packed') then 0
         when claim = 'free' and state = 'ready' then 1
         else 2 end) virtual,
  due_ms integer not null generated always as (coalesce(ship_by_ms, 9000000000000000)) virtual
) strict;
create index replica.sales_queue on sales (reach, priority, due_ms, number);
create index replica.sales_picks on sales (reach, priority, due_ms, number) where pick = 1;
create index replica.sales_number on sales (number);
create index replica.sales_tote on sales (tote) where tote is not null;
create index replica.sales_due on sales (state, ship_by_ms);
create index replica.sales_mine on sales (claim) where claim in ('hard-mine', 'soft-mine');
create table replica.wanted (
  sale integer not null,
  sku text not null,
  many integer not null,
  reach integer not null,
  priority integer not null,
  due_ms integer not null,
  number text not null,
  primary key (sale, sku)
) strict, without rowid;
create index replica.wanted_next on wanted (sku, many, reach, priority, due_ms, number);
create table replica.set_aside (serial text not null, sku text not null, sale integer not null, primary key (serial, sku, sale)) strict, without rowid;
create index replica.set_aside_sale on set_aside (sale);
create table replica.paper (sale integer not null, sha256 text not null, primary key (sale, sha256)) strict, without rowid;
create index replica.paper_sha on paper (sha256);
create table replica.document (sha256 text primary key, bytes blob not null) strict;
create table replica.item (sku text primary key, name text not null, variant text, doc text not null) strict, without rowid;
create index replica.item_name on item (name) where variant is not null;
create table replica.code (kind text not null, value text not null, sku text not null, factor integer not null, primary key (kind, value, sku)) strict, without rowid;
create index replica.code_sku on code (sku);
create table replica.person (id text primary key, name text not null, role text not null, badge_hash text, pin_hash text, active integer not null) strict, without rowid;
create table replica.conflict (id text primary key, opened_at_ms integer not null, doc text not null) strict, without rowid;
create unique index replica.person_badge on person (badge_hash) where badge_hash is not null;
`;
