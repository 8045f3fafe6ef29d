import type { CountCause, Tasks } from '../../wire/hub-tasks.ts';
import type { Defaulted, MadeByDatabase, MaybeTime } from './columns.ts';

/** Goods: what lies where, what is reserved, and what benches found missing or broken. */
export interface StockTables {
  stock: { warehouse_id: string; sku: string; on_hand: number; allocated: Defaulted<number> };
  /** By bin; an empty text: no bin is known. Their sum is `stock.on_hand`. */
  stock_place: { warehouse_id: string; sku: string; bin: string; on_hand: number };
  stock_move: {
    event_id: string;
    warehouse_id: string;
    sku: string;
    bin: Defaulted<string>;
    qty: number;
    reason: string;
    at: MadeByDatabase;
  };
  reservation: { order_id: string; sku: string; qty: number };
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
}
