import { describe, expect, it } from 'vitest';
import { pickedUnits } from '../../src/core/round.ts';
import { phaseOf } from '../../src/core/state.ts';
import { line, ONE, order, PAIR, picking, place, types } from './pick-bench.ts';

describe('the end of a round', () => {
  it('opens a single order without a tote at once', () => {
    const bench = picking([ONE]);
    bench.scanAll('EAN-BLACK', 'EAN-BLACK');
    expect(types(bench.scan('EAN-MUG'))).toEqual(['item-picked', 'round-ended', 'order-opened']);
    expect(phaseOf(bench.state)).toBe('packing');
    expect(bench.state).toMatchObject({ round: null, picked: { [ONE.id]: { number: '10482', totes: [], short: {} } } });
  });

  it('only ends with a tote, and opens nothing', () => {
    const bench = picking([ONE]);
    bench.scanAll('T1', 'EAN-BLACK', 'T1', 'EAN-BLACK', 'T1', 'EAN-MUG');
    expect(types(bench.scan('T1'))).toEqual(['tote-proved', 'round-ended']);
    expect(phaseOf(bench.state)).toBe('ready');
    expect(bench.state).toMatchObject({
      picked: { [ONE.id]: { totes: ['T1'] } },
      band: { code: 'round-done', detail: { n: 3, of: 3 } },
    });
  });

  it('only ends after several orders, each with its totes', () => {
    const bench = picking(PAIR);
    bench.scanAll('EAN-MUG', 'T1', 'EAN-MUG', 'T1', 'EAN-MUG', 'T2', 'EAN-LAMP');
    expect(types(bench.scan('T2'))).toEqual(['tote-proved', 'round-ended']);
    expect(bench.state.picked).toEqual({
      'order-1': { number: '1', totes: ['T1'], short: {} },
      'order-2': { number: '2', totes: ['T2'], short: {} },
    });
  });

  it('takes FINISH only when nothing is left', () => {
    const bench = picking([ONE]);
    expect(bench.act('finish')).toMatchObject({ ok: false, code: 'not-now' });
    const empties = picking([order('1', [line(1, 'M-02', 1, 'A-1', { empties: true })])]);
    empties.scanAll('EAN-MUG');
    // The question was closed without an answer, for example by a pause.
    empties.tell({ type: 'question-closed' });
    expect(empties.scan('EAN-MUG')).toMatchObject({ ok: false, code: 'not-now' });
    expect(types(empties.act('finish'))).toEqual(['round-ended', 'order-opened']);
  });
});

describe('the look into the shelf', () => {
  const last = line(1, 'M-02', 1, 'A-1', { empties: true });

  it.each([
    ['yes', true],
    ['no', false],
  ] as const)('asks after the last unit, before the end: %s', (choice, empty) => {
    const bench = picking([order('1', [last])]);
    const decision = bench.scan('EAN-MUG');
    expect(types(decision)).toEqual(['item-picked', 'question-asked']);
    expect(decision.events.at(-1)).toMatchObject({ orderId: 'order-1', question: { kind: 'bin-empty', bin: 'A-1' } });
    expect(phaseOf(bench.state)).toBe('asked');
    const answer = bench.choose(choice);
    expect(types(answer)).toEqual(['bin-looked-at', 'round-ended', 'order-opened']);
    expect(answer.events[0]).toMatchObject({ bin: 'A-1', empty });
  });

  it('does not ask where the site does not want it, nor before the line’s last unit', () => {
    expect(types(picking([order('1', [last])], { zeroCheck: false }).scan('EAN-MUG'))).not.toContain('question-asked');
    const two = picking([order('1', [{ ...last, quantity: 2 }])]);
    expect(types(two.scan('EAN-MUG'))).toEqual(['item-picked']);
  });

  it('does not ask about lines that leave something on the shelf', () => {
    const bench = picking([order('1', [line(1, 'M-02', 1, 'A-1'), line(2, 'L-9', 1, 'A-2')])]);
    expect(types(bench.scan('EAN-MUG'))).toEqual(['item-picked']);
  });

  it('waits until the round takes nothing more from the shelf, and asks once', () => {
    const bench = picking([order('1', [last]), order('2', [line(1, 'M-02', 1, 'A-1')])]);
    expect(types(bench.scan('EAN-MUG'))).toEqual(['item-picked']);
    bench.scanAll('T1');
    expect(types(bench.scan('EAN-MUG'))).toEqual(['item-picked', 'question-asked']);
    expect(types(bench.choose('yes'))).toEqual(['bin-looked-at']);
    expect(bench.state.band).toMatchObject({ code: 'bin-noted', detail: { text: 'A-1' } });
    bench.act('undo');
    expect(types(bench.scan('EAN-MUG'))).toEqual(['item-picked']);
    expect(types(bench.scan('T2'))).toEqual(['tote-proved', 'round-ended']);
  });

  it('goes on to the next shelf where shelves are proved', () => {
    const bench = picking([order('1', [last, line(2, 'L-9', 1, 'A-2')], { places: true })]);
    bench.scanAll(place('A-1'), 'EAN-MUG');
    bench.choose('no');
    expect(bench.state.band).toMatchObject({ code: 'scan-shelf', detail: { text: 'A-2' } });
  });
});

