import { describe, expect, it } from 'vitest';
import { commandCodeOf } from '../../src/core/command-code.ts';
import { fold } from '../../src/core/evolve.ts';
import { phaseOf, totalPacked } from '../../src/core/state.ts';
import {
  BOTTLE_BLACK,
  BOTTLE_BLUE,
  createBench,
  FOUND,
  line,
  MUG,
  MUG_CASE,
  ORDER,
  opened,
  order,
  packed,
  parcelOf,
  signedIn,
  types,
} from './bench.ts';

describe('opening work', () => {
  it('opens by NEXT and by the order number', () => {
    expect(types(signedIn().act('next').events)).toEqual(['order-opened']);
    expect(types(signedIn().scan('10482').events)).toEqual(['scan-taken', 'order-opened']);
    expect(types(signedIn().scan(commandCodeOf('next')).events)).toEqual(['scan-taken', 'order-opened']);
  });

  it('asks the hub for an order that is not lent to this station, and refuses it offline', () => {
    const free = [{ order: { ...ORDER, state: 'ready' as const, claim: null }, settled: null }];
    expect(types(signedIn(free).scan('10482').events)).toEqual(['scan-taken', 'order-asked-for']);
    const offline = signedIn(free);
    offline.facts = { ...offline.facts, online: false };
    expect(offline.scan('10482')).toMatchObject({ ok: false, code: 'order-needs-hub' });
  });

  it.each([
    ['shipped', 'order-shipped'],
    ['on_hold', 'order-held'],
    ['cancelled', 'order-cancelled'],
    ['cancel_pending', 'order-cancelled'],
  ] as const)('refuses an order that is %s', (state, code) => {
    expect(signedIn([{ order: { ...ORDER, state }, settled: null }]).scan('10482')).toMatchObject({ ok: false, code });
  });

  it('refuses what this station has shipped, whatever the hub last said', () => {
    const bench = signedIn([{ ...FOUND, settled: { by: 'shipped', atMs: 1 } }]);
    expect(bench.scan('10482')).toMatchObject({ ok: false, code: 'order-shipped' });
  });

  it('refuses an order of another station', () => {
    const bench = signedIn([{ order: { ...ORDER, claim: { class: 'hard', mine: false } }, settled: null }]);
    expect(bench.scan('10482')).toMatchObject({ ok: false, code: 'order-taken' });
  });

  it('goes on with what the hub answers', () => {
    const free = [{ order: { ...ORDER, state: 'ready' as const, claim: null }, settled: null }];
    const bench = signedIn(free);
    bench.scan('10482');
    expect(phaseOf(bench.state)).toBe('asking');
    bench.send({ type: 'answer-claim', orderId: ORDER.id, order: null, code: 'taken' });
    expect(bench.state.band.code).toBe('order-taken');
    bench.scan('10482');
    bench.send({ type: 'answer-claim', orderId: ORDER.id, order: ORDER, code: null });
    expect(phaseOf(bench.state)).toBe('packing');
  });

  it('wants a badge first', () => {
    const bench = createBench();
    expect(bench.scan(BOTTLE_BLACK)).toMatchObject({ ok: false, code: 'signed-out' });
    expect(bench.act('next')).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('matching an item (scanning design 11.4)', () => {
  it('M3 counts an item of the order, and stops at one that is not', () => {
    const bench = opened();
    expect(bench.scan(BOTTLE_BLACK).ok).toBe(true);
    const wrong = bench.scan(BOTTLE_BLUE);
    expect(wrong).toMatchObject({
      ok: false,
      code: 'wrong-item',
      detail: { scanned: { variant: 'BLUE' }, wanted: { variant: 'BLACK' } },
    });
    expect(phaseOf(bench.state)).toBe('stopped');
  });

  it('M2 stops at a code nobody knows', () => {
    expect(opened().scan('4006381333931')).toMatchObject({ ok: false, code: 'unknown-code' });
  });

  it('M1 refuses a wrong check digit without stopping', () => {
    const bench = opened();
    expect(bench.scan(']E09520000000012')).toMatchObject({ ok: false, code: 'invalid-code' });
    expect(phaseOf(bench.state)).toBe('packing');
  });

  it('M5 refuses one too many, and counts nothing', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLACK);
    bench.scan(BOTTLE_BLACK);
    expect(bench.scan(BOTTLE_BLACK)).toMatchObject({ ok: false, code: 'too-many', detail: { ordered: 2, packed: 2 } });
    expect(bench.state.work && totalPacked(bench.state.work)).toBe(2);
  });

  it('M6 takes a case that fits and refuses one that does not', () => {
    expect(opened().scan(MUG_CASE)).toMatchObject({
      ok: false,
      code: 'case-too-big',
      detail: { factor: 6, ordered: 1 },
    });
    const bench = opened(order('7', line(1, 'M-02', 4), line(2, 'M-02', 3)));
    expect(types(bench.scan(MUG_CASE).events)).toEqual(['item-packed', 'item-packed']);
    expect(bench.state.work?.packed).toEqual({ 'line-1': 4, 'line-2': 2 });
  });

  it('D1 counts two identical scans with no gap as two', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLACK);
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 1000 };
    bench.scan(BOTTLE_BLACK);
    expect(bench.state.work && totalPacked(bench.state.work)).toBe(2);
  });

  it('D4 counts one read that came over two cables once', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLACK, 'serial');
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 950 };
    expect(bench.scan(BOTTLE_BLACK, 'wedge')).toMatchObject({ ok: false, code: 'already-counted' });
    expect(bench.state.work && totalPacked(bench.state.work)).toBe(1);
  });

  it('refuses the number of another order and repeats the status for its own', () => {
    const other = { order: order('99', line(1, 'M-02', 1)), settled: null };
    const bench = signedIn([FOUND, other]);
    bench.act('next');
    expect(bench.scan('99')).toMatchObject({ ok: false, code: 'other-order' });
    expect(bench.scan('10482')).toMatchObject({ ok: false, code: 'already-counted' });
    expect(phaseOf(bench.state)).toBe('packing');
  });
});

