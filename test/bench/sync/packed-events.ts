import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { OrderLine } from '../../../src/core/order.ts';
import type { WireEvent } from '../../../src/wire/hub-events.ts';

export interface PackedOrder {
  readonly id: string;
  readonly fence: number;
  readonly rev: number;
  readonly lines: readonly Pick<OrderLine, 'id' | 'quantity'>[];
}

/** What a bench tells of one order, from opening to shipping, in eight events (sync.md 5.3). `seq` is the number of the one before. */
export function packedEvents(station: string, seq: number, order: PackedOrder): WireEvent[] {
  let no = seq;
  const event = (type: string, payload: Record<string, unknown>): WireEvent => {
    no += 1;
    const occurred_at = new Date().toISOString();
    const about = { order_id: order.id, fence: order.fence, rev_seen: order.rev };
    return {
      seq: no,
      id: uuidv7({ random: random() }),
      type,
      schema_v: 1,
      ...about,
      occurred_at,
      boot_id: 'bench',
      mono_ms: no,
      operator: null,
      payload,
    };
  };
  const scan = { source: 'scanner', text: '4006381333931', symbology: 'ean-13', atMs: 1_763_900_000_000 };
  const parcelCode = `PH${station}-${seq}`;
  const lines = order.lines.map(({ id, quantity }) => ({ lineId: id, units: quantity }));
  const shipment = { carrier: 'Heron Parcel', service: 'Standard', parcels: [{ parcelCode, lines, grams: 480 }] };
  return [
    event('order-opened', { order: { rev: order.rev } }),
    event('item-packed', { lineId: lines[0]?.lineId, units: 1, boxNo: 1, scan }),
    event('box-closed', { boxNo: 1, carton: { code: 'C-2', grams: 120 } }),
    event('box-weighed', { boxNo: 1, grams: 480, by: 'scale' }),
    event('order-packed', { parcelCode }),
    event('print-started', { jobId: `j${seq}`, attempt: 1 }),
    event('label-proved', { parcelCode, scan }),
    event('order-shipped', { shipment }),
  ];
}

const pool = new Uint8Array(16_384);
let used = pool.length;

/** Sixteen bytes of chance, drawn a thousand at a time: the system call would cost the load more than all the rest. */
function random(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return pool.subarray(used - 16, used);
}
