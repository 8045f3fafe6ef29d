import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillOf,
  fitOf,
  type Kind,
  layOut,
  MOST_PIECES,
  type Placement,
  type Sides,
  volumeOf,
} from '../../src/core/carton-fit.ts';

const side = (max: number) => fc.integer({ min: 1, max });
const sides = (max: number): fc.Arbitrary<Sides> => fc.tuple(side(max), side(max), side(max));
const kinds: fc.Arbitrary<readonly Kind[]> = fc.array(
  fc.record({ sides: sides(120), units: fc.integer({ min: 1, max: 40 }), grams: fc.integer({ min: 0, max: 500 }) }),
  { minLength: 1, maxLength: 6 },
);
const RUNS = { numRuns: 300 };

function kind(sides: Sides, units = 1, grams = 0): Kind {
  return { sides, units, grams };
}

describe('a fit', () => {
  it.each<[string, readonly Kind[], Sides, ReturnType<typeof fitOf>]>([
    ['nothing', [], [1, 1, 1], 'holds'],
    ['27 in a carton of 3 × 3 × 3', [kind([65, 66, 83], 27)], [200, 200, 300], 'holds'],
    ['28 do not, though the volume would do', [kind([65, 66, 83], 28)], [200, 200, 300], 'no'],
    ['unlike pieces that fill it quite', [kind([4, 4, 2]), kind([2, 4, 1], 2), kind([4, 1, 2], 2)], [4, 4, 4], 'holds'],
    ['a stick is not laid aslant', [kind([110, 1, 1])], [100, 100, 100], 'no'],
    ['thin cards by the thousand', [kind([100, 60, 1], 1000)], [100, 60, 1000], 'holds'],
    ['thin cards by the thousand and a book', [kind([100, 60, 1], 900), kind([100, 60, 90])], [100, 60, 1000], 'holds'],
    ['more unlike pieces than may be laid', unlike(MOST_PIECES + 1), [999, 999, 999], 'unproved'],
    ['as many as may be laid', unlike(MOST_PIECES), [999, 999, 999], 'holds'],
    ['more than may be laid, and more than goes in', unlike(MOST_PIECES + 1), [200, 200, 200], 'no'],
    ['one of the many is too long', [...unlike(MOST_PIECES), kind([1000, 1, 1])], [999, 999, 999], 'no'],
  ])('%s', (_, list, inner, answer) => {
    expect(fitOf(list, inner)).toBe(answer);
  });

  it.each<[string, readonly Sides[]]>([
    ['as it stands', [[9, 7, 12]]],
    [
      'only with the carton turned',
      [
        [9, 7, 6],
        [7, 6, 4],
        [7, 6, 5],
      ],
    ],
    [
      'only when a piece may not take the first rotation that goes',
      [
        [9, 7, 5],
        [7, 7, 6],
        [7, 7, 3],
      ],
    ],
  ])('a carton cut into pieces is put together again: %s', (_, pieces) => {
    const list = pieces.map((each) => kind(each));
    const placements = layOut(list, [12, 9, 7]) ?? [];
    expect(placements).toHaveLength(pieces.length);
    expectSound(list, [12, 9, 7], placements);
  });

  it('fills a carton by weight before it is full', () => {
    expect(fillOf([kind([10, 10, 10], 50, 100)], [100, 100, 100], 1250)).toEqual([12]);
  });

  it('leaves out what alone is too heavy or too long, and takes the rest', () => {
    const list = [kind([50, 50, 50], 1, 2000), kind([101, 10, 10], 1, 1), kind([20, 20, 20], 3, 1)];
    expect(fillOf(list, [100, 100, 100], 1000)).toEqual([0, 0, 3]);
  });

  it('takes weightless goods when no weight is left', () => {
    expect(fillOf([kind([10, 10, 10], 2, 0), kind([10, 10, 10], 2, 1)], [100, 100, 100], 0)).toEqual([2, 0]);
  });
});

function unlike(count: number): readonly Kind[] {
  return Array.from({ length: count }, (_, index) => kind([40 + index, 35, 30]));
}

