import type { Event, JournalEntry, Shipment } from '../../core/event.ts';
import type { OrderId, ParcelCode } from '../../core/ids.ts';
import type { Order, OrderLine } from '../../core/order.ts';
import type { PointedParcel } from '../../core/state.ts';
import type { LocalDb } from './local-db.ts';

/** What a scan asks the journal for, kept in tables beside the entries: no scan waits for a search through history. */
export interface Recall {
  /** Takes from an entry what will be asked for. Noting an entry again changes nothing. */
  note(entry: JournalEntry): void;
  orderNumberOf(code: string): string | null;
  /** The first parcel of an order that left from here, by its number or by any code on its papers. */
  shippedParcel(text: string): (PointedParcel & { readonly atMs: number }) | null;
  serialShipped(sku: string, serial: string): { readonly number: string; readonly atMs: number } | null;
}

const SETTLED_BY = {
  'order-shipped': 'shipped',
  'order-held': 'held',
  'order-put-back': 'put-back',
  'order-parked': 'parked',
  'order-released': 'released',
  'order-lost': 'lost',
} as const;

export function createRecall(db: LocalDb): Recall {
  // Notes come in the order of the journal; the newer one stays, whatever the clock said. A fence never goes back: what ends an order
  // that is not the open one may not say its own.
  const settle = db.statement(
    `insert into settled (order_id, by, at_ms, fence, seq) values (?, ?, ?, ?, ?)
     on conflict (order_id) do update set by = excluded.by, at_ms = excluded.at_ms,
       fence = max(excluded.fence, settled.fence), seq = excluded.seq
     where excluded.seq >= settled.seq`,
  );
  const nameParcel = db.statement(
    `insert into parcel (code, number, order_id, parcel_code) values (?, ?, ?, ?)
     on conflict (code) do update set number = excluded.number, order_id = excluded.order_id, parcel_code = excluded.parcel_code
     where excluded.number <> ''`,
  );
  const unsettle = db.statement('delete from settled where order_id = ? and seq <= ?');
  const jobParcel = db.statement(
    `select json_extract(event, '$.parcelCode') as code from entry
     where order_id = ? and type = 'print-wanted' and json_extract(event, '$.jobId') = ?`,
  );
  const learn = db.statement('insert or replace into learned (kind, value, sku, factor) values (?, ?, ?, ?)');
  const shipSerial = db.statement(
    `insert into serial (sku, serial, number, at_ms, seq) values (?, ?, ?, ?, ?)
     on conflict (sku, serial) do update set number = excluded.number, at_ms = excluded.at_ms, seq = excluded.seq
     where excluded.seq >= serial.seq`,
  );
  const told = db.statement(
    `select json_extract(event, '$.order') as doc from entry
     where order_id = ? and type in ('order-opened', 'order-revised') and seq <= ? order by seq desc`,
  );
  const parcelRow = db.statement('select number from parcel where code = ?');
  const leftRow = db.statement(
    `select p.order_id, p.number, p.parcel_code, d.at_ms from parcel p join settled d on d.order_id = p.order_id and d.by = 'shipped'
     where p.code = ?1 or p.number = ?1 order by d.seq desc, p.parcel_code limit 1`,
  );
  const serialRow = db.statement('select number, at_ms from serial where sku = ? and serial = ?');

  /** The order as it was opened and as the shop changed it since, newest first. */
  function versionsOf(orderId: OrderId, seq: number): readonly Order[] {
    return told.all(orderId, seq).map((row) => JSON.parse(String(row.doc)) as Order); // written by `append`
  }

  function noteShipment(orderId: OrderId, shipment: Shipment, { seq, atMs }: JournalEntry): void {
    const units = shipment.parcels.flatMap(({ lines }) => lines).filter(({ serial }) => serial !== undefined);
    if (units.length === 0) return;
    const versions = versionsOf(orderId, seq);
    const number = versions[0]?.number ?? '';
    const lines = versions.flatMap(({ doc }) => doc.lines.flatMap(withParts));
    for (const { lineId, serial, swap } of units) {
      const sku = swap ?? lines.find(({ id }) => id === lineId)?.sku;
      if (sku !== undefined && serial !== undefined) shipSerial.run(sku, serial, number, atMs, seq);
    }
  }

  return {
    note(entry) {
      const { event } = entry;
      switch (event.type) {
        case 'order-shipped':
        case 'order-held':
        case 'order-put-back':
        case 'order-parked':
        case 'order-released':
        case 'order-lost':
          settle.run(event.orderId, SETTLED_BY[event.type], entry.atMs, fenceOf(entry), entry.seq);
          if (event.type === 'order-shipped') noteShipment(event.orderId, event.shipment, entry);
          return;
        case 'order-resumed':
          unsettle.run(event.orderId, entry.seq);
          return;
        case 'document-made': {
          const { orderId } = entry;
          if (orderId === null || event.proof === undefined) return;
          const parcelCode = jobParcel.get(orderId, event.jobId)?.code;
          const number = versionsOf(orderId, entry.seq)[0]?.number ?? '';
          if (typeof parcelCode === 'string')
            for (const code of event.proof) nameParcel.run(code, number, orderId, parcelCode);
          return;
        }
        case 'order-packed': {
          const number = versionsOf(event.orderId, entry.seq)[0]?.number ?? '';
          for (const code of codesOf(event)) nameParcel.run(code, number, event.orderId, code);
          return;
        }
        case 'barcode-learned': {
          const { kind, value, factor } = event.barcode;
          learn.run(kind, value, event.sku, factor);
        }
      }
    },
    orderNumberOf(parcelCode) {
      const number = parcelRow.get(parcelCode)?.number;
      return typeof number === 'string' && number !== '' ? number : null;
    },
    shippedParcel(text) {
      const row = leftRow.get(text);
      if (row === undefined) return null;
      const { order_id: orderId, number, parcel_code: parcelCode } = row;
      return {
        orderId: String(orderId) as OrderId, // written by `note`, as is the parcel code
        number: String(number),
        parcelCode: String(parcelCode) as ParcelCode,
        atMs: Number(row.at_ms),
      };
    },
    serialShipped(sku, serial) {
      const row = serialRow.get(sku, serial);
      return row === undefined ? null : { number: String(row.number), atMs: Number(row.at_ms) };
    },
  };
}

function fenceOf({ event, fence }: JournalEntry): number {
  return event.type === 'order-released' ? event.fence : (fence ?? 0);
}

function withParts(line: OrderLine): readonly OrderLine[] {
  return [line, ...(line.parts ?? [])];
}

function codesOf(event: Extract<Event, { type: 'order-packed' }>): readonly string[] {
  return event.parcels ?? [event.parcelCode];
}
