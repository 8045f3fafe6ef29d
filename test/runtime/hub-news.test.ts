import { describe, expect, it } from 'vitest';
import type { FoundOrder } from '../../src/core/command.ts';
import type { Conflict } from '../../src/core/conflict.ts';
import type { Claim, Order } from '../../src/core/order.ts';
import type { State } from '../../src/core/state.ts';
import { newsFor } from '../../src/runtime/hub-news.ts';
import {
  BOTTLE_BLACK,
  line,
  MUG,
  ORDER,
  opened,
  order,
  orderWith,
  packed,
  proveLabel,
  signedIn,
} from '../core/bench.ts';

interface Said {
  readonly orders?: readonly Order[];
  readonly unopened?: readonly Order[];
  readonly conflicts?: readonly Pick<Conflict, 'id'>[];
  readonly offlineBuffer?: number;
}

function news(state: State, said: Said = {}, now: { readonly online?: boolean; readonly isWhole?: boolean } = {}) {
  const found = (each: Order): FoundOrder => ({ order: each, settled: null });
  const replica = {
    order: (id: string) => said.orders?.filter((each) => each.id === id).map(found)[0] ?? null,
    unopened: () => (said.unopened ?? []).map(found),
    conflicts: () => said.conflicts ?? [],
    identity: () => ({ offlineBuffer: said.offlineBuffer ?? 30 }),
  };
  return newsFor(state, replica as never, { mayHarden: now.online ?? true, isWhole: now.isWhole ?? true });
}

const THEIRS: Claim = {
  class: 'hard',
  mine: false,
  holder: { station: 'Station 9', person: null, sinceMs: 0 },
};
const LOST = { type: 'lose-order', orderId: ORDER.id, to: 'Station 9' };

describe('the hub about the open order', () => {
  it('says nothing new while it is as it was opened', () => {
    expect(news(opened().state, { orders: [ORDER] })).toEqual([]);
  });

  it('gave it to another station', () => {
    expect(news(opened().state, { orders: [{ ...ORDER, fence: 2, claim: THEIRS }] })).toEqual([LOST]);
  });

  it('took it back, by revoking the claim or by dropping the order', () => {
    const lost = { ...LOST, to: null };
    expect(news(opened().state, { orders: [{ ...ORDER, state: 'on_hold', claim: null }] })).toEqual([lost]);
    expect(news(opened().state, { orders: [] })).toEqual([lost]);
  });

  it('means nothing by an order that is missing while everything is fetched anew', () => {
    expect(news(opened().state, { orders: [] }, { isWhole: false })).toEqual([]);
  });

  it('says that the shop cancelled it, which is no loss', () => {
    const cancelled = { ...ORDER, rev: 2, state: 'cancelled', claim: null } as const;
    expect(news(opened().state, { orders: [cancelled] })).toEqual([{ type: 'order-changed', order: cancelled }]);
  });

  it('lets a lease that ran out be, until it is to become a hard claim', () => {
    const soft: Order = { ...ORDER, claim: { class: 'soft', mine: true } };
    expect(news(opened(soft).state, { orders: [{ ...ORDER, state: 'ready', claim: null }] })).toEqual([]);
  });

  it('lent it anew under another number', () => {
    expect(news(opened().state, { orders: [{ ...ORDER, fence: 4 }] })).toEqual([
      { type: 'answer-hardening', orderId: ORDER.id, fence: 4, code: null, to: null },
    ]);
  });

  it('has nothing to say of an order that has left', () => {
    const bench = packed();
    proveLabel(bench);
    expect(news(bench.state, { orders: [] })).toEqual([]);
  });
});

describe('the hub about what else this bench has in its hands', () => {
  it('gave a parked order, one of a round, and one in its tote to somebody else', () => {
    const parked = packed();
    parked.act('park');
    expect(news(parked.state, { orders: [{ ...ORDER, claim: THEIRS }] })).toEqual([LOST]);
    const pick = orderWith('1', { pick: true }, line(1, 'M-02', 1));
    const round = signedIn([{ order: pick, settled: null }]);
    round.act('pick');
    expect(news(round.state, { orders: [{ ...pick, claim: THEIRS }] })).toEqual([{ ...LOST, orderId: pick.id }]);
    round.scan(MUG);
    expect([Object.keys(round.state.picked), round.state.work?.order.id]).toEqual([[pick.id], pick.id]);
    expect(news(round.state, { orders: [{ ...pick, claim: THEIRS }] })).toEqual([{ ...LOST, orderId: pick.id }]);
    round.state = { ...round.state, work: null };
    expect(news(round.state, { orders: [{ ...pick, claim: THEIRS }] })).toEqual([{ ...LOST, orderId: pick.id }]);
    expect(news(round.state, { orders: [pick] })).toEqual([]);
  });

  it('decided the conflict that is asked about', () => {
    const bench = signedIn();
    const conflict = { id: 'a', kind: 'double_ship', orderId: ORDER.id, number: '1', openedAtMs: 0, askedLead: false };
    bench.conflicts = [{ ...conflict, sides: [] } as Conflict];
    bench.act('conflicts');
    expect(news(bench.state, { conflicts: [{ id: 'a' }] })).toEqual([]);
    expect(news(bench.state, { conflicts: [{ id: 'b' }] })).toEqual([{ type: 'close-conflict', conflictId: 'a' }]);
  });

  it('can be asked again for what waits for it, once it is there', () => {
    const soft: Order = { ...ORDER, claim: { class: 'soft', mine: true } };
    const bench = opened(soft);
    for (const code of [BOTTLE_BLACK, BOTTLE_BLACK, MUG]) bench.scan(code);
    bench.send({ type: 'answer-hardening', orderId: ORDER.id, fence: null, code: 'hub-unreachable', to: null });
    expect(news(bench.state, { orders: [soft] }, { online: false })).toEqual([]);
    expect(news(bench.state, { orders: [soft] })).toEqual([{ type: 'ask-hardening' }]);
  });
});

describe('claims that nobody needs here', () => {
  const three = ['1', '2', '3'].map((number) => order(number, line(1, 'M-02', 1)));
  const released = (...orders: readonly Order[]) =>
    orders.map((each) => ({ type: 'release-order', found: { order: each, settled: null }, reason: 'surplus' }));

  it('are those that the shop cancelled', () => {
    const [one, two] = three;
    if (one === undefined || two === undefined) throw new Error('three orders');
    const gone: Order = { ...one, state: 'cancel_pending' };
    expect(news(signedIn().state, { unopened: [gone, two] })).toEqual([
      { type: 'release-order', found: { order: gone, settled: null }, reason: 'cancelled' },
    ]);
  });

  it('are the least urgent of those above the buffer, when it became smaller', () => {
    expect(news(signedIn().state, { unopened: three, offlineBuffer: 3 })).toEqual([]);
    expect(news(signedIn().state, { unopened: three, offlineBuffer: 1 })).toEqual(released(...three.slice(0, 2)));
  });

  it('are not those that are open here', () => {
    expect(news(opened().state, { orders: [ORDER], unopened: [ORDER], offlineBuffer: 0 })).toEqual([]);
  });
});
