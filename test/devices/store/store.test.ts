import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../../src/core/event.ts';
import type { OrderId, PersonId } from '../../../src/core/ids.ts';
import type { Order } from '../../../src/core/order.ts';
import { INITIAL_STATE } from '../../../src/core/state.ts';
import { openLocalDb } from '../../../src/devices/store/local-db.ts';
import { JournalDamaged, openStore, type Store } from '../../../src/devices/store/open-store.ts';
import { JOURNAL_VERSION, NewerStore } from '../../../src/devices/store/store-schema.ts';
import type { JournalDraft, ReplicaPage } from '../../../src/runtime/stores.ts';
import { ITEMS, ORDER } from '../../core/bench.ts';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packhouse-store-'));
  store = openStore(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

let drafts = 0;
function draft(event: Event): JournalDraft {
  drafts += 1;
  const orderId = 'orderId' in event ? event.orderId : null;
  return {
    id: `id-${drafts}`,
    version: 1,
    atMs: drafts,
    bootId: 'b',
    monoMs: 0,
    personId: null,
    orderId,
    fence: orderId === null ? null : 1,
    event,
  };
}

function page(orders: readonly Order[], more: Partial<ReplicaPage> = {}): ReplicaPage {
  return {
    cursor: 'c1',
    feedEpoch: 'e',
    orders,
    removed: [],
    items: ITEMS,
    people: [],
    conflicts: [],
    atMs: 5,
    ...more,
  };
}

const OPENED: Event = { type: 'order-opened', orderId: ORDER.id, order: ORDER };
const SHIPPED: Event = {
  type: 'order-shipped',
  orderId: ORDER.id,
  shipment: { carrier: 'c', service: 's', parcels: [] },
};

function reopen(): void {
  store.close();
  store = openStore(folder);
}

describe('journal', () => {
  it('numbers entries without gaps and gives them back after a restart', async () => {
    await store.journal.append([draft(OPENED), draft({ type: 'help-asked' })]);
    await store.journal.append([draft({ type: 'help-closed' })]);
    reopen();
    const entries = [...store.journal.after(0)];
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(entries[0]?.event).toEqual(OPENED);
    expect(store.journal.lastSeq()).toBe(3);
  });

  it('writes all of a turn or nothing of it', async () => {
    const twice = draft({ type: 'help-asked' });
    const written = await store.journal.append([twice, twice]);
    expect(written).toMatchObject({ ok: false, error: { kind: 'journal-unwritable' } });
    expect(store.journal.lastSeq()).toBe(0);
    expect((await store.journal.append([draft({ type: 'help-asked' })])).ok).toBe(true);
  });

  it('cannot be rewritten, and unsent entries cannot be deleted', async () => {
    await store.journal.append([draft(OPENED)]);
    const db = openLocalDb(join(folder, 'journal.db'));
    expect(() => db.exec("update entry set event = '{}'")).toThrow(/append-only/);
    expect(() => db.exec('delete from entry')).toThrow(/unsent/);
    expect(() => db.exec("insert into entry values (9, 'x', 1, 't', 1, 'b', 1, null, null, null, '{}')")).toThrow(
      /no gaps/,
    );
    db.close();
  });

  it('counts what the hub does not have, across acknowledge, rewind and restart', async () => {
    await store.journal.append([draft(OPENED), draft(SHIPPED)]);
    expect(store.journal.unsent()).toEqual({ entries: 2, orders: 1 });
    store.journal.acknowledge(2);
    expect(store.journal.unsent()).toEqual({ entries: 0, orders: 0 });
    reopen();
    expect(store.journal.acknowledgedSeq()).toBe(2);
    store.journal.rewind(1);
    expect(store.journal.unsent()).toEqual({ entries: 1, orders: 1 });
    store.journal.acknowledge(99);
    expect(store.journal.acknowledgedSeq()).toBe(2);
  });

  it('knows whose label a parcel code is', async () => {
    await store.journal.append([
      draft(OPENED),
      draft({ type: 'order-packed', orderId: ORDER.id, parcelCode: 'PH1' as never }),
    ]);
    expect(store.journal.orderNumberOf('PH1')).toBe('10482');
    expect(store.journal.orderNumberOf('PH2')).toBeNull();
  });

  it('starts from its snapshot, never from one that is ahead of it', async () => {
    await store.journal.append([draft(OPENED)]);
    store.journal.saveSnapshot(1, { ...INITIAL_STATE, parcels: 7 });
    expect(store.journal.loadSnapshot()).toMatchObject({ seq: 1, state: { parcels: 7 } });
    store.journal.saveSnapshot(9, INITIAL_STATE);
    expect(store.journal.loadSnapshot()).toBeNull();
  });

  it('of a newer program is refused by name and left alone', () => {
    store.close();
    const db = openLocalDb(join(folder, 'journal.db'));
    db.exec('pragma user_version = 99');
    db.close();
    expect(() => openStore(folder)).toThrow(NewerStore);
    expect(() => openStore(folder)).toThrow(/newer Packhouse/);
    const again = openLocalDb(join(folder, 'journal.db'));
    again.exec(`pragma user_version = ${JOURNAL_VERSION}`);
    again.close();
    store = openStore(folder);
  });

  it('that is damaged is refused by name, and a copy is kept', () => {
    store.close();
    rmSync(join(folder, 'journal.db-wal'), { force: true });
    writeFileSync(join(folder, 'journal.db'), 'this was a journal once, before the disk went bad'.repeat(100));
    expect(() => openStore(folder)).toThrow(JournalDamaged);
    expect(readdirSync(folder).some((name) => name.startsWith('journal.db.damaged-'))).toBe(true);
    rmSync(join(folder, 'journal.db'));
    store = openStore(folder);
  });
});

describe('replica', () => {
  it('keeps page and cursor together, and never goes back to an older word', () => {
    store.replica.apply(page([{ ...ORDER, rev: 5 }]));
    store.replica.apply(page([{ ...ORDER, rev: 4, state: 'ready' }], { cursor: 'c2' }));
    expect(store.replica.order(ORDER.id)?.order).toEqual({ ...ORDER, rev: 5 });
    expect(store.replica.cursor()).toBe('c2');
  });

  it('finds an order by number and tote, an item by every code with its factor', () => {
    store.replica.apply(page([{ ...ORDER, doc: { ...ORDER.doc, tote: 'T-4' } }]));
    expect(store.replica.ordersByText('10482')).toHaveLength(1);
    expect(store.replica.ordersByText('T-4')).toHaveLength(1);
    expect(store.replica.itemsByCode('gtin', '19520000000032')).toMatchObject([{ item: { sku: 'M-02' }, factor: 6 }]);
    expect(store.replica.lookAlike('B-17-BK')).toEqual({ variant: 'BLUE', picture: null });
  });

  it('lays the journal over what the hub said: a shipped order is no work any more', async () => {
    store.replica.apply(page([ORDER]));
    expect(store.replica.queue(5, false)).toHaveLength(1);
    await store.journal.append([draft(SHIPPED)]);
    expect(store.replica.queue(5, false)).toHaveLength(0);
    expect(store.replica.claimed()).toBe(0);
    expect(store.replica.order(ORDER.id)?.settled?.by).toBe('shipped');
    // Lent again under a newer fence: new work.
    store.replica.apply(page([{ ...ORDER, rev: 9, fence: 2 }]));
    expect(store.replica.queue(5, false)).toHaveLength(1);
  });

  it('lists its own orders first, most urgent first, and counts late, today and held', () => {
    const make = (number: string, change: Partial<Order>): Order => ({
      ...ORDER,
      id: `o-${number}` as OrderId,
      number,
      ...change,
    });
    store.replica.apply(
      page([
        make('1', { shipByMs: 300 }),
        make('2', { shipByMs: 100, priority: 5 }),
        make('3', { priority: 1 }),
        make('4', { state: 'ready', claim: null, shipByMs: 50 }),
        make('5', { state: 'on_hold', claim: null }),
        make('6', { claim: { class: 'hard', mine: false } }),
      ]),
    );
    expect(store.replica.queue(9, false).map(({ order }) => order.number)).toEqual(['3', '2', '1']);
    expect(store.replica.queue(9, true).map(({ order }) => order.number)).toEqual(['3', '2', '1', '4']);
    expect(store.replica.counts(200, 1000)).toEqual({ open: 5, late: 2, today: 1, held: 1 });
  });

  it('takes a grant only when it is not older than the order', () => {
    store.replica.apply(page([{ ...ORDER, rev: 3, state: 'ready', claim: null }]));
    store.replica.grant([{ orderId: ORDER.id, fence: 4, rev: 4, class: 'hard' }]);
    expect(store.replica.order(ORDER.id)?.order).toMatchObject({ fence: 4, claim: { class: 'hard', mine: true } });
  });

  it('finds people by badge hash, and by name only those with a PIN who are active', () => {
    const person = (id: string, change: object) => ({
      id: id as PersonId,
      name: id,
      role: 'packer' as const,
      badgeHash: `h-${id}`,
      pinHash: 'p',
      active: true,
      ...change,
    });
    store.replica.apply(
      page([], { people: [person('ana', {}), person('bo', { pinHash: null }), person('cy', { active: false })] }),
    );
    expect(store.replica.personByBadge('h-bo')?.name).toBe('bo');
    expect(store.replica.personByBadge('h-cy')).toBeNull();
    expect(store.replica.people().map(({ name }) => name)).toEqual(['ana']);
  });

  it('can be thrown away or found in pieces without touching the journal', async () => {
    store.replica.apply(page([ORDER]));
    await store.journal.append([draft(OPENED)]);
    store.close();
    for (const tail of ['-wal', '-shm']) rmSync(join(folder, `replica.db${tail}`), { force: true });
    writeFileSync(join(folder, 'replica.db'), 'not a database at all'.repeat(300));
    store = openStore(folder);
    expect(store.replica.cursor()).toBeNull();
    expect(store.journal.lastSeq()).toBe(1);
  });

  it('of another format is begun anew', () => {
    store.replica.apply(page([ORDER]));
    store.close();
    const db = openLocalDb(join(folder, 'replica.db'));
    db.exec('pragma user_version = 1');
    db.close();
    store = openStore(folder);
    expect(store.replica.cursor()).toBeNull();
    expect(store.replica.order(ORDER.id)).toBeNull();
    store.replica.apply(page([ORDER]));
    reopen();
    expect(store.replica.order(ORDER.id)?.order).toEqual(ORDER);
  });
});
