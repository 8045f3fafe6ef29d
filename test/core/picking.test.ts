import { describe, expect, it } from 'vitest';
import { beginRound } from '../../src/core/decide-pick.ts';
import type { Order } from '../../src/core/order.ts';
import { phaseOf } from '../../src/core/state.ts';
import {
  createPickBench,
  gs1,
  item,
  line,
  ONE,
  order,
  PAIR,
  picking,
  place,
  SHELVES,
  types,
  unchanged,
} from './pick-bench.ts';

describe('beginning a round', () => {
  it('fetches what is lent and still on its shelves, as many orders as the site wants', () => {
    const bench = createPickBench([ONE, ...PAIR], { roundOrders: 2 });
    expect(types(bench.act('pick'))).toEqual(['round-begun']);
    expect(bench.round().orders.map((each) => each.order.number)).toEqual(['10482', '1']);
    expect(phaseOf(bench.state)).toBe('picking');
    expect(bench.state).toMatchObject({ work: null, band: { code: 'round-begun', detail: { n: 2, of: 5 } } });
  });

  it('leaves out what a round has brought, what is settled and what was stopped above', () => {
    const [first, second] = PAIR as [Order, Order];
    const bench = createPickBench([ONE, first, second]);
    bench.state = { ...bench.state, picked: { [ONE.id]: { number: ONE.number, totes: ['T9'], short: {} } } };
    const picks = bench.facts.picks.map((each) =>
      each.order === first ? { ...each, settled: { by: 'held' as const, atMs: 1 } } : each,
    );
    bench.facts = { ...bench.facts, picks };
    bench.act('pick');
    expect(bench.round().orders.map((each) => each.order.number)).toEqual(['2']);
    const cancelled = createPickBench([{ ...ONE, state: 'cancel_pending' }]);
    expect(cancelled.act('pick')).toMatchObject({ ok: false, code: 'nothing-to-do' });
  });

  it('has nothing to do without orders, and no second round beside one', () => {
    expect(createPickBench().act('pick')).toMatchObject({ ok: false, code: 'nothing-to-do' });
    expect(beginRound(picking([ONE]).state, PAIR)).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('items', () => {
  it('picks a unit, and notes what the code says of it', () => {
    const bench = picking([ONE]);
    bench.found = () => ({ items: [{ item: item('B-17-BK'), factor: 1 }] });
    bench.scan(gs1({ gtin14: '09520000000011', lot: 'B7', serial: 'S1', expiry: '2027-01-31' }));
    expect(bench.events.at(-1)).toMatchObject({
      type: 'item-picked',
      lineId: 'L1',
      units: 1,
      bin: 'A-2',
      lot: 'B7',
      serial: 'S1',
      expiry: '2027-01-31',
      scan: { text: 'gs1' },
    });
    expect(bench.state.band).toMatchObject({
      code: 'picked',
      detail: { name: 'Steel bottle 0.5 l', variant: 'BLACK', n: 1, of: 2 },
    });
  });

  it('takes the current line first, then the same shelf, then any open one of the round', () => {
    const mug = (no: number, bin: string) => line(no, 'M-02', 1, bin);
    const bench = picking([
      order('1', [line(1, 'B-17-BK', 1, 'A-2'), mug(2, 'A-9')]),
      order('2', [mug(1, 'A-2'), mug(2, 'A-3')]),
    ]);
    bench.scanAll('EAN-MUG');
    expect(bench.events.at(-1)).toMatchObject({ orderId: 'order-2', lineId: 'L1', bin: 'A-2' });
    bench.scanAll('T2', 'EAN-MUG');
    expect(bench.events.at(-1)).toMatchObject({ orderId: 'order-2', lineId: 'L2', bin: 'A-3' });
    expect(bench.round().focus).not.toBeNull();
  });

  it('prefers the shelf in hand to a nearer one, and the current line to the shelf scanned before', () => {
    const mugs = [line(2, 'M-02', 1, 'A-1'), line(3, 'M-02', 1, 'A-5')];
    const bench = picking([order('1', [line(1, 'B-17-BK', 2, 'A-5'), ...mugs])]);
    bench.scanAll('EAN-BLACK', 'EAN-MUG');
    expect(bench.events.at(-1)).toMatchObject({ lineId: 'L3', bin: 'A-5' });
    const later = picking([order('1', [line(1, 'M-02', 1, 'A-1'), line(2, 'M-02', 1, 'A-5')])]);
    later.scanAll(place('A-1'));
    later.act('skip');
    later.scanAll('EAN-MUG');
    expect(later.events.at(-1)).toMatchObject({ lineId: 'L2', bin: 'A-5' });
  });

  it('stops at an item that is not in the round', () => {
    const bench = picking([ONE]);
    unchanged(bench, () =>
      expect(bench.scan('EAN-BLUE')).toMatchObject({
        ok: false,
        code: 'wrong-item',
        detail: { scanned: { variant: 'BLUE' }, wanted: { variant: 'BLACK' } },
      }),
    );
  });

  it('stops at an item of another shelf where shelves are proved', () => {
    const bench = picking([SHELVES]);
    bench.scanAll(place('A-2'));
    expect(bench.scan('EAN-MUG')).toMatchObject({
      ok: false,
      code: 'wrong-item',
      detail: { scanned: { sku: 'M-02' } },
    });
  });

  it('refuses one too many, also of a line that is short', () => {
    const bench = picking([ONE]);
    bench.scanAll('EAN-BLACK', 'EAN-BLACK');
    unchanged(bench, () =>
      expect(bench.scan('EAN-BLACK')).toMatchObject({ ok: false, code: 'too-many', detail: { ordered: 2, packed: 2 } }),
    );
    const short = picking([ONE]);
    short.act('short');
    short.choose('none-on-shelf');
    expect(short.scan('EAN-BLACK')).toMatchObject({ ok: false, code: 'too-many', detail: { ordered: 2, packed: 0 } });
  });

  it('takes a case that fits and refuses one that does not', () => {
    const bench = picking([order('1', [line(1, 'M-02', 7)])]);
    bench.scanAll('CASE-MUG');
    expect(bench.events.at(-1)).toMatchObject({ units: 6 });
    unchanged(bench, () =>
      expect(bench.scan('CASE-MUG')).toMatchObject({
        ok: false,
        code: 'case-too-big',
        detail: { factor: 6, ordered: 7, packed: 6 },
      }),
    );
  });

  it('does not guess between two items of one code, unless one of them is the current line', () => {
    const both = {
      items: [
        { item: item('M-02'), factor: 1 },
        { item: item('L-9'), factor: 1 },
      ],
    };
    const lines = [line(1, 'B-17-BK', 1, 'A-1'), line(2, 'M-02', 1, 'A-2'), line(3, 'L-9', 1, 'A-3')];
    const bench = picking([order('1', lines)]);
    bench.found = ({ text: code }) => (code === 'BOTH' ? both : {});
    expect(bench.scan('BOTH')).toMatchObject({
      ok: false,
      code: 'ambiguous-code',
      detail: { choices: ['M-02', 'L-9'] },
    });
    bench.scanAll('EAN-BLACK', 'BOTH');
    expect(bench.events.at(-1)).toMatchObject({ lineId: 'L2' });
  });

  it('leaves what is blocked on its shelf, and typed codes of items that must be scanned', () => {
    expect(picking([order('1', [line(1, 'M-02', 1, 'A-1', { blocked: 'recall' })])]).scan('EAN-MUG')).toMatchObject({
      ok: false,
      code: 'item-blocked',
      detail: { block: 'recall' },
    });
    const untyped = picking([order('1', [line(1, 'M-02', 1, 'A-1', { untyped: true })])]);
    expect(untyped.scan('EAN-MUG', 'manual')).toMatchObject({ ok: false, code: 'scan-required' });
    expect(untyped.scan('EAN-MUG').ok).toBe(true);
  });

  it('counts content codes only where the site does', () => {
    const content = gs1({ content: { gtin14: '09520000000035', count: 2 } });
    for (const contentScans of [false, true]) {
      const bench = picking([order('1', [line(1, 'M-02', 3)])], { contentScans });
      bench.found = () => ({ items: [{ item: item('M-02'), factor: 1 }] });
      const decision = bench.scan(content);
      if (contentScans) expect(bench.events.at(-1)).toMatchObject({ type: 'item-picked', units: 2 });
      else expect(decision).toMatchObject({ ok: false, code: 'content-off' });
    }
  });

  it('says what any other code is', () => {
    const bench = picking([ONE]);
    bench.scanAll('EAN-BLACK');
    bench.found = ({ text: code }) =>
      code === '88'
        ? { orders: [{ order: order('88', []), settled: null }] }
        : code === 'CASE'
          ? { caseOf: item('M-02') }
          : {};
    expect(bench.scan('88')).toMatchObject({ ok: false, code: 'other-order', detail: { number: '88' } });
    expect(bench.scan('10482')).toMatchObject({ ok: false, code: 'already-counted' });
    expect(bench.scan('CASE')).toMatchObject({ ok: false, code: 'case-unknown', detail: { scanned: { sku: 'M-02' } } });
    expect(bench.scan({ t: 'parcel', text: 'PH0005010000011' })).toMatchObject({ ok: false, code: 'label-not-here' });
    expect(bench.scan('nonsense')).toMatchObject({ ok: false, code: 'unknown-code', detail: { text: 'nonsense' } });
    const quiet = picking([ONE], { unknownStops: false });
    quiet.scanAll('EAN-BLACK');
    expect(quiet.scan('nonsense')).toMatchObject({ ok: false, code: 'unknown-quiet' });
  });
});
