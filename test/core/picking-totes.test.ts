import { describe, expect, it } from 'vitest';
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
  text,
  types,
  unchanged,
} from './pick-bench.ts';

describe('totes', () => {
  it('asks for a tote for each of several orders before the first item', () => {
    const bench = createPickBench(PAIR);
    bench.act('pick');
    unchanged(bench, () =>
      expect(bench.scan('EAN-MUG')).toMatchObject({ ok: false, code: 'tote-first', detail: { number: '1' } }),
    );
    unchanged(bench, () => expect(bench.scan(place('A-1'))).toMatchObject({ ok: false, code: 'tote-first' }));
    expect(bench.act('skip')).toMatchObject({ ok: false, code: 'tote-first' });
    expect(types(bench.scan('T1'))).toEqual(['tote-given']);
    expect(bench.state.band).toMatchObject({ code: 'scan-tote', detail: { number: '2', n: 2, of: 2 } });
    bench.scanAll('T2');
    expect(bench.state.band).toMatchObject({ code: 'tote-ready', detail: { number: '2', text: 'T2' } });
    expect(bench.round().orders.map(({ totes }) => totes)).toEqual([['T1'], ['T2']]);
  });

  it('takes a returnable asset number (AI 8003) as a tote', () => {
    const bench = createPickBench(PAIR);
    bench.act('pick');
    bench.scanAll(gs1({ asset: '0950000000000170' }, '80030950000000000170'), 'T2');
    bench.scanAll('EAN-MUG');
    expect(bench.round().orders[0]?.totes).toEqual(['0950000000000170']);
    bench.scanAll(gs1({ asset: '0950000000000170' }, '80030950000000000170'));
    expect(bench.round().inHand).toBeNull();
  });

  it('refuses a tote that another order has: in this round, from an earlier one, or by the replica', () => {
    const bench = createPickBench(PAIR);
    bench.state = { ...bench.state, picked: { [ONE.id]: { number: ONE.number, totes: ['T9'], short: {} } } };
    bench.found = ({ text: code }) =>
      code === 'T8' ? { orders: [{ order: order('88', [], { tote: 'T8' }), settled: null }] } : {};
    bench.act('pick');
    bench.scanAll('T1');
    for (const [code, number] of [
      ['T1', '1'],
      ['T9', '10482'],
      ['T8', '88'],
    ] as const) {
      unchanged(bench, () =>
        expect(bench.scan(code)).toMatchObject({ ok: false, code: 'tote-taken', detail: { number, got: code } }),
      );
    }
    bench.found = () => ({ orders: [{ order: order('88', [], { tote: 'T8' }), settled: { by: 'shipped', atMs: 1 } }] });
    expect(bench.scan('T8').ok).toBe(true);
  });

  it('takes nothing for a tote that means something else', () => {
    const bench = createPickBench(PAIR);
    bench.act('pick');
    bench.found = ({ text: code }) =>
      code === '88'
        ? { orders: [{ order: order('88', []), settled: { by: 'shipped', atMs: 1 } }] }
        : { caseOf: item('M-02') };
    expect(bench.scan('88')).toMatchObject({ ok: false, code: 'tote-taken', detail: { number: '88' } });
    expect(bench.scan('CASE')).toMatchObject({ ok: false, code: 'tote-first' });
    bench.found = () => ({});
    expect(bench.scan('1')).toMatchObject({ ok: false, code: 'tote-first' });
    expect(bench.scan({ t: 'parcel', text: 'PH0005010000011' })).toMatchObject({ ok: false, code: 'tote-first' });
    expect(bench.scan({ t: 'badge', text: 'XB1' })).toMatchObject({ ok: false, code: 'not-now' });
  });

  it('lets a single order go without a tote, or takes one before its first item', () => {
    const bench = picking([ONE]);
    expect(types(bench.scan('T1'))).toEqual(['tote-given']);
    expect(bench.scan('T2')).toMatchObject({ ok: false, code: 'unknown-code' });
    const later = picking([ONE]);
    later.scanAll('EAN-BLACK');
    expect(later.scan('T1')).toMatchObject({ ok: false, code: 'unknown-code' });
    expect(types(picking([SHELVES]).scan('T1'))).toEqual(['tote-given']);
    expect(picking([SHELVES]).scan('B-77')).toMatchObject({ ok: false, code: 'wrong-place' });
    const product = picking([ONE]);
    expect(
      product.scan({
        t: 'gtin',
        gtin14: '04006381333931',
        carrier: 'EAN-13',
        alt: [],
        confidence: 'sure',
        text: '4006381333931',
      }),
    ).toMatchObject({ ok: false, code: 'unknown-code' });
  });

  it('goes on in another tote by NEW TOTE, and the unit in the hand goes into it', () => {
    const bench = picking(PAIR);
    bench.scanAll('EAN-MUG');
    expect(types(bench.act('new-tote'))).toEqual(['tote-full']);
    expect(bench.act('new-tote')).toMatchObject({ ok: false, code: 'tote-first', detail: { number: '1' } });
    expect(bench.scan('T2')).toMatchObject({ ok: false, code: 'tote-taken' });
    expect(types(bench.scan('T3'))).toEqual(['tote-given', 'tote-proved']);
    expect(bench.round()).toMatchObject({ inHand: null, orders: [{ totes: ['T1', 'T3'], toteFull: false }, {}] });
    bench.scanAll('EAN-MUG');
    expect(bench.scan('T1')).toMatchObject({
      ok: false,
      code: 'wrong-tote',
      detail: { number: '1', expected: 'T3', got: 'T1' },
    });
    bench.scanAll('T3');
  });

  it('takes the full tote back when NEW TOTE was a mistake, and has no use for it without a tote', () => {
    const bench = picking(PAIR);
    bench.act('new-tote');
    bench.scanAll('T1');
    expect(bench.round().orders[0]).toMatchObject({ totes: ['T1'], toteFull: false });
    expect(picking([ONE]).act('new-tote')).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('shelves', () => {
  it('wants the shelf first where the order says so', () => {
    const bench = picking([SHELVES]);
    unchanged(bench, () =>
      expect(bench.scan('EAN-BLACK')).toMatchObject({ ok: false, code: 'place-first', detail: { expected: 'A-2' } }),
    );
    expect(types(bench.scan(place('A-2')))).toEqual(['place-proved']);
    expect(bench.state.band).toMatchObject({ code: 'shelf-right', detail: { text: 'A-2' } });
    expect(bench.scan('EAN-BLACK').ok).toBe(true);
    expect(bench.scan('EAN-MUG')).toMatchObject({ ok: false, code: 'place-first', detail: { expected: 'A-10' } });
  });

  it('takes our place code, what the replica calls a bin, and the bin as plain text', () => {
    for (const code of [place('A-2'), text('A-2'), text('GLN')]) {
      const bench = picking([SHELVES]);
      bench.found = (payload) => (payload.text === 'GLN' ? { bin: 'A-2' } : {});
      expect(types(bench.scan(code))).toEqual(['place-proved']);
    }
  });

  it('refuses another shelf and says which is wanted', () => {
    const bench = picking([SHELVES]);
    for (const [code, got] of [
      [place('A-10'), 'A-10'],
      [place('Z-9'), 'Z-9'],
      [text('A-10'), 'A-10'],
      [text('A-22'), 'A-22'],
    ] as const) {
      unchanged(bench, () =>
        expect(bench.scan(code)).toMatchObject({ ok: false, code: 'wrong-place', detail: { expected: 'A-2', got } }),
      );
    }
  });

  it('leaves the shelf to the packer otherwise, but never takes a wrong one', () => {
    expect(picking([ONE]).scan('EAN-BLACK').ok).toBe(true);
    const bench = picking([ONE]);
    expect(bench.scan(place('A-2')).ok).toBe(true);
    expect(bench.scan(place('A-10'))).toMatchObject({ ok: false, code: 'wrong-place' });
  });

  it('reads a code that is bin and item at once as what is due', () => {
    const bin = 'EAN-BLACK';
    const bench = picking([order('1', [line(1, 'B-17-BK', 1, bin), line(2, 'M-02', 1, 'Z-1')], { places: true })]);
    expect(types(bench.scan(bin))).toEqual(['place-proved']);
    expect(types(bench.scan(bin))).toEqual(['item-picked']);
  });

  it('takes a line without a shelf from any, and says from where', () => {
    const bench = picking([order('1', [line(1, 'M-02', 2)], { places: true })]);
    bench.scanAll(place('Q-1'), 'EAN-MUG');
    expect(bench.events.at(-1)).toMatchObject({ type: 'item-picked', bin: 'Q-1' });
  });
});

describe('into the tote', () => {
  it('wants the unit in its own order’s tote', () => {
    const bench = picking(PAIR);
    bench.scanAll('EAN-MUG');
    expect(bench.state.band).toMatchObject({ code: 'into-tote', detail: { text: 'T1', number: '1' } });
    unchanged(bench, () =>
      expect(bench.scan('T2')).toMatchObject({
        ok: false,
        code: 'wrong-tote',
        detail: { number: '2', expected: 'T1', got: 'T2' },
      }),
    );
    expect(types(bench.scan('T1'))).toEqual(['tote-proved']);
    expect(bench.state.band).toMatchObject({ code: 'picked', detail: { text: 'T1', n: 1, of: 2 } });
    expect(bench.scan('T1')).toMatchObject({ ok: false, code: 'already-counted' });
  });

  it('names the order of a tote from elsewhere, and takes nothing else meanwhile', () => {
    const bench = picking(PAIR);
    bench.scanAll('EAN-MUG');
    bench.found = ({ text: code }) =>
      code === 'T8' ? { orders: [{ order: order('88', [], { tote: 'T8' }), settled: null }] } : {};
    expect(bench.scan('T8')).toMatchObject({ ok: false, code: 'wrong-tote', detail: { number: '88' } });
    for (const code of ['EAN-LAMP', 'EAN-BLUE', 'nonsense', place('A-1')]) {
      expect(bench.scan(code)).toMatchObject({ ok: false, code: 'tote-first', detail: { expected: 'T1' } });
    }
  });

  it('takes one more of the same item for the same order, and no more than is open', () => {
    const bench = picking(PAIR);
    bench.scanAll('EAN-MUG', 'EAN-MUG');
    expect(bench.round().inHand).toMatchObject({ orderId: 'order-1', units: 2 });
    // The third mug is the other order's: it belongs into another tote.
    expect(bench.scan('EAN-MUG')).toMatchObject({ ok: false, code: 'tote-first' });
    bench.scanAll('T1', 'EAN-MUG');
    expect(bench.round().inHand).toMatchObject({ orderId: 'order-2', units: 1 });
  });

  it('knows by UNDO which line the rest in the hand is of', () => {
    const mugs = [line(1, 'M-02', 1, 'A-1'), line(2, 'M-02', 2, 'A-1')];
    const bench = picking([order('1', mugs), order('2', [line(1, 'L-9', 1, 'A-2')])]);
    bench.scanAll('EAN-MUG', 'EAN-MUG');
    expect(bench.round().inHand).toEqual({ orderId: 'order-1', lineId: 'L2', units: 2 });
    bench.act('undo');
    expect(bench.round().inHand).toEqual({ orderId: 'order-1', lineId: 'L1', units: 1 });
  });

  it('keeps keys off another line of the same order as well', () => {
    const bench = picking([order('1', [line(1, 'M-02', 1, 'A-1'), line(2, 'L-9', 1, 'A-1')]), ...PAIR.slice(1)]);
    bench.scanAll('EAN-MUG');
    expect(bench.act('short')).toMatchObject({
      ok: false,
      code: 'tote-first',
      detail: { number: '1', expected: 'T1' },
    });
  });

  it('keeps keys off another line while the hand is full', () => {
    const bench = picking(PAIR);
    bench.scanAll('EAN-MUG');
    bench.scanAll('EAN-MUG');
    for (const action of ['skip', 'short', 'previous', 'finish'] as const) {
      expect(bench.act(action)).toMatchObject({ ok: false, code: 'tote-first', detail: { expected: 'T1' } });
    }
  });
});
