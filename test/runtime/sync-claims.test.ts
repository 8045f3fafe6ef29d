import { afterEach, describe, expect, it } from 'vitest';
import type { OrderId, PersonId } from '../../src/core/ids.ts';
import type { ClaimAnswer } from '../../src/wire/hub-claims.ts';
import { FREE, orderFor, product } from '../devices/store/store-fixture.ts';
import { AWAY, EPOCH_1, EPOCH_2, openSyncBench, pageOf, refused, type SyncBench } from './scripted-hub.ts';

let bench: SyncBench;
let inHand: OrderId | null = null;
afterEach(async () => {
  inHand = null;
  await bench.close();
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const THEA = '0197a000-0000-7000-8000-0000000000e1' as PersonId;
const MUG = product('MUG');
const ids = (count: number) =>
  Array.from({ length: count }, (_, no) => `0197a000-0000-7000-8000-0000000001${10 + no}` as OrderId);
const [A, B, C] = ids(3) as [OrderId, OrderId, OrderId];

function grant(kind: 'hard' | 'soft', fence: number, ...orders: readonly OrderId[]): ClaimAnswer {
  const granted = orders.map((order_id) => ({ order_id, fence, class: kind, rev: 1 + fence, expires_at: null }));
  return { granted, refused: [] };
}

function refusal(code: ClaimAnswer['refused'][number]['code'], order_id: OrderId): ClaimAnswer {
  return { granted: [], refused: [{ order_id, code, state: null }] };
}

async function online(buffer: number, ...free: readonly OrderId[]): Promise<void> {
  bench = openSyncBench({ atWork: () => inHand });
  bench.test.pull({ orders: free.map((id, no) => orderFor(`N-${no}`, [MUG], { ...FREE, fence: 0, id })) });
  bench.hub.greeting = { ...bench.hub.greeting, station: { ...bench.hub.greeting.station, offline_buffer: buffer } };
  bench.hub.claims = (ask) =>
    grant('hard', 1, ...('want' in ask && ask.want !== undefined ? free.slice(0, ask.want) : []));
  bench.sync.start();
  await bench.clock.advance(1 * SECOND);
}

const asked = (what: 'claim' | 'harden' | 'take-over') =>
  bench.hub.asked.flatMap((each) => (each.what === what && 'request' in each ? [each.request] : []));
const claimOf = (id: OrderId) => bench.test.store.replica.order(id)?.order.claim ?? null;

describe('claims ahead', () => {
  it('fill the buffer once half of it is gone', async () => {
    await online(4, A, B, C);
    expect(asked('claim')).toMatchObject([{ class: 'hard', want: 4 }]);
    expect(bench.test.store.replica.claimed()).toBe(3);
    await bench.clock.advance(5 * MINUTE);
    expect(asked('claim')).toHaveLength(1);
    await bench.test.tell({ type: 'order-released', orderId: A, number: 'N-0', fence: 1, reason: 'surplus' });
    await bench.test.tell({ type: 'order-released', orderId: B, number: 'N-1', fence: 1, reason: 'surplus' });
    bench.test.pull({ orders: [orderFor('N-9', [MUG], FREE)] });
    await bench.clock.advance(1 * MINUTE);
    expect(asked('claim').at(-1)).toMatchObject({ want: 3 });
  });

  it('ask again under the same id, for as many, when nobody heard the answer', async () => {
    bench = openSyncBench();
    bench.test.pull({ orders: [A, B, C].map((id, no) => orderFor(`N-${no}`, [MUG], { ...FREE, fence: 0, id })) });
    let isLost = true;
    bench.hub.spoil = (what) => (what === 'claim' && isLost ? AWAY : null);
    bench.sync.start();
    await bench.clock.advance(1 * MINUTE);
    bench.test.store.replica.grant([{ orderId: A, fence: 1, rev: 2, class: 'hard' }]);
    isLost = false;
    bench.hub.claims = () => grant('hard', 1, A, B, C);
    await bench.clock.advance(5 * MINUTE);
    const requests = asked('claim');
    expect(requests.length).toBeGreaterThan(2);
    expect(new Set(requests.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it('wait as long as a hub wants that was restored and has not heard all its stations', async () => {
    bench = openSyncBench({}, 0.01);
    bench.test.pull({ orders: [orderFor('N-0', [MUG], { ...FREE, id: A })] });
    bench.hub.spoil = (what) => (what === 'claim' ? refused('recovering', 503, { retryAfterMs: 40_000 }) : null);
    bench.sync.start();
    await bench.clock.advance(2 * MINUTE);
    expect(asked('claim').length).toBeLessThan(5);
    expect(bench.states).toEqual(['online']);
  });
});

describe('a lease that is to become hard', () => {
  it('is asked about again by itself only after a while when the hub was there and could not say', async () => {
    await online(0, A);
    bench.hub.spoil = (what) => (what === 'harden' ? refused('recovering', 503, { retryAfterMs: 40_000 }) : null);
    expect(bench.sync.mayHarden()).toBe(true);
    expect(await bench.sync.harden(A, 1)).toMatchObject({ ok: false });
    expect(bench.sync.mayHarden()).toBe(false);
    await bench.clock.advance(1 * MINUTE);
    expect(bench.sync.mayHarden()).toBe(true);
  });
});

describe('an order that somebody asks for', () => {
  it('is claimed hard, or lent softly where nothing is taken ahead', async () => {
    await online(4, A);
    await bench.sync.claim(A);
    expect(asked('claim').at(-1)).toMatchObject({ class: 'hard', order_ids: [A] });
    await bench.close();
    await online(0, A);
    bench.hub.claims = () => grant('soft', 1, A);
    expect(await bench.sync.claim(A)).toMatchObject({ ok: true });
    expect(asked('claim')).toMatchObject([{ class: 'soft', order_ids: [A] }]);
    expect(claimOf(A)).toMatchObject({ class: 'soft', mine: true });
    // Only what can be finished alone counts as such.
    expect(bench.test.store.replica.claimed()).toBe(0);
    expect(bench.test.store.replica.queue(9, false)).toHaveLength(1);
  });

  it('is one request, however often the answer is lost, and another one when it was answered', async () => {
    await online(0, A);
    bench.hub.spoil = (what) => (what === 'claim' ? AWAY : null);
    expect(await bench.sync.claim(A)).toMatchObject({ ok: false, error: { kind: 'hub-unreachable' } });
    bench.hub.spoil = () => null;
    await bench.clock.advance(1 * MINUTE);
    bench.hub.claims = () => refusal('taken', A);
    await bench.sync.claim(A);
    await bench.sync.claim(A);
    const [first, second, third] = asked('claim').map(({ request_id }) => request_id);
    expect([first === second, second === third]).toEqual([true, false]);
  });

  it('is refused at once while the hub is away', async () => {
    bench = openSyncBench();
    bench.hub.spoil = () => AWAY;
    bench.sync.start();
    await bench.clock.settle();
    expect(await bench.sync.claim(A)).toMatchObject({ ok: false, error: { kind: 'hub-unreachable' } });
    expect(asked('claim')).toEqual([]);
  });

  it('is taken from another station by a supervisor', async () => {
    await online(4, A);
    bench.test.pull({
      orders: [orderFor('N-0', [MUG], { id: A, rev: 7, fence: 3, claim: { class: 'hard', mine: false } })],
    });
    bench.hub.claims = () => grant('hard', 7, A);
    expect(await bench.sync.takeOver(A, THEA, 'the box stands here')).toMatchObject({ ok: true });
    expect(asked('take-over')).toMatchObject([{ order_id: A, by: THEA, reason: 'the box stands here' }]);
    expect(claimOf(A)).toMatchObject({ class: 'hard', mine: true });
    expect(bench.test.store.replica.held()).toEqual([{ orderId: A, fence: 7 }]);
  });
});

describe('a soft lease', () => {
  async function lend(): Promise<void> {
    await online(0, A, B);
    bench.hub.claims = () => grant('soft', 1, A);
    await bench.sync.claim(A);
  }

  it('is renewed every three minutes while the order is open', async () => {
    await lend();
    inHand = A;
    await bench.clock.advance(10 * MINUTE);
    const begun = bench.hub.times('renew')[0] ?? 0;
    expect(bench.hub.times('renew').map((atMs) => atMs - begun)).toEqual([0, 3 * MINUTE, 6 * MINUTE]);
    expect(claimOf(A)).toMatchObject({ class: 'soft', mine: true });
  });

  it('that nobody works on is let go after ten minutes, counted from when it was asked for', async () => {
    await lend();
    await bench.clock.advance(9 * MINUTE - 1);
    expect(claimOf(A)).not.toBeNull();
    await bench.clock.advance(3 * MINUTE + 1);
    expect(bench.hub.times('renew')).toEqual([]);
    expect(claimOf(A)).toBeNull();
  });

  it('lasts ten minutes from the last renewal, and as long as somebody works on it where nobody can renew it', async () => {
    await lend();
    inHand = A;
    await bench.clock.advance(7 * MINUTE);
    inHand = null;
    await bench.clock.advance(8 * MINUTE);
    expect(claimOf(A)).toMatchObject({ class: 'soft', mine: true });
    inHand = A;
    bench.hub.spoil = () => AWAY;
    await bench.clock.advance(30 * MINUTE);
    expect(claimOf(A)).toMatchObject({ class: 'soft', mine: true });
  });

  it('that the hub does not renew is none any more', async () => {
    await lend();
    inHand = A;
    bench.hub.claims = () => refusal('stale-fence', A);
    await bench.clock.advance(4 * MINUTE);
    expect(claimOf(A)).toBeNull();
    expect(bench.test.store.replica.leases()).toEqual([]);
  });

  it('becomes a hard claim under the fence it was lent under, or is lost', async () => {
    await lend();
    bench.hub.claims = () => grant('hard', 1, A);
    await bench.sync.harden(A, 1);
    expect(asked('harden')).toMatchObject([{ items: [{ order_id: A, fence: 1 }] }]);
    expect(claimOf(A)).toMatchObject({ class: 'hard', mine: true });
    bench.hub.claims = () => grant('soft', 1, B);
    await bench.sync.claim(B);
    bench.hub.claims = () => refusal('taken', B);
    await bench.sync.harden(B, 1);
    expect(claimOf(B)).toBeNull();
  });
});

describe('a hub that was restored from a backup', () => {
  async function held(): Promise<void> {
    await online(4, A, B);
    expect(bench.test.store.replica.held().map(({ orderId }) => orderId)).toEqual([A, B]);
  }

  function restore(): void {
    bench.hub.greeting = { ...bench.hub.greeting, feed_epoch: EPOCH_2, recovering: true };
    let isFirst = true;
    bench.hub.spoil = (what) => {
      if (what !== 'feed' || !isFirst) return null;
      isFirst = false;
      return refused('must_refetch', 410);
    };
  }

  it('is told what is held before anything is thrown away, and the claims come back with the new feed', async () => {
    await held();
    await bench.test.tell({ type: 'help-asked' }, { type: 'help-closed' });
    let before: unknown;
    bench.hub.asserted = () => {
      before = bench.test.store.replica.order(A)?.order.number;
      return { ok: true, value: { kept: [{ order_id: A, fence: 1, rev: 9 }], lost: [] } };
    };
    restore();
    bench.hub.pages.push(pageOf([], { feed_epoch: EPOCH_2, cursor: 'n1' }));
    await bench.clock.advance(1 * MINUTE);
    expect(bench.hub.asked.flatMap((each) => (each.what === 'assert' ? [each.request] : []))).toEqual([
      {
        epoch: 1,
        last_seq: 2,
        claims: [
          { order_id: A, fence: 1 },
          { order_id: B, fence: 1 },
        ],
      },
    ]);
    // What happened here comes first: the hub would take a parcel that left for an order that is free.
    const said = bench.hub.asked.map(({ what }) => what);
    expect(said.indexOf('push')).toBeLessThan(said.indexOf('assert'));
    expect(before).toBe('N-0');
    expect(bench.test.store.replica.identity()?.feedEpoch).toBe(EPOCH_2);
    expect(bench.test.store.replica.cursor()).toBe('n1');
    // What the old feed said is gone: the new one says everything again.
    expect(bench.test.store.replica.order(B)).toBeNull();
    expect(bench.states).toEqual(['online']);
  });

  it('and fails at that is told again: nothing is thrown away, and no claim is forgotten by a restart either', async () => {
    await held();
    restore();
    bench.hub.asserted = () => ({ ok: false, error: AWAY });
    await bench.clock.advance(1 * MINUTE);
    expect(bench.test.store.replica.order(A)?.order.number).toBe('N-0');
    expect(bench.test.store.replica.identity()?.feedEpoch).toBe(EPOCH_1);
    await bench.sync.stop();
    bench.test.reopen();
    expect(bench.test.store.replica.held()).toHaveLength(2);
  });
});
