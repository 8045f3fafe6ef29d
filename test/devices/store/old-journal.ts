import { openLocalDb } from '../../../src/devices/store/local-db.ts';

/** The schema of journal format 1, as it was shipped. Never changed: files like this are on benches. */
const FORMAT_1 = `
create table meta (key text primary key, value any) strict, without rowid;
create table entry (
  seq integer primary key,
  id text not null unique,
  version integer not null,
  type text not null,
  at_ms integer not null,
  boot_id text not null,
  mono_ms real not null,
  person_id text,
  order_id text,
  fence integer,
  event text not null
) strict;
create index entry_order on entry (order_id, type) where order_id is not null;
create table settled (order_id text primary key, by text not null, at_ms integer not null, fence integer not null, seq integer not null) strict, without rowid;
create index settled_at on settled (at_ms);
create table parcel (code text primary key, number text not null) strict, without rowid;
create table artefact (
  parcel_code text not null,
  role text not null,
  sha256 text not null,
  decoded text not null,
  bytes blob not null,
  png blob,
  at_ms integer not null,
  primary key (parcel_code, role)
) strict;
create table snapshot (one integer primary key check (one = 1), seq integer not null, fold integer not null, state text not null) strict;
create trigger entry_is_written_once before update on entry begin select raise(abort, 'the journal is append-only'); end;
create trigger entry_unsent_stays before delete on entry
  when old.seq > coalesce((select value from meta where key = 'acknowledged'), 0)
  begin select raise(abort, 'an unsent entry cannot be deleted'); end;
create trigger entry_is_dense before insert on entry
  when new.seq <> (select coalesce(max(seq), 0) + 1 from entry) and exists (select 1 from entry)
  begin select raise(abort, 'the journal has no gaps'); end;
pragma user_version = 1;
`;

/** What stands in an old file is taken as it is: no type of today has a say in it. */
export interface OldEvent {
  readonly type: string;
  readonly orderId?: string | null;
  readonly [key: string]: unknown;
}

const SCAN = { scanId: 'scanner:boot:1', source: 'scanner', text: '9520000000011' };
const TO = { name: 'Jonas Larsen', street: 'Harbour Street 12', city: 'Northport', postcode: '4021', country: 'DE' };
const LINE = {
  sku: 'B-17-BK',
  name: 'Steel bottle 0.5 l',
  variant: 'BLACK',
  barcodes: [{ kind: 'gtin', value: '09520000000011', factor: 1 }],
  id: 'line-1',
  no: 1,
  quantity: 2,
};

function order(id: string, number: string): object {
  return {
    id,
    number,
    rev: 1,
    state: 'claimed',
    priority: 5,
    shipByMs: null,
    fence: 1,
    claim: { class: 'hard', mine: true },
    doc: { to: TO, lines: [LINE], carrier: 'Heron Parcel', service: 'Standard', lane: 'B', marks: [] },
  };
}

/** At least one of every event as version 1 wrote it, in an order in which they could happen: two orders given up, one shipped. */
export const VERSION_1: readonly OldEvent[] = [
  { type: 'packer-signed-in', personId: 'mira', name: 'Mira K.', role: 'packer' },
  { type: 'order-asked-for', orderId: 'o-0', number: '10480' },
  { type: 'order-not-granted', orderId: 'o-0', number: '10480', code: 'taken' },
  { type: 'order-opened', orderId: 'o-1', order: order('o-1', '10481') },
  { type: 'order-held', orderId: 'o-1', reason: 'packer' },
  { type: 'order-opened', orderId: 'o-2', order: order('o-2', '10482') },
  { type: 'order-put-back', orderId: 'o-2' },
  { type: 'order-opened', orderId: 'o-3', order: order('o-3', '10483') },
  { type: 'line-skipped', orderId: 'o-3', lineId: 'line-1' },
  { type: 'help-asked' },
  { type: 'help-closed' },
  { type: 'item-packed', orderId: 'o-3', lineId: 'line-1', units: 1, scan: SCAN },
  { type: 'item-unpacked', orderId: 'o-3', lineId: 'line-1', units: 1 },
  {
    type: 'scan-refused',
    orderId: 'o-3',
    code: 'wrong-item',
    detail: { text: '1', scanned: { name: 'Mug', sku: 'M-02' } },
    scan: SCAN,
  },
  { type: 'stop-acknowledged' },
  { type: 'item-packed', orderId: 'o-3', lineId: 'line-1', units: 2, scan: SCAN },
  { type: 'order-packed', orderId: 'o-3', parcelCode: 'PH0005010000017' },
  {
    type: 'print-wanted',
    orderId: 'o-3',
    jobId: 'label',
    role: 'label',
    parcelCode: 'PH0005010000017',
    copy: 1,
    reason: 'first',
  },
  {
    type: 'print-wanted',
    orderId: 'o-3',
    jobId: 'slip',
    role: 'slip',
    parcelCode: 'PH0005010000017',
    copy: 1,
    reason: 'first',
  },
  { type: 'document-made', jobId: 'label', sha256: 'ab', decoded: ['PH0005010000017'] },
  { type: 'document-failed', jobId: 'slip', detail: 'no font' },
  { type: 'print-started', jobId: 'label', attempt: 1, printer: 'Label printer' },
  { type: 'print-troubled', jobId: 'label', code: 'paper-out', conditions: ['paper-out'] },
  {
    type: 'print-not-confirmed',
    jobId: 'label',
    state: 'unknown',
    code: 'no-answer',
    conditions: [],
    bytesWritten: 10,
  },
  { type: 'print-confirmed', jobId: 'label', by: 'scan' },
  { type: 'label-proved', orderId: 'o-3', jobId: 'label', parcelCode: 'PH0005010000017', scan: SCAN },
  {
    type: 'order-shipped',
    orderId: 'o-3',
    shipment: {
      carrier: 'Heron Parcel',
      service: 'Standard',
      parcels: [{ parcelCode: 'PH0005010000017', lines: [{ lineId: 'line-1', units: 2 }] }],
    },
  },
  { type: 'packer-signed-out' },
];

/** Writes a journal of format 1 with these entries, as the program of then left it: two of them acknowledged, a snapshot, a label. */
export function writeOldJournal(path: string, events: readonly OldEvent[]): void {
  const db = openLocalDb(path);
  db.exec(FORMAT_1);
  const insert = db.statement('insert into entry values (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)');
  const settle = db.statement('insert into settled values (?, ?, ?, ?, ?)');
  const settledBy: Readonly<Record<string, string>> = {
    'order-shipped': 'shipped',
    'order-held': 'held',
    'order-put-back': 'put-back',
  };
  for (const [index, event] of events.entries()) {
    const seq = index + 1;
    const orderId = event.orderId ?? null;
    insert.run(
      seq,
      `old-${seq}`,
      event.type,
      seq * 10,
      'boot',
      seq,
      'mira',
      orderId,
      orderId && 1,
      JSON.stringify(event),
    );
    const by = settledBy[event.type];
    if (by !== undefined) settle.run(orderId, by, seq * 10, 1, seq);
  }
  db.exec("insert into meta values ('acknowledged', 2)");
  db.exec("insert into parcel values ('PH0005010000017', '10483')");
  db.exec(`insert into artefact values ('PH0005010000017', 'label', 'ab', '["PH0005010000017"]', x'0102', null, 5)`);
  db.exec(`insert into snapshot values (1, 3, 1, '{"packer":null}')`);
  db.close();
}
