import { describe, expect, it } from 'vitest';
import type { Claim, Order } from '../../src/core/order.ts';
import { fenceOf, react, resume } from '../../src/core/react.ts';
import { phaseOf } from '../../src/core/state.ts';
import { viewOf } from '../../src/core/view-of.ts';
import { around } from './around.ts';
import {
  BOTTLE_BLACK,
  FOUND,
  line,
  MUG,
  ORDER,
  opened,
  order,
  orderWith,
  packed,
  parcelOf,
  printLabel,
  proveLabel,
  signedIn,
  type TestBench,
  THEA,
  types,
} from './bench.ts';

const HOLDER = { station: 'Station 9', person: 'Ana', sinceMs: 5000 };
const TAKEN: Order = { ...ORDER, claim: { class: 'hard', mine: false, holder: HOLDER } };
const SOFT: Order = { ...ORDER, claim: { class: 'soft', mine: true } };

function benchWith(of: Order, online = true): TestBench {
  const bench = signedIn([{ order: of, settled: null }]);
  bench.facts = { ...bench.facts, online };
  return bench;
}

describe('an order that another station holds', () => {
  it('says who has it and since when, and a supervisor who sees the goods takes it over', () => {
    const bench = benchWith(TAKEN);
    const detail = { number: '10482', station: 'Station 9', person: 'Ana', sinceMs: 5000 };
    expect(bench.scan('10482')).toMatchObject({ ok: false, code: 'order-taken', detail });
    expect(viewOf(bench.state, around(bench.facts)).stop).toMatchObject({ stop: 'soft', remedy: 'supervisor', detail });
    bench.badge(THEA);
    expect(bench.state.question).toMatchObject({ kind: 'approval-reason', about: 'take-over-order' });
    const asked = { type: 'order-take-over-asked', orderId: ORDER.id, number: '10482', by: THEA.id } as const;
    expect(bench.choose('checked').events).toMatchObject([
      { type: 'approval-given', about: 'take-over-order', by: THEA.id, reason: 'checked' },
      asked,
    ]);
    expect(phaseOf(bench.state)).toBe('asking');
    expect(bench.state.asking?.takeOver).toEqual({ by: THEA.id, reason: 'checked' });
    const effect = { type: 'take-over-order', orderId: ORDER.id, by: THEA.id };
    expect(react(asked)).toEqual([effect]);
    expect(resume(bench.state, 0)).toEqual([effect]);
    const granted = { ...ORDER, fence: 2 };
    expect(types(bench.send({ type: 'answer-claim', orderId: ORDER.id, order: granted, code: null }).events)).toEqual([
      'order-opened',
    ]);
  });

  it('is not given away by a packer, and can be left where it is', () => {
    const bench = benchWith(TAKEN);
    bench.scan('10482');
    expect(bench.badge(THEA).ok).toBe(true);
    bench.act('cancel');
    expect(bench.act('acknowledge').ok).toBe(true);
    expect(phaseOf(bench.state)).toBe('ready');
  });

  it('cannot be taken over without the hub, but who has it is known', () => {
    const bench = benchWith(TAKEN, false);
    expect(bench.scan('10482')).toMatchObject({ code: 'order-taken', detail: { station: 'Station 9' }, offer: null });
    expect(bench.badge(THEA)).toMatchObject({ ok: false, code: 'stopped' });
  });

  it('is kept as evidence when it was touched, so that a badge can release it', () => {
    const bench = benchWith(TAKEN);
    const touched = bench.send({ type: 'open-order', found: { order: TAKEN, settled: null } });
    expect(touched.events).toMatchObject([{ type: 'scan-refused', code: 'order-taken', scan: { text: null } }]);
    expect(bench.badge(THEA).ok).toBe(true);
  });

  it('that the hub does not give over is told', () => {
    const bench = benchWith(TAKEN);
    bench.scan('10482');
    bench.badge(THEA);
    bench.choose('checked');
    bench.send({ type: 'answer-claim', orderId: ORDER.id, order: null, code: 'hub-unreachable' });
    expect(bench.state.band.code).toBe('order-needs-hub');
  });
});