describe('SHORT', () => {
  it('asks why, notes the open units and goes on', () => {
    const bench = picking([ONE]);
    bench.scanAll('EAN-BLACK');
    expect(bench.act('short').events).toEqual([
      { type: 'question-asked', orderId: ONE.id, question: { kind: 'short', orderId: ONE.id, lineId: 'L1', units: 1 } },
    ]);
    expect(bench.choose('misplaced').events).toEqual([
      { type: 'pick-short', orderId: ONE.id, lineId: 'L1', units: 1, reason: 'misplaced', bin: 'A-2' },
    ]);
    expect(bench.state.band).toMatchObject({
      code: 'short-noted',
      detail: { name: 'Steel bottle 0.5 l', n: 1, of: 2 },
    });
    expect(bench.state.question).toBeNull();
    expect(bench.scan('EAN-MUG').ok).toBe(true);
    expect(bench.state.picked[ONE.id]?.short).toEqual({ L1: 1 });
  });

  it('is never more than what is open, even when a journal says so', () => {
    const bench = picking([ONE]);
    bench.scanAll('EAN-BLACK');
    const short = { type: 'pick-short', orderId: ONE.id, units: 9, reason: 'too-few', bin: null } as const;
    bench.tell({ ...short, lineId: line(1, 'B-17-BK', 2).id });
    bench.scanAll('EAN-MUG');
    expect(bench.state.picked[ONE.id]?.short).toEqual({ L1: 1 });
  });

  it('takes only its own reasons', () => {
    const bench = picking([ONE]);
    bench.act('short');
    expect(bench.choose('crushed')).toMatchObject({ ok: false, code: 'answer-first' });
  });

  it('ends the round with the last line; what did not come is short at the bench as well', () => {
    const bench = picking([order('1', [line(1, 'M-02', 2, 'A-1')])]);
    bench.scanAll('EAN-MUG');
    bench.act('short');
    expect(types(bench.choose('none-on-shelf'))).toEqual(['pick-short', 'round-ended', 'order-opened', 'line-short']);
    expect(bench.state.work?.short).toEqual({ L1: 1 });
  });

  it('holds a single order where the site ships nothing incomplete', () => {
    const bench = picking([order('1', [line(1, 'M-02', 2, 'A-1')])], { missing: 'hold' });
    bench.scanAll('EAN-MUG');
    bench.act('short');
    expect(types(bench.choose('too-few'))).toEqual(['pick-short', 'round-ended', 'order-opened', 'order-held']);
  });

  it('works for the line of the unit in the hand, and the end waits for its tote', () => {
    const bench = picking([order('1', [line(1, 'M-02', 2, 'A-1')]), order('2', [line(1, 'L-9', 1, 'A-2')])]);
    bench.scanAll('EAN-MUG');
    bench.act('short');
    expect(types(bench.choose('too-few'))).toEqual(['pick-short']);
    bench.scanAll('T1');
    bench.act('short');
    expect(types(bench.choose('none-on-shelf'))).toEqual(['pick-short', 'round-ended']);
    expect(bench.state.picked).toMatchObject({ 'order-1': { short: { L1: 1 } }, 'order-2': { short: { L1: 1 } } });
  });
});

