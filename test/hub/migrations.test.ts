import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { MIGRATIONS, migrate } from '../../src/hub/database/migrate.ts';
import type { HubTables } from '../../src/hub/database/schema.ts';

test('a database from before documents keeps its orders and events, and takes documents', async () => {
  const db = new Kysely<HubTables>({ dialect: new PGliteDialect({ pglite: new PGlite() }) });
  const before = Object.entries(MIGRATIONS).filter(([name]) => name < '20261123180000_documents');
  expect(before).toHaveLength(2);
  const getMigrations = async (): Promise<Record<string, Migration>> => Object.fromEntries(before);
  expect((await new Migrator({ db, provider: { getMigrations } }).migrateToLatest()).error).toBeUndefined();
  await expect(db.selectFrom('order_document').select('seq').execute()).rejects.toThrow('does not exist');

  const [warehouse_id, connector_id, sales_order_id, order_id, station_id] = Array.from({ length: 5 }, () => uuidv7());
  if (!warehouse_id || !connector_id || !sales_order_id || !order_id || !station_id) throw new Error('five ids');
  await db.insertInto('warehouse').values({ id: warehouse_id, code: 'MAIN', name: 'Main' }).execute();
  await db.insertInto('connector').values({ id: connector_id, kind: 'office', name: 'office' }).execute();
  await db
    .insertInto('sales_order')
    .values({ id: sales_order_id, connector_id, external_id: '1', number: '1', doc: '{}', doc_hash: Buffer.from('x') })
    .execute();
  const order = { id: order_id, sales_order_id, warehouse_id, number: '1', state: 'on_hold' as const, priority: 5 };
  await db
    .insertInto('orders')
    .values({ ...order, ship_by: null, doc: null, hold_reasons: '[]', claim_expires: null })
    .execute();
  await db.insertInto('station').values({ id: station_id, no: 1, warehouse_id, name: 'B', last_seen: null }).execute();
  const at = '2026-11-23T09:00:00.000Z';
  const event = {
    station_id,
    epoch: 1,
    seq: 1,
    id: uuidv7(),
    order_id,
    type: 'print-wanted',
    schema_v: 1,
    boot_id: 'b',
  };
  await db
    .insertInto('event')
    .values({
      ...{ ...event, fence: null, rev_seen: null, mono_ms: 1, occurred_at: at, at_est: at, operator: null },
      ...{ payload: JSON.stringify({ jobId: 'J1', parcelCode: 'PH1' }), outcome: 'applied', code: null },
    })
    .execute();

  await migrate(db);
  await migrate(db);
  expect(await db.selectFrom('event').select(['id', 'type']).execute()).toEqual([{ id: event.id, type: event.type }]);
  const bytes = Buffer.from([0, 255, 94, 88, 65]);
  const sha256 = 'a'.repeat(64);
  await db.insertInto('document').values({ sha256, bytes, size: bytes.length }).execute();
  const tie = { order_id, sha256, kind: 'label', parcel: 1, format: 'zpl', dpi: 203, created_at: at } as const;
  const label = (seq: number, tracking: string, parcel = 1) => ({
    ...{ ...tie, seq, parcel, tracking, tracking_key: tracking, voided_at: null, void_reason: null },
  });
  await db.insertInto('order_document').values(label(1, 'T1')).execute();
  // What the programs promise the database keeps by itself.
  await expect(db.insertInto('order_document').values(label(2, 'T2')).execute()).rejects.toThrow('one_label');
  await expect(
    db
      .insertInto('order_document')
      .values(label(2, 'T1', 2))
      .execute(),
  ).rejects.toThrow('tracking');
  await db.updateTable('order_document').set({ voided_at: at, void_reason: 'x' }).execute();
  await db.insertInto('order_document').values(label(2, 'T1')).execute();
  const stored = await db.selectFrom('document').select('bytes').executeTakeFirstOrThrow();
  expect(Buffer.from(stored.bytes).equals(bytes)).toBe(true);
  await db.destroy();
});
