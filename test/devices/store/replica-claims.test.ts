import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conflict } from '../../../src/core/conflict.ts';
import type { Event } from '../../../src/core/event.ts';
import type { OrderId } from '../../../src/core/ids.ts';
import type { Order } from '../../../src/core/order.ts';
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

const replica = () => test.store.replica;
const MUG = product('MUG');
const SOFT = { state: 'ready', claim: { class: 'soft', mine: true } } as const;
const idOf = (number: string) => `o-${number}` as OrderId;
const numbers = (found: readonly { readonly order: Order }[]) => found.map(({ order }) => order.number);
const heldNow = () =>
  replica()
    .held()
    .map(({ orderId, fence }) => [orderId, fence]);

function released(number: string, fence = 1): Event {
  return { type: 'order-released', orderId: idOf(number), number, fence, reason: 'surplus' };
}

describe('conflicts', () => {
  const conflict = (id: string, openedAtMs: number): Conflict => ({
    id,
    kind: 'double_ship',
    orderId: idOf('1'),
    number: '1',
    openedAtMs,
    askedLead: false,
    sides: [{ station: 'Station 5', mine: true, person: 'Ana', atMs: 7, labels: ['PH1'], accepted: false }],
  });

  it('come with a page, oldest first, change, and are gone when somebody decided', () => {
    const older = conflict('a', 5);
    test.pull({
      conflicts: [
        { conflict: conflict('b', 9), open: true },
        { conflict: older, open: true },
      ],
    });
    test.reopen();
    expect(replica().conflicts()).toEqual([older, conflict('b', 9)]);
    test.pull({ conflicts: [{ conflict: { ...older, askedLead: true }, open: true }] });
    test.pull({ conflicts: [{ conflict: conflict('b', 9), open: false }] });
    expect(replica().conflicts()).toEqual([{ ...older, askedLead: true }]);
    replica().clear();
    expect(replica().conflicts()).toEqual([]);
  });
});

describe('who holds an order', () => {
  it('is kept as the hub said it, and forgotten when it is this station’s own', () => {
    const holder = { station: 'Station 3', person: 'Ana', sinceMs: 123 };
    const theirs = orderFor('1', [MUG], { claim: { class: 'hard', mine: false, holder } });
    test.pull({ orders: [theirs] });
    expect(replica().order(idOf('1'))?.order).toEqual(theirs);
    replica().grant([{ orderId: idOf('1'), fence: 2, rev: 2, class: 'hard' }]);
    expect(replica().order(idOf('1'))?.order.claim).toEqual({ class: 'hard', mine: true });
  });
});

describe('a soft lease', () => {
  it('can be opened like a claim, and counts neither as held nor as work for hours alone', () => {
    test.pull({ orders: [orderFor('soft', [MUG], SOFT), orderFor('hard', [MUG])] });
    expect(numbers(replica().queue(9, false))).toEqual(['hard', 'soft']);
    expect(numbers(replica().ordersByItem('MUG', 9, false))).toEqual(['hard', 'soft']);
    expect(replica().claimed()).toBe(1);
    expect(replica().leases()).toEqual([{ orderId: idOf('soft'), fence: 1 }]);
    expect(heldNow()).toEqual([[idOf('hard'), 1]]);
  });

  it('comes by a grant, becomes hard by another one, and goes', () => {
    test.pull({ orders: [orderFor('1', [MUG], { ...FREE, fence: 0 })] });
    replica().grant([{ orderId: idOf('1'), fence: 1, rev: 2, class: 'soft' }]);
    expect(replica().order(idOf('1'))?.order).toMatchObject({
      state: 'ready',
      fence: 1,
      claim: { class: 'soft', mine: true },
    });
    expect(numbers(replica().ordersByItem('MUG', 9, false))).toEqual(['1']);
    replica().grant([{ orderId: idOf('1'), fence: 1, rev: 3, class: 'hard' }]);
    expect(replica().order(idOf('1'))?.order).toMatchObject({ state: 'claimed', claim: { class: 'hard', mine: true } });
    expect(heldNow()).toEqual([[idOf('1'), 1]]);
    replica().revoke([idOf('1')]);
    expect(replica().order(idOf('1'))?.order.claim).toBeNull();
    expect(replica().ordersByItem('MUG', 9, false)).toEqual([]);
    expect(heldNow()).toEqual([]);
  });

  it('of another station is not taken away by a refusal', () => {
    test.pull({ orders: [orderFor('1', [MUG], THEIRS)] });
    replica().revoke([idOf('1')]);
    expect(replica().order(idOf('1'))?.order.claim).toEqual({ class: 'hard', mine: false });
  });
});

