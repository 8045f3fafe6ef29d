import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundOrder } from '../../../src/core/command.ts';
import { DEFAULT_POLICY, DEFAULT_SITE } from '../../../src/core/site.ts';
import { openLocalDb } from '../../../src/devices/store/local-db.ts';
import {
  FREE,
  IDENTITY,
  opened,
  openTestStore,
  orderFor,
  product,
  shipped,
  type TestStore,
  THEIRS,
} from './store-fixture.ts';

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.destroy());

const MUG = product('MUG');
const CUP = product('CUP');
const replica = () => test.store.replica;
const numbers = (found: readonly FoundOrder[]) => found.map(({ order }) => order.number);

describe('orders by item', () => {
  it('come alone before with others, own before free, then by priority, ship-by and number', () => {
    test.pull({
      orders: [
        orderFor('many-own', [MUG, CUP], { priority: 1 }),
        orderFor('free-late', [MUG], { ...FREE, shipByMs: 900 }),
        orderFor('free-soon', [MUG], { ...FREE, shipByMs: 100 }),
        orderFor('own-b', [MUG]),
        orderFor('own-a', [MUG]),
        orderFor('own-soon', [MUG], { shipByMs: 500 }),
        orderFor('own-urgent', [MUG], { priority: 2 }),
        orderFor('many-free', [CUP, MUG], FREE),
        orderFor('cup', [CUP]),
      ],
    });
    expect(numbers(replica().ordersByItem('MUG', 99, true))).toEqual([
      'own-urgent',
      'own-soon',
      'own-a',
      'own-b',
      'free-soon',
      'free-late',
      'many-own',
      'many-free',
    ]);
    expect(numbers(replica().ordersByItem('MUG', 2, true))).toEqual(['own-urgent', 'own-soon']);
    expect(numbers(replica().ordersByItem('MUG', 5, false))).toEqual([
      'own-urgent',
      'own-soon',
      'own-a',
      'own-b',
      'many-own',
    ]);
    expect(replica().ordersByItem('PLATE', 9, true)).toEqual([]);
  });

  it('are none that another station has, that are held, shipped or cancelled, or that were settled here', async () => {
    const mine = orderFor('mine', [MUG]);
    test.pull({
      orders: [
        mine,
        orderFor('theirs', [MUG], THEIRS),
        orderFor('lent', [MUG], { claim: { class: 'soft', mine: false } }),
        orderFor('held', [MUG], { state: 'on_hold', claim: null }),
        orderFor('gone', [MUG], { state: 'shipped' }),
        orderFor('off', [MUG], { state: 'cancel_pending' }),
      ],
    });
    expect(numbers(replica().ordersByItem('MUG', 9, true))).toEqual(['mine']);
    await test.tell(opened(mine), shipped(mine));
    expect(replica().ordersByItem('MUG', 9, true)).toEqual([]);
    // Lent again under a newer fence: new work.
    test.pull({ orders: [orderFor('mine', [MUG], { rev: 2, fence: 2 })] });
    expect(numbers(replica().ordersByItem('MUG', 9, true))).toEqual(['mine']);
  });

  it('follow what the hub says since: other lines, another owner, a grant, an end', () => {
    test.pull({ orders: [orderFor('1', [MUG], FREE), orderFor('2', [MUG, CUP], THEIRS)] });
    test.pull({ orders: [orderFor('1', [CUP], { ...FREE, rev: 2 }), orderFor('2', [MUG], { ...FREE, rev: 2 })] });
    expect(numbers(replica().ordersByItem('MUG', 9, true))).toEqual(['2']);
    expect(numbers(replica().ordersByItem('CUP', 9, true))).toEqual(['1']);
    expect(replica().ordersByItem('CUP', 9, false)).toEqual([]);
    replica().grant([{ orderId: orderFor('1', []).id, fence: 2, rev: 3, class: 'hard' }]);
    expect(replica().ordersByItem('CUP', 9, false)).toMatchObject([{ order: { fence: 2, claim: { mine: true } } }]);
    test.pull({ removed: [orderFor('1', []).id] });
    expect(replica().ordersByItem('CUP', 9, true)).toEqual([]);
    replica().clear();
    expect(replica().ordersByItem('MUG', 9, true)).toEqual([]);
  });

  it('do not go back to an older word that comes late', () => {
    test.pull({ orders: [orderFor('1', [MUG], { rev: 5 })] });
    test.pull({ orders: [orderFor('1', [CUP], { rev: 4 })] });
    replica().grant([{ orderId: orderFor('1', []).id, fence: 9, rev: 3, class: 'hard' }]);
    expect(numbers(replica().ordersByItem('MUG', 9, true))).toEqual(['1']);
    expect(replica().ordersByItem('CUP', 9, true)).toEqual([]);
    expect(replica().order(orderFor('1', []).id)?.order.fence).toBe(1);
  });

  it('stand once, however many lines want the item', () => {
    test.pull({ orders: [orderFor('1', [MUG, MUG, CUP])] });
    expect(numbers(replica().ordersByItem('MUG', 9, true))).toEqual(['1']);
  });
});

