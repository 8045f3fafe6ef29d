import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fold } from '../../../src/core/evolve.ts';
import { phaseOf } from '../../../src/core/state.ts';
import { openLocalDb } from '../../../src/devices/store/local-db.ts';
import { JournalDamaged, openStore } from '../../../src/devices/store/open-store.ts';
import { JOURNAL_VERSION, prepareJournal } from '../../../src/devices/store/store-schema.ts';
import { VERSION_1, writeOldJournal } from './old-journal.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packhouse-old-'));
  path = join(folder, 'journal.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function look<Answer>(sql: string, of: (rows: readonly Readonly<Record<string, unknown>>[]) => Answer): Answer {
  const db = openLocalDb(path);
  try {
    return of(db.statement(sql).all());
  } finally {
    db.close();
  }
}

describe('a journal of format 1', () => {
  it('opens with every entry, mark and label that was in it', () => {
    writeOldJournal(path, VERSION_1);
    const store = openStore(folder);
    const { journal, artefacts } = store;
    expect([...journal.after(0)].map(({ event }) => event)).toEqual(VERSION_1);
    expect(journal.lastSeq()).toBe(VERSION_1.length);
    expect(journal.acknowledgedSeq()).toBe(2);
    expect(journal.unsent()).toEqual({ entries: VERSION_1.length - 2, orders: 1 });
    expect(journal.orderNumberOf('PH0005010000017')).toBe('10483');
    // Kept for whatever printer there is: an older program knew only one.
    expect(artefacts.get('PH0005010000017', 'label', 'zpl-203-832-run-length')?.bytes).toEqual(new Uint8Array([1, 2]));
    expect(artefacts.latest('PH0005010000017', 'label')?.bytes).toEqual(new Uint8Array([1, 2]));
    store.close();
    expect(look('select order_id, by, seq from settled order by seq', (rows) => rows)).toEqual([
      { order_id: 'o-1', by: 'held', seq: 5 },
      { order_id: 'o-2', by: 'put-back', seq: 7 },
      { order_id: 'o-3', by: 'shipped', seq: VERSION_1.length - 1 },
    ]);
    expect(look('pragma user_version', ([row]) => row)).toEqual({ user_version: JOURNAL_VERSION });
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('is folded anew, because its snapshot is of another fold', () => {
    writeOldJournal(path, VERSION_1);
    const store = openStore(folder);
    expect(store.journal.loadSnapshot()).toBeNull();
    store.close();
  });

  it('goes on where it stopped, and keeps its triggers', async () => {
    writeOldJournal(path, VERSION_1);
    const store = openStore(folder);
    const draft = {
      id: 'new',
      version: 1,
      atMs: 1,
      bootId: 'b',
      monoMs: 0,
      personId: null,
      orderId: null,
      fence: null,
    };
    const written = await store.journal.append([{ ...draft, event: { type: 'help-asked' } }]);
    expect(written).toMatchObject({ ok: true, value: [{ seq: VERSION_1.length + 1 }] });
    store.close();
    expect(() => look("update entry set event = '{}'", (rows) => rows)).toThrow(/append-only/);
    expect(() => look('delete from entry', (rows) => rows)).toThrow(/unsent/);
  });

  it('fills the new tables from its entries, and forgets nothing that older entries told', () => {
    const barcode = { kind: 'text', value: 'BOTTLE', factor: 2 };
    const learned = { type: 'barcode-learned', sku: 'B-17-BK', barcode, orderId: null };
    writeOldJournal(path, [...VERSION_1, learned]);
    const db = openLocalDb(path);
    db.exec("update meta set value = 99 where key = 'acknowledged'");
    db.exec('delete from entry where seq <= 10');
    db.close();
    openStore(folder).close();
    expect(look('select * from learned', (rows) => rows)).toEqual([
      { kind: 'text', value: 'BOTTLE', sku: 'B-17-BK', factor: 2 },
    ]);
    // The entry that told the number is gone; the name of its parcel is not.
    expect(look('select * from parcel', (rows) => rows)).toEqual([
      { code: 'PH0005010000017', number: '10483', order_id: null, parcel_code: null },
    ]);
  });

  it('is as it was when the way to the new format breaks off', () => {
    writeOldJournal(path, VERSION_1);
    const before = openLocalDb(path);
    // Stands in the way of the second table of the step.
    before.exec('create table serial (one integer)');
    before.close();
    expect(() => openStore(folder)).toThrow(JournalDamaged);
    expect(look('pragma user_version', ([row]) => row)).toEqual({ user_version: 1 });
    expect(look("select name from sqlite_schema where name = 'learned'", (rows) => rows)).toEqual([]);
    expect(look('select count(*) as n from entry', ([row]) => row)).toEqual({ n: VERSION_1.length });
  });

  it('has the same tables and triggers afterwards as a new one', () => {
    const schema = 'select type, name, sql from sqlite_schema order by type, name';
    writeOldJournal(path, VERSION_1);
    openStore(folder).close();
    const migrated = look(schema, (rows) => rows);
    const fresh = openLocalDb(join(folder, 'fresh.db'));
    prepareJournal(fresh);
    expect(migrated).toEqual(fresh.statement(schema).all());
    fresh.close();
  });
});

describe('events of version 1', () => {
  it('are all among the samples', () => {
    const written = `packer-signed-in packer-signed-out order-asked-for order-not-granted order-opened item-packed item-unpacked
      line-skipped scan-refused stop-acknowledged help-asked help-closed order-held order-put-back order-packed print-wanted
      document-made document-failed print-started print-troubled print-confirmed print-not-confirmed label-proved order-shipped`;
    expect(new Set(VERSION_1.map(({ type }) => type))).toEqual(new Set(written.split(/\s+/)));
  });

  it('fold to the bench they left behind', () => {
    writeOldJournal(path, VERSION_1.slice(0, -1));
    const store = openStore(folder);
    const state = fold(store.journal.after(0));
    store.close();
    expect(phaseOf(state)).toBe('done');
    expect(state.last).toMatchObject({ number: '10483', lane: 'B' });
    expect(state.parcels).toBe(1);
    expect(state.waiting.map(({ parcelCode }) => parcelCode)).toEqual(['PH0005010000017']);
    expect(state.work?.packed).toEqual({ 'line-1': 2 });
  });

  it('fold at every length, so a bench may be brought up to date in the middle of an order', () => {
    writeOldJournal(path, VERSION_1);
    const store = openStore(folder);
    const entries = [...store.journal.after(0)];
    store.close();
    const phases = entries.map((_, index) => phaseOf(fold(entries.slice(0, index + 1))));
    expect(new Set(phases)).toEqual(
      new Set(['signed-out', 'ready', 'asking', 'packing', 'stopped', 'labelling', 'proving', 'done']),
    );
    expect(phases.at(-1)).toBe('signed-out');
  });
});