describe('hard claims that nothing was done with', () => {
  it('are those not opened, picked or settled under this fence; least urgent first, also those the shop cancels', async () => {
    const names = ['open', 'picked', 'shipped', 'released', 'late', 'soon', 'cancelled'];
    test.pull({
      orders: [
        ...names.map((name, no) =>
          orderFor(name, [MUG], { shipByMs: 100 - no, ...(name === 'late' ? { priority: 9 } : {}) }),
        ),
        orderFor('theirs', [MUG], THEIRS),
        orderFor('soft', [MUG], SOFT),
      ],
    });
    test.pull({ orders: [orderFor('cancelled', [MUG], { rev: 2, state: 'cancel_pending', shipByMs: 94 })] });
    await test.tell(
      opened(orderFor('open', [MUG])),
      { type: 'tote-given', orderId: idOf('picked'), tote: 'T1' } as Event,
      opened(orderFor('shipped', [MUG])),
      shipped(orderFor('shipped', [MUG])),
      released('released'),
      { type: 'order-asked-for', orderId: idOf('soon'), number: 'soon' },
    );
    expect(numbers(replica().unopened())).toEqual(['late', 'soon', 'cancelled']);
    // Lent again after it was given back: new work, not begun.
    test.pull({ orders: [orderFor('released', [MUG], { rev: 5, fence: 2, shipByMs: 1 })] });
    expect(numbers(replica().unopened())).toEqual(['late', 'soon', 'cancelled', 'released']);
  });
});

describe('what was given back or lost', () => {
  it('is no work any more under that fence', async () => {
    test.pull({ orders: [orderFor('1', [MUG]), orderFor('2', [MUG])] });
    await test.tell(released('1'), {
      type: 'order-lost',
      orderId: idOf('2'),
      number: '2',
      to: 'Station 3',
      printed: false,
    });
    expect(replica().queue(9, true)).toEqual([]);
    expect(replica().claimed()).toBe(0);
    expect([replica().order(idOf('1'))?.settled?.by, replica().order(idOf('2'))?.settled?.by]).toEqual([
      'released',
      'lost',
    ]);
    expect(heldNow()).toEqual([]);
    test.pull({ orders: [orderFor('1', [MUG], { rev: 2, fence: 2 })] });
    expect(numbers(replica().queue(9, false))).toEqual(['1']);
    expect(heldNow()).toEqual([[idOf('1'), 2]]);
  });
});

describe('a parked order that was lost', () => {
  it('is no work any more, though the entry that says so names no fence', async () => {
    test.pull({ orders: [orderFor('1', [MUG])] });
    await test.tell({ type: 'order-parked', orderId: idOf('1') });
    const event: Event = { type: 'order-lost', orderId: idOf('1'), number: '1', to: null, printed: false };
    const entry = {
      id: 'lost',
      version: 1,
      atMs: 9,
      bootId: 'b',
      monoMs: 0,
      personId: null,
      orderId: idOf('1'),
      fence: null,
    };
    expect((await test.store.journal.append([{ ...entry, event }])).ok).toBe(true);
    expect(replica().order(idOf('1'))?.settled?.by).toBe('lost');
    expect(heldNow()).toEqual([]);
  });
});

describe('hard claims', () => {
  const pullTwo = () => test.pull({ orders: [orderFor('1', [MUG]), orderFor('2', [MUG], { fence: 4 })] });
  const TWO = [
    [idOf('1'), 1],
    [idOf('2'), 4],
  ];

  it('are known after the replica was cleared, deleted or found in pieces', () => {
    test.store.replica.setIdentity(IDENTITY);
    pullTwo();
    replica().clear();
    expect(heldNow()).toEqual(TWO);
    test.reopen(() => {
      for (const tail of ['', '-wal', '-shm']) rmSync(`${test.folder}/replica.db${tail}`, { force: true });
    });
    expect(heldNow()).toEqual(TWO);
    expect(replica().identity()).toEqual(IDENTITY);
    test.reopen(() => writeFileSync(`${test.folder}/replica.db`, 'not a database at all'.repeat(300)));
    expect(replica().cursor()).toBeNull();
    expect(heldNow()).toEqual(TWO);
    pullTwo();
    expect(numbers(replica().queue(9, false))).toEqual(['1', '2']);
  });

  it('end when the hub says so, by a page, a removal or a refusal; an older word ends none', () => {
    test.pull({ orders: [orderFor('1', [MUG], { rev: 5 }), orderFor('2', [MUG]), orderFor('3', [MUG])] });
    test.pull({ orders: [orderFor('1', [MUG], { ...THEIRS, rev: 4 })] });
    expect(heldNow()).toHaveLength(3);
    test.pull({ orders: [orderFor('1', [MUG], { ...THEIRS, rev: 6 })], removed: [idOf('2')] });
    replica().revoke([idOf('3')]);
    expect(heldNow()).toEqual([]);
  });

  it('are held until they are settled here; a parked box is still held', async () => {
    test.pull({ orders: ['1', '2', '3'].map((number) => orderFor(number, [MUG])) });
    await test.tell(shipped(orderFor('1', [])), { type: 'order-parked', orderId: idOf('2') });
    expect(heldNow()).toEqual([
      [idOf('2'), 1],
      [idOf('3'), 1],
    ]);
  });

  it('that came too late to be true are not held', () => {
    test.pull({ orders: [orderFor('1', [MUG], { ...THEIRS, rev: 9, fence: 3 })] });
    replica().grant([{ orderId: idOf('1'), fence: 2, rev: 5, class: 'hard' }]);
    expect(heldNow()).toEqual([]);
    // Of an order that has not come yet, the grant is all there is.
    replica().grant([{ orderId: idOf('new'), fence: 2, rev: 5, class: 'hard' }]);
    expect(heldNow()).toEqual([[idOf('new'), 2]]);
  });
});
