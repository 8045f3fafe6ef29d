import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/hub/database/schema.ts';

/** Everything that a column can hold and that a copy could spoil. */
export interface Strange {
  readonly text: string;
  readonly json: string;
  readonly bytes: Uint8Array;
  /** ISO 8601 with microseconds. */
  readonly time: string;
  readonly big: string;
  readonly double: number;
  readonly ids: readonly string[];
}

const time = fc
  .tuple(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), fc.nat(999))
  .map(([at, micros]) => at.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`));

export const strangeRows: fc.Arbitrary<Strange> = fc.record({
  // PostgreSQL has no NUL in text.
  text: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
  json: fc
    .oneof(fc.jsonValue({ stringUnit: 'binary' }), fc.constant(null), fc.constant('a\nb\u2028"\\'))
    .map((value) => JSON.stringify(value))
    .filter((text) => !text.includes('\\u0000')),
  bytes: fc.uint8Array({ maxLength: 300 }),
  time: fc.oneof(time, fc.constant('infinity')),
  big: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
  double: fc.double({ noNaN: false }),
  ids: fc.array(fc.uuid(), { minLength: 30, maxLength: 30 }),
});

/** A row or more in every table; which one is left empty is told by the test that counts them. */
export async function fillTables(db: Database, rows: readonly Strange[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) throw new Error('no rows');
  const { text, json, bytes, time, ids } = first;
  const id = (no: number) => ids[no] ?? '';
  const [warehouse, connector, station, sales, order, person, event, shipment] = [0, 1, 2, 3, 4, 5, 6, 7].map(id);
  const put = (table: string, row: Readonly<Record<string, unknown>>) => insert(db, table, row);
  await put('hub', { id: id(8), badge_salt: bytes, made_at: time });
  await put('warehouse', { id: warehouse, code: 'MAIN', name: text });
  await put('feed_head', { warehouse_id: warehouse, epoch: id(9), pos: first.big, min_pos: 3 });
  await put('connector', { id: connector, kind: 'csv', name: text });
  await put('station', {
    id: station,
    no: 1,
    warehouse_id: warehouse,
    name: text,
    last_seq: first.big,
    last_seen: time,
  });
  await put('station_key', { key_id: 'k', station_id: station, secret_hash: bytes, ends_at: time });
  await put('office_key', { key_id: 'o', name: text, secret_hash: bytes });
  const code = { warehouse_id: warehouse, created_by: text, created_at: time, expires_at: time };
  await put('enrolment', { code_hash: bytes, station_id: station, name: null, offline_buffer: null, ...code });
  await put('sales_order', {
    id: sales,
    connector_id: connector,
    external_id: text,
    number: text,
    doc: json,
    doc_hash: bytes,
  });
  const held = { claim_station: station, claim_class: 'hard', fence: first.big, claimed_at: time, worker: text };
  const about = { sales_order_id: sales, warehouse_id: warehouse, number: text, doc: json, hold_reasons: json };
  await put('orders', {
    id: order,
    state: 'claimed',
    ship_by: time,
    part: json,
    feed_pos: first.big,
    ...held,
    ...about,
  });
  const taken = { at: time, by: text, reason: text, from_station: station, fence: first.big };
  await put('claim_override', { id: id(22), order_id: order, ...taken });
  await put('order_gone', {
    warehouse_id: warehouse,
    order_id: id(10),
    reason: 'shipped',
    rev: 2,
    feed_pos: first.big,
  });
  await put('item', { warehouse_id: warehouse, sku: text, doc: json, feed_pos: 5 });
  await put('person', {
    id: person,
    warehouse_id: warehouse,
    name: text,
    role: 'lead',
    active: true,
    badge_hash: text,
  });
  await put('session', { key_id: 's', secret_hash: bytes, person_id: person, created_at: time, expires_at: time });
  await put('site', { warehouse_id: warehouse, doc: json });
  await put('stock', { warehouse_id: warehouse, sku: text, on_hand: -2, allocated: 1 });
  await put('stock_place', { warehouse_id: warehouse, sku: text, bin: text, on_hand: -2 });
  await put('stock_move', { event_id: event, warehouse_id: warehouse, sku: text, bin: text, qty: -1, reason: text });
  await put('reservation', { order_id: order, sku: text, qty: 1 });
  for (const [no, row] of rows.entries()) {
    const at = { station_id: station, epoch: 1, occurred_at: row.time, at_est: row.time, boot_id: row.text };
    const told = { type: row.text, schema_v: 1, mono_ms: row.double, payload: row.json, outcome: 'applied' };
    await put('event', { id: row.ids[6], seq: no + 1, order_id: order, fence: row.big, ...at, ...told });
    const where = { station_id: station, epoch: 1, seq: rows.length + no + 1 };
    await put('event_quarantine', { id: row.ids[11], raw: row.bytes, error: row.text, ...where });
  }
  const sent = { order_id: order, event_id: event, station_id: station, packages: json, shipped_at: time };
  await put('shipment', { id: shipment, accepted: true, fence: first.big, code: text, ...sent });
  await put('shipment', { ...sent, id: id(12), event_id: id(13), accepted: false });
  const unit = { parcel: text, line_id: 'L1', units: 1, grams: first.double };
  await put('shipment_unit', { shipment_id: shipment, no: 1, lot: text, ...unit });
  const both = { shipment_id: shipment, other_shipment_id: id(12), resolution: json };
  await put('conflict', { id: id(14), order_id: order, kind: 'double_ship', event_id: id(13), ...both });
  const shop = { connector_id: connector, shipment_id: shipment, order_id: order, external_id: text };
  await put('outbound', { id: id(15), next_at: time, lock_token: first.big, remote_ref: text, ...shop });
  await put('request_memo', { station_id: station, request_id: id(16), request_hash: bytes, response: json });
  const short = { sku: text, units: 2, reason: text, set_down: 1, back: 1 };
  await put('shortage', { event_id: id(17), order_id: order, line_id: 'L1', ...short });
  const seen = { warehouse_id: warehouse, event_id: event, station_id: station };
  await put('count_task', { id: id(18), cause: 'short', sku: text, detail: text, done_at: time, ...seen });
  await put('damage', { id: id(19), order_id: order, sku: text, units: 1, reason: text, ...seen });
  await put('barcode_review', { id: id(20), sku: text, kind: 'text', value: text, factor: 1, why: 'taken', ...seen });
  const sha256 = Buffer.from(bytes).toString('hex').padEnd(64, '0').slice(0, 64);
  await put('document', { sha256, bytes, size: bytes.length });
  const label = { kind: 'label', parcel: 1, format: 'zpl', tracking: text, tracking_key: text, created_at: time };
  await put('order_document', { order_id: order, seq: 1, sha256, ...label });
  await put('shipped_tracking', { tracking_key: text, order_id: order, parcel: text, event_id: event });
  await put('sscc_counter', { company_prefix: '4012345', next_block: 7 });
  await put('sscc_counter', { company_prefix: '4012345678', next_block: 20 });
  const block = { company_prefix: '4012345', station_id: station, epoch: 1, first: 0, last: 99_999 };
  await put('sscc_block', { id: id(21), highest: 7, handed_out_at: time, ...block });
}

async function insert(db: Database, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(row).map((name) => sql.ref(name));
  const values: RawBuilder<unknown>[] = Object.values(row).map((value) => sql`${value}`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(values)})`.execute(db);
}