describe('orders by serial', () => {
  it('are those the unit is set aside for, of this item or of any', async () => {
    const camera = orderFor('1', [{ ...product('CAM'), serials: ['S-1', 'S-2'] }]);
    test.pull({ orders: [camera, orderFor('2', [{ ...product('LENS'), serials: ['S-2'] }], FREE)] });
    expect(numbers(replica().ordersBySerial('S-1', null))).toEqual(['1']);
    expect(numbers(replica().ordersBySerial('S-2', null)).toSorted()).toEqual(['1', '2']);
    expect(numbers(replica().ordersBySerial('S-2', 'LENS'))).toEqual(['2']);
    expect(replica().ordersBySerial('S-1', 'LENS')).toEqual([]);
    expect(replica().ordersBySerial('s-1', null)).toEqual([]);
    await test.tell(opened(camera), shipped(camera));
    expect(replica().ordersBySerial('S-1', null)).toMatchObject([{ settled: { by: 'shipped' } }]);
  });

  it('follow a new allocation', () => {
    test.pull({ orders: [orderFor('1', [{ ...product('CAM'), serials: ['S-1'] }])] });
    test.pull({ orders: [orderFor('1', [{ ...product('CAM'), serials: ['S-9'] }], { rev: 2 })] });
    expect(replica().ordersBySerial('S-1', null)).toEqual([]);
    expect(numbers(replica().ordersBySerial('S-9', null))).toEqual(['1']);
  });
});

describe('orders to pick', () => {
  it('are this station’s own with goods on the shelves, most urgent first', async () => {
    const done = orderFor('done', [MUG], { doc: { pick: true } });
    test.pull({
      orders: [
        orderFor('later', [MUG], { doc: { pick: true } }),
        orderFor('first', [MUG], { doc: { pick: true }, priority: 1 }),
        orderFor('in-tote', [MUG], { doc: { tote: 'T-1' } }),
        orderFor('free', [MUG], { ...FREE, doc: { pick: true } }),
        done,
      ],
    });
    await test.tell(opened(done), shipped(done));
    expect(numbers(replica().picks(9))).toEqual(['first', 'later']);
    expect(numbers(replica().picks(1))).toEqual(['first']);
  });
});

describe('identity', () => {
  it('brings the site’s rules and cartons, and a later word of the hub at once', () => {
    expect(replica().identity()).toBeNull();
    replica().setIdentity(IDENTITY);
    expect(replica().identity()).toEqual(IDENTITY);
    const cartons = [{ code: 'S', name: 'Small', millimetres: [200, 150, 100], grams: 90 }] as const;
    const changed = { ...IDENTITY, site: { policy: { ...DEFAULT_POLICY, quantities: true }, cartons } };
    replica().setIdentity(changed);
    expect(replica().identity()).toEqual(changed);
    test.reopen();
    expect(replica().identity()).toEqual(changed);
  });

  it('that was stored without a site, or with one that lacks a rule, has the defaults', () => {
    const { site: _, ...older } = IDENTITY;
    const store = (value: object) =>
      test.reopen(() => {
        const db = openLocalDb(`${test.folder}/replica.db`);
        db.statement("insert or replace into meta (key, value) values ('identity', ?)").run(JSON.stringify(value));
        db.close();
      });
    store(older);
    expect(replica().identity()?.site).toEqual(DEFAULT_SITE);
    store({ ...older, site: { policy: { quantities: true } } });
    expect(replica().identity()?.site).toEqual({ policy: { ...DEFAULT_POLICY, quantities: true }, cartons: [] });
  });
});
