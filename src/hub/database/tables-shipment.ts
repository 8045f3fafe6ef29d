import type { ColumnType } from 'kysely';
import type { ConflictAnswer } from '../../core/conflict.ts';
import type { CarrierDocument } from '../../core/order.ts';
import type { Dpi } from '../../core/print.ts';
import type { Defaulted, Json, MadeByDatabase, MaybeText, MaybeTime, Time } from './columns.ts';

/** What a person decided about a conflict. */
export interface ConflictResolution {
  readonly answer: ConflictAnswer;
  /** Name of the person or of the key. */
  readonly by: string;
  readonly note: string | null;
}

/** What happened and what left: events, parcels, documents, contradictions, and what shops must be told. */
export interface ShipmentTables {
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
    resolution: ColumnType<ConflictResolution | null, string | null | undefined, string | null>;
    asked_lead: Defaulted<boolean>;
    feed_pos: ColumnType<number | null, number | null | undefined, number | null>;
    /** The parcel that the event told of, and the one it contradicts. */
    shipment_id: ColumnType<string | null, string | null | undefined, string | null>;
    other_shipment_id: ColumnType<string | null, string | null | undefined, string | null>;
  };
  outbound: {
    id: string;
    connector_id: string;
    shipment_id: string;
    order_id: string;
    external_id: string;
    state: Defaulted<'todo' | 'done' | 'review'>;
    tries: Defaulted<number>;
    next_at: Time;
    locked_until: MaybeTime;
    lock_token: Defaulted<number>;
    remote_ref: MaybeText;
    last_error: MaybeText;
  };
}
