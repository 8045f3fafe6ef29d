import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { Item, OrderDoc, OrderState, Role } from '../../core/order.ts';
import type { RemoveReason } from '../../wire/hub-feed.ts';
import type { HoldReasonEntry } from '../../wire/hub-office.ts';
import type { OfficeSite } from '../../wire/hub-site.ts';
import type { StoredSalesOrder } from '../orders/sales-order.ts';

import type { Defaulted, Json, MadeByDatabase, MaybeText, MaybeTime } from './columns.ts';
import type { ShipmentTables } from './tables-shipment.ts';
import type { StationTables } from './tables-station.ts';
import type { StockTables } from './tables-stock.ts';

export interface HubTables extends StationTables, StockTables, ShipmentTables {
  hub: {
    one: Generated<boolean>;
    id: string;
    badge_salt: Uint8Array;
    made_at: MadeByDatabase;
    /** Restored from a backup, and not every station has said what it holds. */
    recovering_since: MaybeTime;
    restored_at: MaybeTime;
  };
  warehouse: { id: string; code: string; name: string };
  feed_head: { warehouse_id: string; epoch: string; pos: Defaulted<number>; min_pos: Defaulted<number> };
  connector: { id: string; kind: string; name: string };
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
    claimed_at: MaybeTime;
    /** Person id of who opened it at the station that holds it. */
    worker: MaybeText;
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
  site: { warehouse_id: string; doc: Json<OfficeSite>; feed_pos: number | null };
}

export type Database = Kysely<HubTables>;
/** Inside a transaction use only this: on the embedded database a second connection does not exist. */
export type Tx = Transaction<HubTables>;
