import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Event, JournalEntry } from '../../../src/core/event.ts';
import { fold } from '../../../src/core/evolve.ts';
import type { JobId, OrderId, ParcelCode, PersonId } from '../../../src/core/ids.ts';
import { INITIAL_STATE, type State } from '../../../src/core/state.ts';
import { FOLD_VERSION } from '../../../src/devices/store/journal-snapshots.ts';
import { openLocalDb } from '../../../src/devices/store/local-db.ts';
import type { Artefact } from '../../../src/runtime/stores.ts';
import { lineId, opened, openTestStore, orderFor, product, shipped, type TestStore } from './store-fixture.ts';

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.destroy());

const journal = () => test.store.journal;
const CAMERA = product('CAM', { track: { serial: true } });
const DAY = 24 * 3_600_000;
const plain = (state: State): unknown => JSON.parse(JSON.stringify(state));

/** Calls until nothing is left to do. */
function forgetAll(beforeMs: number, state: State): { readonly slices: number } {
  for (let slices = 0; slices < 10_000; slices += 1) {
    const { entries, papers } = journal().forget(beforeMs, state);
    if (entries === 0 && papers === 0) return { slices };
  }
  throw new Error('forgetting does not end');
}

const kept = () => [...journal().after(0)].map(({ seq }) => seq);

/** The bench as a start would find it. */
function started(): State {
  const from = journal().loadSnapshot();
  return fold(journal().after(from?.seq ?? 0), from?.state ?? INITIAL_STATE);
}

function packing(number: string): readonly Event[] {
  const order = orderFor(number, [CAMERA]);
  const parcelCode = `PH-${number}` as ParcelCode;
  const jobId = `job-${number}` as JobId;
  const scan = { scanId: `s-${number}`, source: 'x', text: 'S' };
  return [
    opened(order),
    { type: 'item-packed', orderId: order.id, lineId: lineId(number, 1), units: 1, serial: `S-${number}`, scan },
    { type: 'order-packed', orderId: order.id, parcelCode },
    { type: 'print-wanted', orderId: order.id, jobId, role: 'label', parcelCode, copy: 1, reason: 'first' },
    { type: 'document-made', jobId, sha256: number, decoded: [] },
    { type: 'print-started', jobId, attempt: 1, printer: 'p' },
    { type: 'print-confirmed', jobId, by: 'odometer' },
  ];
}

const leave = (number: string) =>
  shipped(orderFor(number, []), { lineId: lineId(number, 1), units: 1, serial: `S-${number}` });
const MIRA: Event = { type: 'packer-signed-in', personId: 'mira' as PersonId, name: 'Mira', role: 'packer' };

function paper(number: string, atMs: number): Artefact {
  const bytes = new Uint8Array([1, 2]);
  const [decoded, png] = [[], null];
  return {
    parcelCode: `PH-${number}`,
    paper: 'label',
    form: 'f',
    source: null,
    sha256: `sha-${number}`,
    decoded,
    bytes,
    png,
    atMs,
  };
}

