import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { CarrierDocument, Item, OrderDoc, OrderState, Role } from '../../core/order.ts';
import type { Dpi } from '../../core/print.ts';
import type { ClaimAnswer } from '../../wire/hub-claims.ts';
import type { RemoveReason } from '../../wire/hub-feed.ts';
import type { HoldReasonEntry } from '../../wire/hub-office.ts';
import type { OfficeSite } from '../../wire/hub-site.ts';
import type { CountCause, Tasks } from '../../wire/hub-tasks.ts';
import type { StoredSalesOrder } from '../orders/sales-order.ts';

/** Written as JSON text: the two drivers disagree about arrays, but both take text for jsonb. */
type Json<Value> = ColumnType<Value, string, string>;
type Time = ColumnType<Date, string, string>;
type MaybeTime = ColumnType<Date | null, string | null, string | null>;
type MadeByDatabase = ColumnType<Date, string | undefined, string>;
type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>;

export interface HubTables {
  hub: { one: Generated<boolean>; id: string; badge_salt: Uint8Array; made_at: MadeByDatabase };
  warehouse: { id: string; code: string; name: string };
  feed_head: { warehouse_id: string; epoch: string; pos: Defaulted<number>; min_pos: Defaulted<number> };
  connector: { id: string; kind: string; name: string };
  station: {
    id: string;
    no: number;
    warehouse_id: string;
    name: string;
    epoch: Defaulted<number>;
    last_seq: Defaulted<number>;
    status: Defaulted<'active' | 'revoked' | 'forked'>;
    offline_buffer: Defaulted<number>;
    last_seen: MaybeTime;
  };
  station_key: {
    key_id: string;
    station_id: string;
    secret_hash: Uint8Array;
    created_at: MadeByDatabase;
    revoked_at: MaybeTime;
  };
  office_key: {
    key_id: string;
    name: string;
    secret_hash: Uint8Array;
    created_at: MadeByDatabase;
    revoked_at: MaybeTime;
  };
  sales_order: {
    id: string;
    connector_id: string;
    external_id: string;
    number: string;
    doc: Json<StoredSalesOrder>;
    doc_hash: Uint8Array;
    first_seen: MadeByDatabase;
    updated_at: MadeByDatabase;
  };
  orders: {
    id: string;
    sales_order_id: string;
    warehouse_id: string;
    split_no: Defaulted<number>;
    number: string;
    state: OrderState;
    rev: Defaulted<number>;
    priority: number;
    ship_by: MaybeTime;
    doc: ColumnType<OrderDoc | null, string | null, string | null>;
    hold_reasons: Json<readonly HoldReasonEntry[]>;
    claim_station: ColumnType<string | null, string | null | undefined, string | null>;
    claim_class: ColumnType<'soft' | 'hard' | null, 'soft' | 'hard' | null | undefined, 'soft' | 'hard' | null>;
    fence: Defaulted<number>;
    claim_expires: MaybeTime;
    override_count: Defaulted<number>;
    /** Null: not on the feed, because it is not verified or because it is over. */
    feed_pos: ColumnType<number | null, number | null | undefined, number | null>;
    created_at: MadeByDatabase;
    /** The sales order that this split stands for; null: the whole one. */
    part: ColumnType<StoredSalesOrder | null, string | null | undefined, string | null>;
    /** Rev of the last change from above while a station held it. */
    edited_rev: ColumnType<number | null, number | null | undefined, number | null>;
    /** Rev that the station works from, as it told. */
    agreed_rev: ColumnType<number | null, number | null | undefined, number | null>;
  };
  order_gone: {
    warehouse_id: string;
    order_id: string;
    reason: RemoveReason;
    rev: number;
    feed_pos: number;
    at: MadeByDatabase;
  };
  item: { sku: string; warehouse_id: string; doc: Json<Item>; feed_pos: number | null };
  person: {
    id: string;
    warehouse_id: string;
    name: string;
    role: Role;
    badge_hash: string | null;
    pin_hash: string | null;
    active: boolean;
    feed_pos: number | null;
  };
  stock: { warehouse_id: string; sku: string; on_hand: number; allocated: Defaulted<number> };
  reservation: { order_id: string; sku: string; qty: number };
  stock_move: { event_id: string; warehouse_id: string; sku: string; qty: number; reason: string; at: MadeByDatabase };
  event: {
    station_id: string;
    epoch: number;
    seq: number;
    id: string;
    order_id: string | null;
    type: string;
    schema_v: number;
    fence: number | null;
    rev_seen: number | null;
    boot_id: string;
    mono_ms: number;
    occurred_at: Time;
    at_est: Time;
    received_at: MadeByDatabase;
    operator: string | null;
    payload: Json<unknown>;
    outcome: 'applied' | 'conflict';
    code: string | null;
  };
  event_quarantine: {
    station_id: string;
    epoch: number;
    seq: number;
    id: string;
    raw: Uint8Array;
    error: string;
    at: MadeByDatabase;
    resolved_at: MaybeTime;
  };
  shipment: {
    id: string;
    order_id: string;
    event_id: string;
    station_id: string;
    fence: number | null;
    accepted: boolean;
    carrier: string | null;
    service: string | null;
    tracking: string | null;
    packages: Json<unknown>;
    shipped_at: Time;
    code: string | null;
  };
  /** Units that left, a row per scan group; also of parcels that were not accepted, because they left all the same. */
  shipment_unit: {
    shipment_id: string;
    no: number;
    parcel: string;
    line_id: string;
    sku: string | null;
    units: number;
    lot: string | null;
    serial: string | null;
    expiry: string | null;
    grams: number | null;
  };
  site: { warehouse_id: string; doc: Json<OfficeSite>; feed_pos: number | null };
  shortage: {
    event_id: string;
    order_id: string;
    line_id: string;
    sku: string;
    units: number;
    reason: string;
    /** Units by which the stock was set down. */
    set_down: number;
    /** Units that turned up after all. */
    back: Defaulted<number>;
    at: MadeByDatabase;
  };
  count_task: {
    id: string;
    warehouse_id: string;
    event_id: string;
    cause: CountCause;
    sku: string | null;
    bin: string | null;
    units: Defaulted<number>;
    detail: string;
    station_id: string;
    opened_at: MadeByDatabase;
    done_at: MaybeTime;
  };
  damage: {
    id: string;
    warehouse_id: string;
    event_id: string;
    order_id: string;
    sku: string;
    units: number;
    reason: string;
    station_id: string;
    at: MadeByDatabase;
  };
  barcode_review: {
    id: string;
    warehouse_id: string;
    event_id: string;
    sku: string;
    kind: string;
    value: string;
    factor: number;
    why: Tasks['barcodes'][number]['why'];
    other_sku: string | null;
    station_id: string;
    at: MadeByDatabase;
    resolved_at: MaybeTime;
  };
  document: { sha256: string; bytes: Uint8Array; size: number; created_at: MadeByDatabase };
  /** What a document is to an order; its bytes lie in `document`. */
  order_document: {
    order_id: string;
    seq: number;
    sha256: string;
    kind: CarrierDocument['kind'];
    parcel: number;
    format: CarrierDocument['format'];
    dpi: Dpi | null;
    tracking: string;
    /** As it is compared: see `tracking-key.ts`. */
    tracking_key: string;
    created_at: Time;
    voided_at: MaybeTime;
    void_reason: string | null;
  };
  shipped_tracking: { tracking_key: string; order_id: string; parcel: string; event_id: string };
  sscc_counter: { company_prefix: string; next_block: Defaulted<number> };
  sscc_block: {
    id: string;
    company_prefix: string;
    station_id: string;
    epoch: number;
    first: number;
    last: number;
    /** Highest reference that was seen on a parcel. */
    highest: number | null;
    handed_out_at: Time;
    used_at: MaybeTime;
    /** Null: the station numbers from it. */
    ended_at: MaybeTime;
  };
  conflict: {
    id: string;
    order_id: string;
    kind: string;
    event_id: string;
    opened_at: MadeByDatabase;
    resolved_at: MaybeTime;
  };
  request_memo: {
    station_id: string;
    request_id: string;
    request_hash: Uint8Array;
    response: Json<ClaimAnswer>;
    at: MadeByDatabase;
  };
}

export type Database = Kysely<HubTables>;
/** Inside a transaction use only this: on the embedded database a second connection does not exist. */
export type Tx = Transaction<HubTables>;