describe('an order that the hub gave to somebody else', () => {
  const lose = (bench: TestBench) => bench.send({ type: 'lose-order', orderId: ORDER.id, to: 'Station 9' });

  it('is closed where it stands, with a hard stop that names who has it', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLACK);
    const lost = { type: 'order-lost', orderId: ORDER.id, number: '10482', to: 'Station 9', printed: false } as const;
    expect(lose(bench).events).toEqual([lost]);
    expect(bench.state.work).toBe(null);
    const { stop } = viewOf(bench.state, around(bench.facts));
    expect(stop).toMatchObject({ stop: 'hard', code: 'order-lost', detail: { number: '10482', station: 'Station 9' } });
    expect([stop?.detail.code, stop?.detail.reprint]).toEqual([undefined, false]);
    expect(react(lost)).toEqual([{ type: 'push-now' }]);
    bench.act('acknowledge');
    expect(phaseOf(bench.state)).toBe('ready');
  });

  it('names the label that must be destroyed, when one came out or may have', () => {
    const bench = packed();
    const code = parcelOf(bench);
    printLabel(bench);
    expect(lose(bench).events).toMatchObject([{ type: 'order-lost', printed: true }]);
    expect(bench.state.stop?.detail).toMatchObject({ code, reprint: true });
    expect(bench.scan(code)).toMatchObject({ ok: false });
    expect(bench.entries.some(({ event }) => event.type === 'order-shipped')).toBe(false);
  });

  it('is not lost once its parcel has left', () => {
    const bench = packed();
    proveLabel(bench);
    expect(lose(bench).events).toEqual([]);
    expect(phaseOf(bench.state)).toBe('done');
  });

  it('is taken from the shelf of parked boxes, but not over another stop', () => {
    const bench = packed();
    bench.act('park');
    bench.scan('9999999999994');
    bench.tell({ type: 'order-opened', orderId: 'x' as never, order: order('X', line(1, 'M-02', 1)) });
    bench.scan(BOTTLE_BLACK);
    expect(phaseOf(bench.state)).toBe('stopped');
    expect(lose(bench).events).toEqual([]);
    bench.act('acknowledge');
    expect(lose(bench).events).toMatchObject([{ type: 'order-lost', printed: false }]);
    expect([bench.state.parked, bench.state.work?.order.number]).toEqual([[], 'X']);
  });

  it('leaves the walk of a round, which goes on with the rest', () => {
    const one = orderWith('1', { pick: true }, line(1, 'M-02', 1));
    const two = orderWith('2', { pick: true }, line(1, 'B-17-BK', 1));
    const bench = signedIn([one, two].map((each) => ({ order: each, settled: null })));
    bench.act('pick');
    for (const tote of ['T1', 'T2']) bench.scan(tote);
    bench.scan(MUG);
    bench.send({ type: 'lose-order', orderId: one.id, to: null });
    expect(bench.state.round).toMatchObject({ orders: [{ order: { number: '2' } }], history: [], inHand: null });
    bench.act('acknowledge');
    bench.send({ type: 'lose-order', orderId: two.id, to: null });
    expect(bench.state.round).toBe(null);
    bench.act('acknowledge');
    expect(phaseOf(bench.state)).toBe('ready');
  });

  it('that this bench does not have in its hands is no news', () => {
    expect(lose(signedIn()).events).toEqual([]);
  });
});