describe('SKIP, PREVIOUS, UNDO', () => {
  it('sends a line to the end and brings it back', () => {
    const bench = picking([ONE]);
    bench.act('skip');
    expect(bench.state.band).toMatchObject({
      code: 'skipped',
      detail: { name: 'Steel bottle 0.5 l', variant: 'BLACK' },
    });
    expect(bench.act('previous').events).toEqual([{ type: 'pick-chosen', orderId: ONE.id, lineId: 'L1' }]);
    expect(bench.state.band.code).toBe('chosen');
    expect(bench.round()).toMatchObject({ skipped: [] });
  });

  it('cannot skip the only line', () => {
    const bench = picking([order('1', [line(1, 'M-02', 2)])]);
    expect(bench.act('skip')).toMatchObject({ ok: false, code: 'last-line' });
    expect(bench.act('previous')).toMatchObject({ ok: false, code: 'last-line' });
  });

  it('takes back the last unit, out of the hand or out of the tote', () => {
    const bench = picking([order('1', [line(1, 'M-02', 3)]), order('2', [line(1, 'L-9', 1)])]);
    expect(bench.act('undo')).toMatchObject({ ok: false, code: 'nothing-to-undo' });
    bench.scanAll('EAN-MUG', 'T1', 'EAN-MUG', 'EAN-MUG');
    bench.act('undo');
    expect(bench.round().inHand).toMatchObject({ units: 1 });
    bench.act('undo');
    expect(bench.round().inHand).toBeNull();
    expect(bench.act('undo').events).toEqual([{ type: 'item-unpicked', orderId: 'order-1', lineId: 'L1', units: 1 }]);
    expect(bench.state.band.code).toBe('undone');
    expect(bench.round()).toMatchObject({ picked: {}, history: [], inHand: null });
  });

  it('takes back a whole case', () => {
    const bench = picking([order('1', [line(1, 'M-02', 8)])]);
    bench.scanAll('EAN-MUG', 'CASE-MUG');
    bench.act('undo');
    expect(pickedUnits(bench.round())).toBe(1);
  });
});

describe('WRONG BIN and items without a barcode', () => {
  it('reports the current line’s shelf, or after a wrong item that item', () => {
    const bench = picking([ONE]);
    expect(bench.act('wrong-bin').events).toEqual([
      { type: 'wrong-bin-told', orderId: ONE.id, sku: 'B-17-BK', bin: 'A-2' },
    ]);
    const wrong = bench.scan('EAN-BLUE');
    if (wrong.ok) throw new Error('the blue one is not ordered');
    bench.state = { ...bench.state, stop: { code: wrong.code, detail: wrong.detail, sinceMs: 1, offer: null } };
    expect(bench.act('wrong-bin').events).toMatchObject([{ sku: 'B-17-BL', bin: 'A-2' }]);
  });

  it('counts by hand what has no barcode, and nothing else', () => {
    const bench = picking([order('1', [line(1, 'L-9', 1, 'A-1', { uncoded: true }), line(2, 'M-02', 1, 'A-2')])]);
    expect(types(bench.byHand())).toEqual(['item-picked']);
    expect(bench.events.at(-1)).toMatchObject({ units: 1, scan: { kind: 'manual', text: null } });
    expect(bench.byHand()).toMatchObject({ ok: false, code: 'not-by-hand' });
    const shelf = picking([order('1', [line(1, 'L-9', 1, 'A-1', { uncoded: true })], { places: true })]);
    expect(shelf.byHand()).toMatchObject({ ok: false, code: 'place-first' });
  });
});

describe('PUT BACK', () => {
  it('ends a round in which nothing was picked', () => {
    const bench = picking(PAIR);
    expect(types(bench.act('put-back'))).toEqual(['round-ended']);
    expect(bench.state).toMatchObject({ round: null, picked: {}, band: { code: 'put-back' } });
    expect(types(bench.act('pick'))).toEqual(['round-begun']);
  });

  it('asks when something was picked, and takes it back unit by unit', () => {
    const bench = picking(PAIR);
    bench.scanAll('EAN-MUG', 'T1', 'EAN-MUG', 'T1', 'EAN-MUG');
    expect(bench.act('put-back').events).toMatchObject([
      { type: 'question-asked', question: { kind: 'sure', action: 'put-back' } },
    ]);
    expect(types(bench.choose('yes'))).toEqual([
      'question-closed',
      'item-unpicked',
      'item-unpicked',
      'item-unpicked',
      'round-ended',
    ]);
    expect(bench.state).toMatchObject({ round: null, picked: {}, question: null });
  });

  it('goes on when the packer says no', () => {
    const bench = picking([ONE]);
    bench.scanAll('EAN-BLACK');
    bench.act('put-back');
    bench.choose('no');
    expect(pickedUnits(bench.round())).toBe(1);
    expect(phaseOf(bench.state)).toBe('picking');
  });
});
