import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedFor,
  type CarrierLimits,
  type Carton,
  type Goods,
  suggestCartons,
  suggestSplit,
} from '../../src/core/carton.ts';
import { type Sides, volumeOf } from '../../src/core/carton-fit.ts';

const NO_LIMITS: CarrierLimits = {};
const SMALL = carton('S', [200, 150, 100]);
const MEDIUM = carton('M', [300, 200, 150]);
const LARGE = carton('L', [600, 400, 400]);
const TUBE = carton('TUBE', [1000, 80, 80]);
const CARTONS = [LARGE, SMALL, TUBE, MEDIUM];

function carton(code: string, millimetres: Carton['millimetres'], more: Partial<Carton> = {}): Carton {
  return { code, name: `Carton ${code}`, millimetres, grams: 100, ...more };
}

function goods(sku: string, units: number, millimetres: Goods['millimetres'], grams: number | null = 50): Goods {
  return { sku, units, grams, millimetres };
}

function codes(list: readonly { readonly carton: Carton }[] | null): readonly string[] | null {
  return list?.map((each) => each.carton.code) ?? null;
}

function suggested(
  list: readonly Goods[],
  limits = NO_LIMITS,
  cartons: readonly Carton[] = CARTONS,
): readonly string[] {
  return codes(suggestCartons(list, cartons, 'DHL', limits)) ?? [];
}

describe('a carton and a carrier', () => {
  const box = carton('C', [200, 300, 100], { limitGrams: 5000, carriers: ['DHL', 'UPS'] });
  it.each([
    ['no limits at all', 'DHL', {}, 5000, null],
    ['a carrier it is not for', 'GLS', {}, 0, 'carrier'],
    ['heavier than the carton bears', 'DHL', {}, 5001, 'too-heavy'],
    ['exactly the carrier’s weight with the empty carton', 'DHL', { grams: 3100 }, 3000, null],
    ['a gram above it', 'DHL', { grams: 3100 }, 3001, 'too-heavy'],
    ['weight not known', 'DHL', { grams: 100 }, null, null],
    ['weight not known, the empty carton too heavy', 'DHL', { grams: 99 }, null, 'too-heavy'],
    ['exactly the longest side', 'DHL', { longest: 300 }, 0, null],
    ['a side too long, wherever it stands', 'DHL', { longest: 299 }, 0, 'too-long'],
    ['exactly the girth: 300 + 2 × 200 + 2 × 100', 'DHL', { girth: 900 }, 0, null],
    ['a millimetre above it', 'DHL', { girth: 899 }, 0, 'girth'],
  ] as const)('%s', (_, carrier, limits, grams, answer) => {
    expect(allowedFor(box, carrier, limits, grams)).toBe(answer);
  });

  it('goes with no carrier when its list is empty', () => {
    expect(allowedFor(carton('N', [1, 1, 1], { carriers: [] }), 'DHL', {}, 0)).toBe('carrier');
  });
});

