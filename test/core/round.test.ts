import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareBins,
  currentTask,
  isRoundDone,
  orderedUnits,
  pickedOf,
  pickedUnits,
  stepOf,
  tasksOf,
  unitsToPick,
} from '../../src/core/round.ts';
import { pickScreenOf } from '../../src/core/view-pick.ts';
import { line, order, type PickBench, picking, place } from './pick-bench.ts';

const WALK = [
  order('1', [line(1, 'B-17-BK', 1, 'A-10'), line(2, 'M-02', 2, 'A-2')]),
  order('2', [line(1, 'B-17-BL', 1, 'A-2'), line(2, 'L-9', 1)]),
];

function walk(bench: PickBench): readonly string[] {
  return tasksOf(bench.round()).map(({ number, bin, line: { sku } }) => `${number} ${bin ?? '-'} ${sku}`);
}

describe('the walk along the shelves', () => {
  it('goes by bin in natural order, then by order, and ends with what has no bin', () => {
    expect(walk(picking(WALK))).toEqual(['1 A-2 M-02', '2 A-2 B-17-BL', '1 A-10 B-17-BK', '2 - L-9']);
  });

  it('puts skipped lines at the end in the order of their skips', () => {
    const bench = picking(WALK);
    bench.act('skip');
    bench.act('skip');
    expect(walk(bench)).toEqual(['1 A-10 B-17-BK', '2 - L-9', '1 A-2 M-02', '2 A-2 B-17-BL']);
    for (const _ of [1, 2, 3]) bench.act('skip');
    expect(walk(bench)[0]).toBe('2 A-2 B-17-BL');
    expect(walk(bench)).toHaveLength(4);
  });

  it('keeps the line in hand in front while it is open, even a skipped one', () => {
    const bench = picking(WALK);
    bench.act('skip');
    bench.scanAll('EAN-MUG', 'T1');
    expect(walk(bench)[0]).toBe('1 A-2 M-02');
    bench.scanAll('EAN-MUG', 'T1');
    expect(walk(bench)).toEqual(['2 A-2 B-17-BL', '1 A-10 B-17-BK', '2 - L-9']);
  });

  it('keeps the line in hand in front of nearer shelves', () => {
    const bench = picking([order('1', [line(1, 'M-02', 1, 'A-1'), line(2, 'L-9', 2, 'A-9')])]);
    bench.scanAll('EAN-LAMP');
    expect(walk(bench)).toEqual(['1 A-9 L-9', '1 A-1 M-02']);
  });

  it.each([
    ['A-2', 'A-10', -1],
    ['A-2-9', 'A-10-1', -1],
    ['A-2', 'A-2-1', -1],
    ['A-02', 'A-2', -1],
    ['B-1', 'A-9', 1],
    ['9', '10', -1],
    ['A-99999999999999999998', 'A-99999999999999999999', -1],
    ['A-1', null, -1],
    [null, 'A-1', 1],
    ['A-1', 'A-1', 0],
  ] as const)('compares %s with %s', (a, b, sign) => {
    expect(Math.sign(compareBins(a, b))).toBe(sign);
  });

  it('compares bins as a total order', () => {
    const bin = fc.option(fc.stringMatching(/^[AB0129-]{0,6}$/));
    const sorted = (bins: readonly (string | null)[]) => bins.toSorted(compareBins);
    fc.assert(
      fc.property(fc.array(bin, { maxLength: 8 }), bin, bin, (bins, a, b) => {
        expect(sorted(bins.toReversed())).toEqual(sorted(bins));
        expect(Math.sign(compareBins(a, b))).toBe(-Math.sign(compareBins(b, a)) + 0);
      }),
    );
  });
});