describe('a journal that forgets', () => {
  it('keeps what is recent, what the hub has not got, and nothing else that is over', async () => {
    await test.tell(MIRA, ...packing('1'), leave('1'), ...packing('2'), leave('2'));
    const all = journal().lastSeq();
    forgetAll(1e12, INITIAL_STATE);
    expect(kept()).toHaveLength(all);
    journal().acknowledge(9);
    forgetAll(5000, INITIAL_STATE);
    expect(kept()[0]).toBe(5);
    forgetAll(1e12, INITIAL_STATE);
    expect(kept()[0]).toBe(10);
    expect(journal().unsent().entries).toBe(all - 9);
  });

  it('goes on with its numbers when every entry has gone, after a restart as well', async () => {
    await test.tell(MIRA, { type: 'help-asked' }, { type: 'help-closed' });
    journal().acknowledge(3);
    forgetAll(1e12, INITIAL_STATE);
    expect(kept()).toEqual([]);
    test.reopen();
    expect([journal().lastSeq(), journal().acknowledgedSeq()]).toEqual([3, 3]);
    await test.tell({ type: 'status-asked' });
    expect(kept()).toEqual([4]);
    expect(started()).toMatchObject({ packer: { name: 'Mira' }, sheet: 'status' });
  });

  it('keeps all entries of orders that are open, parked, in a box that waits, or have papers under way', async () => {
    await test.tell(
      MIRA,
      ...packing('1'),
      leave('1'),
      ...packing('2'),
      { type: 'order-parked', orderId: 'o-2' as OrderId },
      ...packing('3'),
    );
    journal().acknowledge(journal().lastSeq());
    const state = started();
    forgetAll(1e12, { ...state, waiting: [] });
    const orders = new Set([...journal().after(0)].map(({ orderId, event }) => orderId ?? event.type));
    expect(orders).toEqual(new Set(['o-2', 'o-3']));
    expect(plain(started())).toEqual(plain(state));
    // And they go when the orders have.
    forgetAll(1e12, INITIAL_STATE);
    expect(kept()).toEqual([]);
  });

  it('still knows which serials left and whose label a code was', async () => {
    await test.tell(MIRA, ...packing('1'), leave('1'));
    journal().acknowledge(journal().lastSeq());
    forgetAll(30 * DAY, INITIAL_STATE);
    expect(kept()).toEqual([]);
    expect(journal().serialShipped('CAM', 'S-1')).toMatchObject({ number: '1' });
    expect(journal().orderNumberOf('PH-1')).toBe('1');
    expect(journal().shippedParcel('PH-1')).toMatchObject({ number: '1' });
    forgetAll(400 * DAY, INITIAL_STATE);
    expect(journal().shippedParcel('PH-1')).toBeNull();
    expect(journal().orderNumberOf('PH-1')).toBe('1');
  });

  it('lets printed papers go with orders that left, not those of orders under way', async () => {
    await test.tell(MIRA, ...packing('1'), leave('1'), ...packing('2'), leave('2'), ...packing('3'));
    journal().acknowledge(journal().lastSeq());
    const state = { ...started(), waiting: [] };
    for (const number of ['3', '1', '2', '9']) test.store.artefacts.put(paper(number, 10_000));
    const has = () => ['3', '1', '2', '9'].filter((number) => test.store.artefacts.bySha(`sha-${number}`) !== null);
    forgetAll(10_000, state);
    expect(has()).toEqual(['3', '2', '9']);
    forgetAll(1e12, state);
    expect(has()).toEqual(['3']);
  });

  it('folds from where it forgot when its snapshot is of another fold', async () => {
    await test.tell(MIRA, ...packing('1'), leave('1'), ...packing('2'), leave('2'));
    journal().acknowledge(journal().lastSeq());
    const state = started();
    forgetAll(10_000, INITIAL_STATE);
    journal().saveSnapshot(journal().lastSeq(), state);
    test.reopen(() => {
      const db = openLocalDb(`${test.folder}/journal.db`);
      db.exec(`update snapshot set fold = ${FOLD_VERSION - 1}; update base set fold = ${FOLD_VERSION - 1}`);
      // A field that the fold did not know then.
      db.exec("update base set state = json_remove(state, '$.doubles')");
      db.close();
    });
    expect(journal().loadSnapshot()).toMatchObject({ seq: kept()[0] === undefined ? 0 : (kept()[0] ?? 0) - 1 });
    expect(plain(started())).toEqual(plain(state));
  });

  it('loses nothing when it is killed between two slices', async () => {
    await test.tell(MIRA, ...packing('1'), leave('1'), ...packing('2'));
    journal().acknowledge(journal().lastSeq());
    const state = started();
    for (let slice = 0; slice < 6; slice += 1) {
      journal().forget(1e12, state);
      test.reopen();
      expect(plain(started())).toEqual(plain(state));
    }
  });

  it('folds to the same bench whatever happened, wherever it forgot, however often', async () => {
    const steps = fc.array(fc.tuple(fc.nat(9), fc.nat(5), fc.boolean(), fc.nat(100)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const own = openTestStore();
        try {
          const all: JournalEntry[] = [];
          for (const [kind, number, more, cut] of given) {
            await own.tell(...happening(kind, `${number}`, more));
            all.splice(0, all.length, ...all, ...[...own.store.journal.after(all.at(-1)?.seq ?? 0)]);
            const state = fold(all);
            if (cut > 60) {
              own.store.journal.acknowledge(Math.floor((all.length * cut) / 100));
              for (let slice = 0; slice < cut % 7; slice += 1) own.store.journal.forget(all.length * cut * 10, state);
            }
            const from = own.store.journal.loadSnapshot();
            const again = fold(own.store.journal.after(from?.seq ?? 0), from?.state ?? INITIAL_STATE);
            expect(plain(again)).toEqual(plain(state));
            expect(own.store.journal.lastSeq()).toBe(all.length);
          }
        } finally {
          own.destroy();
        }
      }),
      { numRuns: 25 },
    );
  });
});

function happening(kind: number, number: string, more: boolean): readonly Event[] {
  const orderId = `o-${number}` as OrderId;
  switch (kind) {
    case 0:
      return [MIRA];
    case 1:
      return [{ type: more ? 'packer-signed-out' : 'station-locked' }];
    case 2:
    case 3:
      return packing(number);
    case 4:
    case 5:
      return [...packing(number), leave(number)];
    case 6:
      return [{ type: 'order-parked', orderId }];
    case 7:
      return [{ type: 'order-resumed', orderId }];
    case 8:
      return [more ? leave(number) : { type: 'order-put-back', orderId }];
    default:
      return [{ type: more ? 'help-asked' : 'loading-begun' }];
  }
}