describe('a suggestion', () => {
  it.each<[string, readonly Goods[], CarrierLimits, readonly string[]]>([
    ['the smallest first, larger ones after', [goods('a', 1, [150, 100, 90])], {}, ['S', 'M', 'L']],
    ['turned to fit', [goods('a', 1, [90, 190, 140])], {}, ['S', 'M', 'L']],
    ['a millimetre too long for the small one', [goods('a', 1, [201, 20, 20])], {}, ['TUBE', 'M', 'L']],
    ['long goods go into the tube', [goods('a', 1, [950, 30, 30])], {}, ['TUBE']],
    ['eight eighths fill it to the brim', [goods('a', 8, [100, 75, 50])], {}, ['S', 'TUBE', 'M', 'L']],
    ['a ninth goes no more', [goods('a', 9, [100, 75, 50])], {}, ['TUBE', 'M', 'L']],
    ['volume would do, the shape does not', [goods('a', 2, [160, 110, 60])], {}, ['M', 'L']],
    [
      'different goods beside one another',
      [goods('a', 1, [200, 150, 50]), goods('b', 2, [100, 150, 50])],
      {},
      ['S', 'M', 'L'],
    ],
    ['fractions are rounded against the goods', [goods('a', 1, [200.1, 150, 100])], {}, ['M', 'L']],
    ['the carrier’s longest side', [goods('a', 1, [90, 90, 90])], { longest: 300 }, ['S', 'M']],
    ['the carrier’s girth', [goods('a', 1, [90, 90, 90])], { girth: 700 }, ['S']],
    ['the carrier’s weight', [goods('a', 2, [90, 90, 90], 500)], { grams: 1099 }, []],
    ['too much for any', [goods('a', 1, [601, 401, 401])], {}, []],
    ['no units are no goods', [goods('a', 0, [601, 401, 401])], {}, ['S', 'TUBE', 'M', 'L']],
  ])('%s', (_, list, limits, expected) => {
    expect(suggested(list, limits)).toEqual(expected);
  });

  it('tells fit and fill', () => {
    const [first] = suggestCartons([goods('a', 4, [100, 75, 50])], CARTONS, 'DHL', {});
    expect(first).toEqual({ carton: SMALL, fit: 'fits', fillPercent: 50 });
  });

  it('names at most five', () => {
    const many = Array.from({ length: 9 }, (_, index) => carton(`C${index}`, [100 + index, 100, 100]));
    expect(suggested([goods('a', 1, [50, 50, 50])], {}, many)).toEqual(['C0', 'C1', 'C2', 'C3', 'C4']);
  });

  it('prefers the lighter of two equal cartons, then the first code', () => {
    const equal = [carton('B', [9, 9, 9]), carton('A', [9, 9, 9]), carton('C', [9, 9, 9], { grams: 99 })];
    expect(suggested([goods('a', 1, [9, 9, 9])], {}, equal)).toEqual(['C', 'A', 'B']);
  });

  it.each<[string, Goods['millimetres']]>([
    ['missing', null],
    ['zero', [0, 100, 100]],
    ['not numbers', [Number.NaN, 100, 100]],
    ['endless', [Number.POSITIVE_INFINITY, 100, 100]],
  ])('is unknown when a dimension is %s, but what is known must fit', (_, millimetres) => {
    const list = [goods('a', 1, [250, 180, 140]), goods('b', 1, millimetres)];
    const answers = suggestCartons(list, CARTONS, 'DHL', {});
    expect(codes(answers)).toEqual(['M', 'L']);
    expect(answers.map(({ fit, fillPercent }) => [fit, fillPercent])).toEqual([
      ['unknown', null],
      ['unknown', null],
    ]);
  });

  it('counts the weight of goods without dimensions, and the known weight when one is missing', () => {
    const list = [goods('a', 1, null, 900), goods('b', 1, [50, 50, 50], null)];
    expect(suggested(list, { grams: 1000 })).toHaveLength(4);
    expect(suggested(list, { grams: 999 })).toEqual([]);
  });

  it('leaves out cartons without a usable size', () => {
    const broken = [LARGE, carton('N', [Number.NaN, 100, 100]), carton('Z', [0, 100, 100]), SMALL];
    expect(suggested([goods('a', 1, [50, 50, 50])], {}, broken)).toEqual(['S', 'L']);
  });

  it('proves 400 equal units, and 400 of two kinds', () => {
    const four = suggestCartons([goods('a', 400, [60, 40, 100])], CARTONS, 'DHL', {});
    expect(four).toEqual([{ carton: LARGE, fit: 'fits', fillPercent: 100 }]);
    const two = suggestCartons([goods('a', 200, [60, 40, 50]), goods('b', 200, [55, 38, 20])], CARTONS, 'DHL', {});
    expect(two.map(({ carton: { code }, fit }) => [code, fit])).toEqual([['L', 'fits']]);
  });

  it('judges more pieces than may be laid out by volume, and says so', () => {
    const different = Array.from({ length: 400 }, (_, index) => goods(`sku-${index}`, 1, [40 + (index % 7), 35, 30]));
    const half = carton('HALF', [400, 370, 235]);
    const tight = carton('TIGHT', [300, 275, 220]);
    const answers = suggestCartons(different, [tight, half], 'DHL', {});
    expect(answers.map(({ carton: { code }, fit }) => [code, fit])).toEqual([['HALF', 'unknown']]);
  });
});

