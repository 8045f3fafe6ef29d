import type { OrderId } from '../../core/ids.ts';
import type { CarrierDocument, OrderDoc, OrderState } from '../../core/order.ts';
import type { WireOrder, WireOrderSchema } from '../../wire/hub-order.ts';

export const orderColumns = [
  'id',
  'number',
  'rev',
  'state',
  'priority',
  'ship_by',
  'fence',
  'claim_station',
  'claim_class',
  'claim_expires',
  'doc',
  'feed_pos',
] as const;

export interface OrderRecord {
  readonly id: string;
  readonly number: string;
  readonly rev: number;
  readonly state: OrderState;
  readonly priority: number;
  readonly ship_by: Date | null;
  readonly fence: number;
  readonly claim_station: string | null;
  readonly claim_class: 'soft' | 'hard' | null;
  readonly claim_expires: Date | null;
  readonly doc: OrderDoc | null;
}

/** The order as one station sees it. Only orders with a document are ever on the feed. */
export function wireOrderOf(row: OrderRecord, stationId: string, documents: readonly CarrierDocument[]): WireOrder {
  if (row.doc === null) throw new Error(`Order ${row.id} is on the feed without a document`);
  return {
    id: row.id as OrderId,
    number: row.number,
    rev: row.rev,
    state: row.state,
    priority: row.priority,
    ship_by: row.ship_by?.toISOString() ?? null,
    fence: row.fence,
    claim:
      row.claim_class === null
        ? null
        : {
            mine: row.claim_station === stationId,
            class: row.claim_class,
            expires_at: row.claim_expires?.toISOString() ?? null,
          },
    // Stored as it was parsed; documents are kept beside it, so that no change of the order can lose one.
    doc: { ...row.doc, ...(documents.length === 0 ? {} : { documents }) } as (typeof WireOrderSchema)['_output']['doc'],
  };
}