describe('what is to be scanned now', () => {
  it('asks for totes first, then items, and the tote after each', () => {
    const bench = picking([WALK[0] ?? order('x', [])]);
    expect(stepOf(bench.round())).toBe('item');
    const two = picking(WALK);
    expect(stepOf(two.round())).toBe('item');
    two.scanAll('EAN-MUG');
    expect(stepOf(two.round())).toBe('into-tote');
    two.scanAll('T1');
    expect(stepOf(two.round())).toBe('item');
    two.scanAll('EAN-MUG');
    two.act('new-tote');
    expect(stepOf(two.round())).toBe('tote');
  });

  it('asks for the shelf only where the order wants that, and only until it is proved', () => {
    const bench = picking([order('1', [line(1, 'M-02', 2, 'A-2'), line(2, 'L-9', 1)], { places: true })]);
    expect(stepOf(bench.round())).toBe('shelf');
    bench.scanAll(place('A-2'));
    expect(stepOf(bench.round())).toBe('item');
    bench.scanAll('EAN-MUG', 'EAN-MUG');
    // The lamp has no shelf that could be asked for.
    expect(stepOf(bench.round())).toBe('item');
  });

  it('is done when nothing is on the shelves and nothing in the hand', () => {
    const bench = picking([order('1', [line(1, 'M-02', 1)]), order('2', [line(1, 'L-9', 1)])]);
    bench.scanAll('EAN-MUG', 'T1', 'EAN-LAMP');
    expect(currentTask(bench.round())).toBeUndefined();
    expect(isRoundDone(bench.round())).toBe(false);
    expect(isRoundDone({ ...bench.round(), inHand: null })).toBe(true);
    expect(stepOf({ ...bench.round(), inHand: null })).toBe('done');
  });

  it('counts lines of the same id in two orders apart', () => {
    const [first, second] = [order('1', [line(1, 'M-02', 2, 'A-2')]), order('2', [line(1, 'M-02', 2, 'A-2')])];
    const bench = picking([first, second]);
    bench.scanAll('EAN-MUG', 'T1');
    expect(pickedOf(bench.round(), first.id, line(1, 'M-02', 2).id)).toBe(1);
    expect(unitsToPick(bench.round(), second.id, line(1, 'M-02', 2))).toBe(2);
    expect([pickedUnits(bench.round()), orderedUnits(bench.round())]).toEqual([1, 4]);
  });
});

describe('the screen of a round', () => {
  it('shows the current line, the next and the totes of the cart', () => {
    const bench = picking(WALK);
    expect(pickScreenOf(bench.round())).toMatchObject({
      name: 'pick',
      step: 'item',
      units: { picked: 0, ordered: 5 },
      current: { number: '1', slot: 1, tote: 'T1', bin: 'A-2', line: { sku: 'M-02', packed: 0, ordered: 2, short: 0 } },
      next: { number: '2', slot: 2, tote: 'T2', bin: 'A-2' },
      totes: [
        { slot: 1, number: '1', tote: 'T1', picked: 0, ordered: 3, current: true },
        { slot: 2, number: '2', tote: 'T2', picked: 0, ordered: 2, current: false },
      ],
    });
  });

  it('keeps the unit in the hand in front, even when it was the last of its line', () => {
    const bench = picking(WALK);
    bench.act('skip');
    bench.scanAll('EAN-BLUE');
    const screen = pickScreenOf(bench.round());
    expect(screen.step).toBe('into-tote');
    expect(screen.current).toMatchObject({ number: '2', tote: 'T2', line: { sku: 'B-17-BL', packed: 1 } });
    expect(screen.totes.map(({ current }) => current)).toEqual([false, true]);
    expect(screen.todo.map(({ line: { sku } }) => sku)).toEqual(['B-17-BL', 'B-17-BK', 'L-9', 'M-02']);
  });

  it('names the order that wants a tote', () => {
    const bench = picking(WALK);
    bench.scanAll('EAN-MUG', 'T1');
    bench.act('new-tote');
    const screen = pickScreenOf(bench.round());
    expect(screen).toMatchObject({ step: 'tote', current: { number: '1', tote: null } });
    expect(screen.totes[0]).toMatchObject({ tote: null, picked: 1, current: true });
  });

  it('shows no totes for a single order without one, and asks, kits and hand counts of a line', () => {
    const kit = { no: 1, sku: 'M-02' as never, name: 'Tea set' };
    const lines = [
      line(1, 'M-02', 1, 'A-1', { kit, track: { lot: true, expiry: true } }),
      line(2, 'L-9', 1, 'A-2', { kit, uncoded: true }),
    ];
    const bench = picking([order('1', lines)]);
    bench.scanAll('EAN-MUG');
    const screen = pickScreenOf(bench.round());
    expect(screen.totes).toEqual([]);
    expect(screen.current?.line).toMatchObject({ byHand: true, kit: { name: 'Tea set', complete: false }, asks: [] });
    bench.act('undo');
    expect(pickScreenOf(bench.round()).current?.line).toMatchObject({ byHand: false, asks: ['lot', 'expiry'] });
  });
});