describe('a split', () => {
  it.each<[string, readonly Goods[], CarrierLimits, readonly string[] | null]>([
    ['nothing to pack', [], {}, []],
    ['one carton is enough', [goods('a', 1, [150, 100, 90])], {}, ['S']],
    ['a full one, and the rest in a small one', [goods('a', 9, [300, 200, 200])], {}, ['L', 'L']],
    ['the rest in a small one', [goods('a', 8, [300, 200, 200]), goods('b', 1, [90, 90, 90])], {}, ['L', 'S']],
    ['by weight', [goods('a', 3, [150, 100, 90], 900)], { grams: 1000 }, ['S', 'S', 'S']],
    ['the long one into the tube', [goods('a', 1, [950, 30, 30]), goods('b', 1, [500, 300, 300])], {}, ['L', 'TUBE']],
    ['a unit too large for any', [goods('a', 1, [950, 90, 30])], {}, null],
    ['a unit too heavy for any', [goods('a', 1, [50, 50, 50], 901)], { grams: 1000 }, null],
    ['without dimensions by weight', [goods('a', 5, null, 400)], { grams: 1000 }, ['S', 'S', 'S']],
    ['a unit without dimensions too heavy for any', [goods('a', 1, null, 901)], { grams: 1000 }, null],
    ['nothing known at all', [goods('a', 5, null, null)], { grams: 1000 }, ['S']],
    ['the content has no weight and none is left', [goods('a', 2, [50, 50, 50], null)], { grams: 100 }, ['S']],
    ['a nonsense quantity', [goods('a', 1e12, [300, 300, 300])], {}, null],
    ['an endless quantity', [goods('a', Number.POSITIVE_INFINITY, [300, 300, 300])], {}, null],
  ])('%s', (_, list, limits, expected) => {
    expect(codes(suggestSplit(list, CARTONS, 'DHL', limits))).toEqual(expected);
  });

  it('says what is in which box', () => {
    const list = [goods('big', 8, [300, 200, 200]), goods('odd', 1, null), goods('big', 1, [300, 200, 200])];
    expect(suggestSplit(list, CARTONS, 'DHL', {})?.map((box) => box.goods)).toEqual([
      [goods('big', 8, [300, 200, 200])],
      [goods('big', 1, [300, 200, 200]), goods('odd', 1, null)],
    ]);
  });

  it('takes 400 different pieces', () => {
    const different = Array.from({ length: 400 }, (_, index) => goods(`sku-${index}`, 1, [90 + (index % 7), 85, 70]));
    const boxes = suggestSplit(different, CARTONS, 'DHL', {}) ?? [];
    expect(boxes.flatMap((box) => box.goods.map(({ sku }) => sku)).sort()).toEqual(
      different.map(({ sku }) => sku).sort(),
    );
    expect(boxes.length).toBeLessThanOrEqual(5);
  });
});

const side = (max: number) => fc.integer({ min: 1, max });
const sides = (max: number): fc.Arbitrary<Sides> => fc.tuple(side(max), side(max), side(max));
const someGoods: fc.Arbitrary<readonly Goods[]> = fc.array(
  fc.record({
    sku: fc.constantFrom('a', 'b', 'c', 'd'),
    units: fc.integer({ min: 0, max: 30 }),
    grams: fc.option(fc.integer({ min: 0, max: 900 })),
    millimetres: fc.oneof({ weight: 5, arbitrary: sides(200) }, { weight: 1, arbitrary: fc.constant(null) }),
  }),
  { maxLength: 6 },
);
const someCartons: fc.Arbitrary<readonly Carton[]> = fc.uniqueArray(
  fc.record({
    code: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'),
    name: fc.constant('carton'),
    millimetres: sides(600),
    grams: fc.integer({ min: 0, max: 400 }),
    limitGrams: fc.option(fc.integer({ min: 0, max: 20000 }), { nil: undefined }),
    carriers: fc.option(fc.subarray(['DHL', 'GLS']), { nil: undefined, freq: 2 }),
  }),
  { selector: ({ code }) => code, maxLength: 8 },
);
const someLimits: fc.Arbitrary<CarrierLimits> = fc.record(
  {
    grams: fc.integer({ min: 300, max: 31500 }),
    longest: fc.integer({ min: 200, max: 1200 }),
    girth: fc.integer({ min: 500, max: 3000 }),
  },
  { requiredKeys: [] },
);
const everything = [someGoods, someCartons, someLimits] as const;
const RUNS = { numRuns: 300 };

