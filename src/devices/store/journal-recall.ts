import type { Event, JournalEntry, Shipment } from '../../core/event.ts';
import type { OrderId } from '../../core/ids.ts';
import type { Order, OrderLine } from '../../core/order.ts';
import type { LocalDb } from './local-db.ts';

/** What a scan asks the journal for, kept in tables beside the entries: no scan waits for a search through history. */
export interface Recall {
  /** Takes from an entry what will be asked for. Noting an entry again changes nothing. */
  note(entry: JournalEntry): void;
  orderNumberOf(parcelCode: string): string | null;
  serialShipped(sku: string, serial: string): { readonly number: string; readonly atMs: number } | null;
}

const SETTLED_BY = { 'order-shipped': 'shipped', 'order-held': 'held', 'order-put-back': 'put-back' } as const;

export function createRecall(db: LocalDb): Recall {
  // Notes come in the order of the journal; the newer one stays, whatever the clock said.
  const settle = db.statement(
    `insert into settled (order_id, by, at_ms, fence, seq) values (?, ?, ?, ?, ?)
     on conflict (order_id) do update set by = excluded.by, at_ms = excluded.at_ms, fence = excluded.fence, seq = excluded.seq
     where excluded.seq >= settled.seq`,
  );
  const nameParcel = db.statement(
    `insert into parcel (code, number) values (?, ?)
     on conflict (code) do update set number = excluded.number where excluded.number <> ''`,
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
          settle.run(event.orderId, SETTLED_BY[event.type], entry.atMs, entry.fence ?? 0, entry.seq);
          if (event.type === 'order-shipped') noteShipment(event.orderId, event.shipment, entry);
          return;
        case 'order-packed': {
          const number = versionsOf(event.orderId, entry.seq)[0]?.number ?? '';
          for (const code of codesOf(event)) nameParcel.run(code, number);
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
    serialShipped(sku, serial) {
      const row = serialRow.get(sku, serial);
      return row === undefined ? null : { number: String(row.number), atMs: Number(row.at_ms) };
    },
  };
}

function withParts(line: OrderLine): readonly OrderLine[] {
  return [line, ...(line.parts ?? [])];
}

function codesOf(event: Extract<Event, { type: 'order-packed' }>): readonly string[] {
  return event.parcels ?? [event.parcelCode];
}