describe('whatever the pieces are', () => {
  it('a layout puts every unit inside, none into another', () => {
    let laid = 0;
    fc.assert(
      fc.property(kinds, sides(400), (list, inner) => {
        const placements = layOut(list, inner);
        if (placements === null) return;
        laid += 1;
        expectSound(list, inner, placements);
      }),
      RUNS,
    );
    expect(laid).toBeGreaterThan(20);
  });

  it('a carton that holds them holds them turned, and holds one unit less where they stand in rows', () => {
    fc.assert(
      fc.property(sides(60), fc.integer({ min: 1, max: 60 }), sides(300), (unit, units, inner) => {
        const kind: Kind = { sides: unit, units, grams: 1 };
        const turned: Kind = { ...kind, sides: [unit[2], unit[0], unit[1]] };
        if (fitOf([kind], inner) !== 'holds') return;
        expect(fitOf([turned], inner)).toBe('holds');
        // Beyond rows a place is searched for, and may be found for more units and missed for fewer.
        if (units <= inRows(unit, inner)) expect(fitOf([{ ...kind, units: units - 1 }], inner)).toBe('holds');
      }),
      RUNS,
    );
  });

  it('a filled carton holds what was put in, by count and by weight', () => {
    fc.assert(
      fc.property(kinds, sides(400), fc.integer({ min: 0, max: 9000 }), (list, inner, limit) => {
        const units = fillOf(list, inner, limit);
        expect(units.every((count, index) => count >= 0 && count <= (list[index]?.units ?? 0))).toBe(true);
        const inside = list.map((kind, index) => ({ ...kind, units: units[index] ?? 0 }));
        expect(inside.reduce((sum, kind) => sum + kind.units * volumeOf(kind.sides), 0)).toBeLessThanOrEqual(
          volumeOf(inner),
        );
        expect(inside.reduce((sum, kind) => sum + kind.units * kind.grams, 0)).toBeLessThanOrEqual(limit);
      }),
      RUNS,
    );
  });

  it('so many pieces as may be laid are laid or refused, never left unproved', () => {
    fc.assert(
      fc.property(kinds, sides(400), (list, inner) => {
        const units = list.reduce((sum, kind) => sum + kind.units, 0);
        if (units <= MOST_PIECES) expect(fitOf(list, inner)).not.toBe('unproved');
      }),
      RUNS,
    );
  });
});

function turnsOf([a, b, c]: Sides): readonly Sides[] {
  return [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ];
}

/** Most units that stand one way round in rows, columns and layers. */
function inRows(unit: Sides, [length, width, height]: Sides): number {
  const along = (room: number, side: number) => Math.floor(room / side);
  return Math.max(...turnsOf(unit).map(([x, y, z]) => along(length, x) * along(width, y) * along(height, z)));
}

/** A block is so many rows, columns and layers of the unit, one way round. */
function isBlockOf(kind: Kind, block: { readonly units: number; readonly sides: Sides }): boolean {
  return turnsOf(kind.sides).some((turn) => {
    const counts = turn.map((length, axis) => (block.sides[axis] ?? 0) / length);
    return counts.every(Number.isInteger) && counts.reduce((product, count) => product * count, 1) === block.units;
  });
}

function areApart(
  a: { readonly at: Sides; readonly sides: Sides },
  b: { readonly at: Sides; readonly sides: Sides },
): boolean {
  return ([0, 1, 2] as const).some(
    (axis) => a.at[axis] + a.sides[axis] <= b.at[axis] || b.at[axis] + b.sides[axis] <= a.at[axis],
  );
}

/** Every unit is there, every block inside the carton, none in another. */
function expectSound(list: readonly Kind[], inner: Sides, placements: readonly Placement[]): void {
  list.forEach((kind, index) => {
    const own = placements.filter((each) => each.kind === index);
    expect(own.reduce((sum, { units }) => sum + units, 0)).toBe(kind.units);
    for (const block of own) expect(isBlockOf(kind, block)).toBe(true);
  });
  for (const [index, a] of placements.entries()) {
    for (const axis of [0, 1, 2] as const) {
      expect(a.at[axis]).toBeGreaterThanOrEqual(0);
      expect(a.at[axis] + a.sides[axis]).toBeLessThanOrEqual(inner[axis]);
    }
    for (const b of placements.slice(index + 1)) expect(areApart(a, b)).toBe(true);
  }
}