describe('a stop', () => {
  it('counts nothing until it is seen', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLUE);
    expect(bench.scan(BOTTLE_BLACK)).toMatchObject({ ok: false, code: 'stopped' });
    expect(bench.state.stop?.code).toBe('wrong-item');
    expect(bench.act('skip')).toMatchObject({ ok: false, code: 'stopped' });
    expect(bench.scan(commandCodeOf('acknowledge')).ok).toBe(true);
    expect(bench.scan(BOTTLE_BLACK).ok).toBe(true);
  });

  it('keeps every refused scan as evidence', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLUE);
    expect(bench.entries.at(-1)?.event).toMatchObject({
      type: 'scan-refused',
      code: 'wrong-item',
      scan: { text: BOTTLE_BLUE },
    });
  });
});

describe('undo, skip, hold and put back', () => {
  it('takes back scan by scan to the start', () => {
    const bench = opened(order('7', line(1, 'M-02', 9)));
    for (const code of [MUG, MUG_CASE, MUG]) bench.scan(code);
    bench.act('undo');
    bench.act('undo');
    expect(bench.state.work?.packed).toEqual({ 'line-1': 1 });
    bench.act('undo');
    expect(bench.act('undo')).toMatchObject({ ok: false, code: 'nothing-to-undo' });
  });

  it('moves a skipped line to the end, where it cannot vanish', () => {
    const bench = opened();
    bench.act('skip');
    bench.scan(MUG);
    expect(phaseOf(bench.state)).toBe('packing');
    expect(bench.scan(BOTTLE_BLACK).ok).toBe(true);
  });

  it('leaves the order by hold and by putting it back', () => {
    const held = opened();
    held.act('hold');
    expect(phaseOf(held.state)).toBe('asked');
    expect(types(held.choose('address').events)).toEqual(['question-closed', 'order-held']);
    expect(phaseOf(held.state)).toBe('ready');
    const back = opened();
    back.act('put-back');
    expect(types(back.act('confirm').events)).toEqual(['question-closed', 'order-put-back']);
    expect(phaseOf(back.state)).toBe('ready');
  });
});

it('packs the last unit, wants label and slip, and makes the parcel code from station and count', () => {
  const bench = packed();
  expect(types(bench.entries.slice(-4).map(({ event }) => event))).toEqual([
    'item-packed',
    'order-packed',
    'print-wanted',
    'print-wanted',
  ]);
  expect(parcelOf(bench)).toMatch(/^PH00050100000\d[0-9A-Z]$/);
  expect(fold(bench.entries)).toEqual(bench.state);
});
