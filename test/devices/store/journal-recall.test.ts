import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../../src/core/event.ts';
import type { ParcelCode, Sku } from '../../../src/core/ids.ts';
import { createRecall } from '../../../src/devices/store/journal-recall.ts';
import { openLocalDb } from '../../../src/devices/store/local-db.ts';
import { lineId, opened, openTestStore, orderFor, product, shipped, type TestStore } from './store-fixture.ts';

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.destroy());

const CAMERA = product('CAM-1', { track: { serial: true } });
const LENS = product('LENS-1', { track: { serial: true } });
const ORDER = orderFor('10482', [CAMERA]);
const journal = () => test.store.journal;

function packed(order: typeof ORDER, ...codes: readonly string[]): Event {
  const [first = ''] = codes;
  return {
    type: 'order-packed',
    orderId: order.id,
    parcelCode: first as ParcelCode,
    ...(codes.length > 1 ? { parcels: codes as readonly ParcelCode[] } : {}),
  };
}

function taught(sku: string, value: string, factor = 1, kind: 'gtin' | 'text' = 'text'): Event {
  return { type: 'barcode-learned', sku: sku as Sku, barcode: { kind, value, factor }, orderId: null };
}

describe('serials that left from here', () => {
  it('are known by item and serial, with the order and the time, after a restart as well', async () => {
    await test.tell(opened(ORDER), shipped(ORDER, { lineId: lineId('10482', 1), units: 1, serial: 'S-1' }));
    test.reopen();
    expect(journal().serialShipped('CAM-1', 'S-1')).toEqual({ number: '10482', atMs: 2000 });
    expect(journal().serialShipped('LENS-1', 'S-1')).toBeNull();
    expect(journal().serialShipped('CAM-1', 's-1')).toBeNull();
  });

  it('are not those of an order that is only packed, or was given up', async () => {
    const unit = { lineId: lineId('10482', 1), units: 1, serial: 'S-1' };
    const scan = { scanId: 's', source: 'scanner', text: 'S-1' };
    await test.tell(opened(ORDER), { type: 'item-packed', orderId: ORDER.id, scan, ...unit }, packed(ORDER, 'PH1'));
    await test.tell({ type: 'order-held', orderId: ORDER.id, reason: 'packer' });
    expect(journal().serialShipped('CAM-1', 'S-1')).toBeNull();
  });

  it('stand under the item that was packed: a substitute, a part of a kit, a line the shop added later', async () => {
    const part = { ...LENS, id: lineId('10483', 9), no: 9, quantity: 1 };
    const kit = orderFor('10483', [{ ...product('KIT'), parts: [part] }]);
    const revised = orderFor('10483', [{ ...product('KIT'), parts: [part] }, CAMERA], { rev: 2 });
    await test.tell(
      opened(kit),
      { type: 'order-revised', orderId: kit.id, order: revised },
      shipped(
        kit,
        { lineId: lineId('10483', 9), units: 1, serial: 'PART' },
        { lineId: lineId('10483', 2), units: 1, serial: 'ADDED' },
        { lineId: lineId('10483', 2), units: 1, serial: 'SWAPPED', swap: 'CAM-2' as Sku },
        { lineId: lineId('10483', 77), units: 1, serial: 'NOWHERE' },
      ),
    );
    expect(journal().serialShipped('LENS-1', 'PART')?.number).toBe('10483');
    expect(journal().serialShipped('CAM-1', 'ADDED')?.number).toBe('10483');
    expect(journal().serialShipped('CAM-2', 'SWAPPED')?.number).toBe('10483');
    expect(journal().serialShipped('CAM-1', 'SWAPPED')).toBeNull();
    expect(journal().serialShipped('CAM-1', 'NOWHERE')).toBeNull();
  });

  it('that came back and left again belong to the later order', async () => {
    const later = orderFor('10490', [CAMERA]);
    await test.tell(opened(ORDER), shipped(ORDER, { lineId: lineId('10482', 1), units: 1, serial: 'S-1' }));
    await test.tell(opened(later), shipped(later, { lineId: lineId('10490', 1), units: 1, serial: 'S-1' }));
    expect(journal().serialShipped('CAM-1', 'S-1')).toEqual({ number: '10490', atMs: 4000 });
  });
});