describe('an order under a soft lease', () => {
  function packedSoft(): TestBench {
    const bench = benchWith(SOFT);
    bench.scan('10482');
    for (const code of [BOTTLE_BLACK, BOTTLE_BLACK]) bench.scan(code);
    return bench;
  }
  const answer = (bench: TestBench, fence: number | null, code: 'hub-unreachable' | 'taken' | null = null) =>
    bench.send({ type: 'answer-hardening', orderId: ORDER.id, fence, code, to: fence === null ? 'Station 9' : null });

  it('is packed to its last unit, then the hub is asked before any paper with its number', () => {
    const bench = packedSoft();
    const asked = { type: 'order-hardening-asked', orderId: ORDER.id } as const;
    expect(bench.scan(MUG).events.at(-1)).toEqual(asked);
    expect(react(asked)).toEqual([{ type: 'harden-order', orderId: ORDER.id }]);
    expect(phaseOf(bench.state)).toBe('labelling');
    expect(bench.state.band.code).toBe('asking-hub');
    expect(resume(bench.state, 0)).toEqual([{ type: 'harden-order', orderId: ORDER.id }]);
    expect(types(answer(bench, 7).events)).toEqual(['order-hardened', 'order-packed', 'print-wanted', 'print-wanted']);
    expect(bench.state.work?.order).toMatchObject({ fence: 7, claim: { class: 'hard', mine: true } });
  });

  it('asks nothing of a hard claim', () => {
    expect(packed().entries.some(({ event }) => event.type === 'order-hardening-asked')).toBe(false);
  });

  it('waits for the network, is asked again when it is back, and can be held, put back or parked meanwhile', () => {
    const bench = packedSoft();
    bench.scan(MUG);
    expect(answer(bench, null, 'hub-unreachable').events).toMatchObject([
      { type: 'order-not-granted', code: 'hub-unreachable' },
    ]);
    expect(bench.state.band.code).toBe('needs-hub-to-print');
    expect(answer(bench, null, 'hub-unreachable').events).toEqual([]);
    const { keys, screen } = viewOf(bench.state, around(bench.facts));
    expect(screen.name).toBe('verify');
    for (const action of ['hold', 'put-back', 'park', 'retry']) {
      expect([action, keys.find((key) => key.action === action)?.enabled]).toEqual([action, true]);
    }
    expect(types(bench.send({ type: 'ask-hardening' }).events)).toEqual(['order-hardening-asked']);
    expect(bench.send({ type: 'ask-hardening' }).events).toEqual([]);
    expect(types(answer(bench, 2).events)).toContain('order-packed');
  });

  it('asks again when its parked box is fetched, and by RETRY', () => {
    const bench = packedSoft();
    bench.scan(MUG);
    answer(bench, null, 'hub-unreachable');
    expect(types(bench.act('retry').events)).toEqual(['order-hardening-asked']);
    answer(bench, null, 'hub-unreachable');
    bench.act('park');
    expect(types(bench.act('parked').events)).toEqual(['order-resumed', 'order-hardening-asked']);
  });

  it('hardened while it is parked prints when it is fetched, and not before', () => {
    const bench = packedSoft();
    bench.scan(MUG);
    bench.act('park');
    expect(types(answer(bench, 2).events)).toEqual(['order-hardened']);
    expect(types(bench.act('parked').events)).toEqual([
      'order-resumed',
      'order-packed',
      'print-wanted',
      'print-wanted',
    ]);
  });

  it('that somebody else got meanwhile is lost', () => {
    const bench = packedSoft();
    bench.scan(MUG);
    expect(answer(bench, null, 'taken').events).toMatchObject([{ type: 'order-lost', to: 'Station 9' }]);
  });

  it('keeps what it became when the shop changes it', () => {
    const bench = packedSoft();
    bench.scan(MUG);
    const changed = { ...SOFT, rev: 2, doc: { ...SOFT.doc, note: 'two bows' } };
    bench.send({ type: 'order-changed', order: changed });
    answer(bench, 5);
    expect(bench.state.work?.hardening).toBe(null);
    expect(types(bench.choose('yes').events)).toEqual([
      'order-revised',
      'order-packed',
      'print-wanted',
      'print-wanted',
    ]);
    expect(bench.state.work?.order).toMatchObject({ rev: 2, fence: 5, claim: { class: 'hard' } });
  });

  it('may be put back before anything is printed, and not afterwards', () => {
    const bench = packedSoft();
    bench.scan(MUG);
    bench.act('put-back');
    expect(types(bench.act('confirm').events)).toEqual(['question-closed', 'order-put-back']);
    expect(packed().act('put-back')).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('a claim that nobody needs here', () => {
  const release = (bench: TestBench, of: Order = ORDER) =>
    bench.send({ type: 'release-order', found: { order: of, settled: null }, reason: 'cancelled' });

  it('is given back under its own fence', () => {
    const bench = signedIn();
    const released = {
      type: 'order-released',
      orderId: ORDER.id,
      number: '10482',
      fence: 1,
      reason: 'cancelled',
    } as const;
    expect(release(bench).events).toEqual([released]);
    expect(fenceOf(bench.state, released)).toBe(1);
    expect(react(released)).toEqual([{ type: 'push-now' }]);
  });

  it.each<readonly [string, Claim | null]>([
    ['free', null],
    ["somebody else's", { class: 'hard', mine: false }],
  ])('is not given back when it is %s', (_, claim) => {
    expect(release(signedIn(), { ...ORDER, claim }).events).toEqual([]);
  });

  it('is not given back while the order is open, parked, asked for, or was settled', () => {
    expect(release(opened()).events).toEqual([]);
    const parked = packed();
    parked.act('park');
    expect(release(parked).events).toEqual([]);
    const asking = signedIn([{ order: { ...ORDER, claim: null, state: 'ready' }, settled: null }]);
    asking.act('next');
    expect(release(asking).events).toEqual([]);
    const settled = { order: ORDER, settled: { by: 'held', atMs: 0 } } as const;
    expect(signedIn().send({ type: 'release-order', found: settled, reason: 'surplus' }).events).toEqual([]);
  });

  it('that was picked goes back when its tote is scanned after the shop cancelled it', () => {
    const bench = signedIn([{ order: { ...ORDER, state: 'cancel_pending' }, settled: null }]);
    bench.state = { ...bench.state, picked: { [ORDER.id]: { number: '10482', totes: ['T1'], short: {} } } };
    expect(release(bench, { ...ORDER, state: 'cancel_pending' }).events).toEqual([]);
    expect(bench.scan('10482')).toMatchObject({
      code: 'order-cancelled',
      events: [{ type: 'order-released', fence: 1, reason: 'cancelled' }, { type: 'scan-refused' }],
    });
    expect(bench.state.picked).toEqual({});
  });
});

describe('how long a bench can go on alone', () => {
  it('is not said before three orders were packed, then follows the pace', () => {
    const bench = signedIn();
    const strip = () => viewOf(bench.state, around(bench.facts, { autonomyOrders: 31 })).strip;
    for (const tookMs of [100_000, 140_000, 600_000]) {
      expect(strip().autonomyMs).toBe(null);
      ship(bench, tookMs);
    }
    expect(strip()).toMatchObject({ autonomyOrders: 31, autonomyMs: 31 * 140_000 });
  });

  it('leaves out an order that somebody was called away from, and keeps the last twenty', () => {
    const bench = signedIn();
    ship(bench, 20 * 60_000);
    expect(bench.state.pace).toEqual([]);
    for (let no = 0; no < 25; no++) ship(bench, 60_000 + no);
    expect(bench.state.pace).toHaveLength(20);
    expect(bench.state.pace.at(-1)).toBe(60_024);
  });

  function ship(bench: TestBench, tookMs: number): void {
    const { order: of } = FOUND;
    bench.tell({ type: 'order-opened', orderId: of.id, order: of });
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs + tookMs };
    bench.tell({ type: 'order-shipped', orderId: of.id, shipment: { carrier: 'H', service: 'S', parcels: [] } });
  }
});