function sorted(list: readonly number[]): readonly number[] {
  return [...list].sort((a, b) => a - b);
}

function contentOf(list: readonly Goods[]): { readonly grams: number; readonly volume: number } {
  return {
    grams: list.reduce((sum, each) => sum + each.units * (each.grams ?? 0), 0),
    volume: list.reduce(
      (sum, each) => sum + each.units * (each.millimetres === null ? 0 : volumeOf(each.millimetres)),
      0,
    ),
  };
}

/** What any carton that is named must hold to, worked out anew from the numbers. */
function expectLawful(list: readonly Goods[], box: Carton, limits: CarrierLimits): void {
  const { grams, volume } = contentOf(list);
  const [low = 0, middle = 0, high = 0] = sorted(box.millimetres);
  expect(volume).toBeLessThanOrEqual(low * middle * high);
  expect(grams).toBeLessThanOrEqual(box.limitGrams ?? Number.POSITIVE_INFINITY);
  expect(grams + box.grams).toBeLessThanOrEqual(limits.grams ?? Number.POSITIVE_INFINITY);
  expect(high).toBeLessThanOrEqual(limits.longest ?? Number.POSITIVE_INFINITY);
  expect(high + 2 * middle + 2 * low).toBeLessThanOrEqual(limits.girth ?? Number.POSITIVE_INFINITY);
  expect(box.carriers ?? ['DHL']).toContain('DHL');
  for (const each of list.filter(({ units }) => units > 0))
    sorted(each.millimetres ?? []).forEach((length, index) => {
      expect(length).toBeLessThanOrEqual([low, middle, high][index] ?? 0);
    });
}

function bySku(list: readonly Goods[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const each of list.filter((one) => one.units > 0)) units.set(each.sku, (units.get(each.sku) ?? 0) + each.units);
  return new Map([...units].sort());
}

describe('whatever the goods are', () => {
  it('no suggestion breaks a limit, and the smallest comes first', () => {
    fc.assert(
      fc.property(...everything, (list, cartons, limits) => {
        const answers = suggestCartons(list, cartons, 'DHL', limits);
        expect(answers.length).toBeLessThanOrEqual(5);
        for (const { carton: box } of answers) expectLawful(list, box, limits);
        const volumes = answers.map(({ carton: box }) => volumeOf(box.millimetres));
        expect(volumes).toEqual(sorted(volumes));
        for (const { fillPercent } of answers) expect(fillPercent ?? 0).toBeLessThanOrEqual(100);
      }),
      RUNS,
    );
  });

  it('a split has every unit once and breaks no limit; without one, some unit goes nowhere', () => {
    fc.assert(
      fc.property(...everything, (list, cartons, limits) => {
        const boxes = suggestSplit(list, cartons, 'DHL', limits);
        const one = (each: Goods) => [{ ...each, units: 1 }];
        const homeless = list.filter(
          (each) => each.units > 0 && suggestCartons(one(each), cartons, 'DHL', limits).length === 0,
        );
        expect(boxes === null).toBe(homeless.length > 0);
        if (boxes === null) return;
        expect(bySku(boxes.flatMap((box) => box.goods))).toEqual(bySku(list));
        for (const box of boxes) {
          expect(box.goods.length).toBeGreaterThan(0);
          expectLawful(box.goods, box.carton, limits);
        }
      }),
      RUNS,
    );
  });

  it('the order of goods and of cartons does not matter, and asking twice gives the same', () => {
    fc.assert(
      fc.property(...everything, (list, cartons, limits) => {
        const [goodsBack, cartonsBack] = [[...list].reverse(), [...cartons].reverse()];
        const answers = suggestCartons(list, cartons, 'DHL', limits);
        expect(suggestCartons(list, cartons, 'DHL', limits)).toEqual(answers);
        expect(suggestCartons(goodsBack, cartonsBack, 'DHL', limits)).toEqual(answers);
        expect(suggestSplit(goodsBack, cartonsBack, 'DHL', limits)).toEqual(suggestSplit(list, cartons, 'DHL', limits));
      }),
      RUNS,
    );
  });
});