describe('what was noted', () => {
  it('names every box of an order, also one that was packed again into more boxes', async () => {
    await test.tell(opened(ORDER), packed(ORDER, 'PH1'), packed(ORDER, 'PH2', 'PH3', 'PH4'));
    for (const code of ['PH1', 'PH2', 'PH3', 'PH4']) expect(journal().orderNumberOf(code)).toBe('10482');
    expect(journal().orderNumberOf('PH5')).toBeNull();
  });

  it('stays the same when every entry is noted again, in any order', async () => {
    const later = orderFor('10490', [CAMERA]);
    await test.tell(
      opened(ORDER),
      taught('CAM-1', 'SHUTTER', 2),
      packed(ORDER, 'PH1'),
      shipped(ORDER, { lineId: lineId('10482', 1), units: 1, serial: 'S-1' }),
      opened(later),
      packed(later, 'PH2', 'PH3'),
      shipped(later, { lineId: lineId('10490', 1), units: 1, serial: 'S-1' }),
      { type: 'order-put-back', orderId: ORDER.id },
    );
    const entries = [...journal().after(0)];
    const db = openLocalDb(`${test.folder}/journal.db`);
    const tables = () =>
      ['settled', 'parcel', 'learned', 'serial'].map((table) => db.statement(`select * from ${table}`).all());
    const before = tables();
    expect(before.map((rows) => rows.length)).toEqual([2, 3, 1, 1]);
    const recall = createRecall(db);
    for (const entry of [...entries, ...entries.toReversed()]) recall.note(entry);
    expect(tables()).toEqual(before);
    db.close();
  });

  it('is not there when the turn was not written', async () => {
    await test.tell(opened(ORDER));
    const draft = { version: 1, atMs: 1, bootId: 'b', monoMs: 0, personId: null, orderId: null, fence: null };
    const twice = [taught('CAM-1', 'X'), taught('CAM-1', 'Y')].map((event) => ({ ...draft, id: 'same', event }));
    expect((await journal().append(twice)).ok).toBe(false);
    test.pull({ items: [CAMERA] });
    expect(test.store.replica.itemsByCode('text', 'X')).toEqual([]);
  });
});

describe('a code taught at the bench', () => {
  it('means its item at once and after a restart, with its factor; exact in case and kind', async () => {
    test.pull({ items: [CAMERA, LENS] });
    await test.tell(taught('CAM-1', 'Shutter', 3));
    test.reopen();
    expect(test.store.replica.itemsByCode('text', 'Shutter')).toEqual([{ item: CAMERA, factor: 3 }]);
    expect(test.store.replica.itemsByCode('text', 'SHUTTER')).toEqual([]);
    expect(test.store.replica.itemsByCode('gtin', 'Shutter')).toEqual([]);
  });

  it('counts once when the catalogue knows it too, and the catalogue has the last word on its factor', async () => {
    await test.tell(taught('CAM-1', 'Shutter', 3));
    test.pull({ items: [{ ...CAMERA, barcodes: [{ kind: 'text', value: 'Shutter', factor: 5 }] }] });
    expect(test.store.replica.itemsByCode('text', 'Shutter')).toMatchObject([{ item: { sku: 'CAM-1' }, factor: 5 }]);
  });

  it('stands beside another item that has it in the catalogue: the order decides then', async () => {
    test.pull({ items: [CAMERA, { ...LENS, barcodes: [{ kind: 'text', value: 'Shutter', factor: 1 }] }] });
    await test.tell(taught('CAM-1', 'Shutter'));
    expect(test.store.replica.itemsByCode('text', 'Shutter').map(({ item }) => item.sku)).toEqual(['LENS-1', 'CAM-1']);
  });

  it('says nothing while the catalogue is on its way again, and is there when it has come', async () => {
    test.pull({ items: [CAMERA] });
    await test.tell(taught('CAM-1', 'Shutter'));
    test.store.replica.clear();
    expect(test.store.replica.itemsByCode('text', 'Shutter')).toEqual([]);
    test.pull({ items: [CAMERA] });
    expect(test.store.replica.itemsByCode('text', 'Shutter')).toHaveLength(1);
  });
});
