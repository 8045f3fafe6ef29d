import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf } from '../../renderer/parts/barcode-bars.ts';
import { roomFor } from '../../renderer/parts/box-drawing.tsx';
import { colourOf } from '../../renderer/parts/colours.ts';
import { itemsWithin, placeLines } from '../../renderer/parts/line-window.ts';
import { gaugeRange } from '../../renderer/parts/weight-gauge.tsx';
import { gramsText } from '../../renderer/parts/weight-text.ts';
import { printerSays, troubleOf, worstOf } from '../../renderer/screens/trouble-words.ts';
import { benchSizeOf } from '../../renderer/state/bench-size.ts';
import { english } from '../../renderer/words/english.ts';
import { commandCodeOf } from '../../src/core/command-code.ts';
import { type Action, SATISFIES } from '../../src/core/phase.ts';
import { job, sampleLine } from './sample-parts.ts';

/** Bars and spaces of Code 128's start B and stop, from ISO/IEC 15417. */
const START_B = '211214';
const STOP = '2331112';

/** Widths of bars and spaces, read back off the path. */
function elementsOf(text: string): string {
  const { path, width } = barsOf(text);
  const bars = [...path.matchAll(/M(\d+) 0h(\d+)v1/g)].map((match) => [Number(match[1]), Number(match[2])] as const);
  return bars
    .map(([at, wide], no) => `${wide}${(bars[no + 1]?.[0] ?? width) - at - wide}`)
    .join('')
    .replace(/0$/, '');
}

describe('the barcodes on the glass', () => {
  const actions = [...new Set<Action>(Object.values(SATISFIES).flat())];

  it.each(actions)('draws %s as Code 128 in whole modules', (action) => {
    const code = commandCodeOf(action);
    const elements = elementsOf(code);
    expect(elements.startsWith(START_B)).toBe(true);
    expect(elements.endsWith(STOP)).toBe(true);
    // Start, one symbol a character, check, and a stop of 13.
    expect(barsOf(code).width).toBe(11 * (code.length + 2) + 13);
    expect([...elements].reduce((sum, wide) => sum + Number(wide), 0)).toBe(barsOf(code).width);
  });

  it('draws each only once', () => {
    expect(barsOf('XQUNDOM')).toBe(barsOf('XQUNDOM'));
  });
});

describe('four hundred lines', () => {
  const heights = { head: 40, todo: 100, done: 70 };
  const todo = Array.from({ length: 390 }, (_, at) => sampleLine(`T${at}`, 'thing'));
  const done = Array.from({ length: 10 }, (_, at) => sampleLine(`D${at}`, 'thing'));
  const placed = placeLines(todo, done, todo[0] ?? null, heights);

  it('are placed without measuring', () => {
    expect(placed.height).toBe(40 + 390 * 100 + 40 + 10 * 70);
    expect(placed.items[1]).toMatchObject({ state: 'now', top: 40 });
  });

  it('exist only in sight, the current one first, and end with a whole row', () => {
    const shown = itemsWithin(placed, 0, 600);
    expect(shown).toHaveLength(6);
    expect(shown.every((item) => item.top + item.height <= 600)).toBe(true);
    const scrolled = itemsWithin(placed, 20_000, 600);
    expect(scrolled.length).toBeLessThan(15);
    expect(scrolled[0]?.top).toBeLessThan(20_000);
  });
});

describe('kits in the list', () => {
  const heights = { head: 40, todo: 100, done: 70 };
  const kit = (no: number, complete = false) => ({ no, name: `Kit ${no}`, complete });
  const line = (sku: string, of: number | null) => sampleLine(sku, 'thing', { kit: of === null ? null : kit(of) });

  it('stand under one name as long as their parts follow each other', () => {
    const { items, height } = placeLines(
      [line('a', 1), line('b', 1), line('c', null), line('d', 2)],
      [],
      null,
      heights,
    );
    expect(items.map(({ kind }) => kind)).toEqual(['head', 'kit', 'line', 'line', 'line', 'kit', 'line']);
    expect(height).toBe(3 * 40 + 4 * 100);
  });

  it('have a name of their own among what is done', () => {
    const { items } = placeLines([line('a', 1)], [line('b', 1)], null, heights);
    expect(items.map(({ kind }) => kind)).toEqual(['head', 'kit', 'line', 'head', 'kit', 'line']);
  });

  it('never end the list with a name and nothing under it', () => {
    const placed = placeLines([line('a', null), line('b', 2)], [], null, heights);
    for (let height = 0; height <= placed.height; height += 10) {
      expect(itemsWithin(placed, 0, height).at(-1)?.kind ?? 'line').toBe('line');
    }
  });
});

describe('the weight gauge', () => {
  it('always holds the band, and the needle too unless it is far off', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60_000 }),
        fc.integer({ min: 1, max: 2_000 }),
        fc.option(fc.integer({ min: 0, max: 90_000 })),
        (expectedGrams, toleranceGrams, grams) => {
          const [from, to] = gaugeRange({ grams, expectedGrams, toleranceGrams });
          expect(from).toBeGreaterThanOrEqual(0);
          expect(from).toBeLessThanOrEqual(Math.max(0, expectedGrams - toleranceGrams));
          expect(to).toBeGreaterThanOrEqual(expectedGrams + toleranceGrams);
          if (grams !== null && Math.abs(grams - expectedGrams) <= 3 * toleranceGrams) {
            expect(from).toBeLessThanOrEqual(grams);
            expect(to).toBeGreaterThanOrEqual(grams);
          }
        },
      ),
    );
  });

  it('writes numbers as the language does', () => {
    expect([gramsText('en-GB', 1502.4), gramsText('de-DE', 1502)]).toEqual(['1,502', '1.502']);
  });
});

describe('cartons to scale', () => {
  it('are drawn into a room that holds the largest of them', () => {
    const side = fc.integer({ min: 10, max: 1200 });
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side, side), { minLength: 1, maxLength: 5 }), (boxes) => {
        const [across, up] = roomFor(boxes);
        for (const box of boxes) {
          const [ownAcross, ownUp] = roomFor([box]);
          expect(ownAcross).toBeLessThanOrEqual(across);
          expect(ownUp).toBeLessThanOrEqual(up);
        }
        expect(boxes.some((box) => roomFor([box])[0] === across)).toBe(true);
      }),
    );
  });
});

describe('the bench', () => {
  it.each([
    [1920, 1080, 1, false],
    [1600, 900, 1, false],
    [1366, 768, 1, true],
    [1280, 720, 0.937, true],
    [1000, 768, 0.732, true],
  ])('of %i by %i is scaled by %f', (width, height, zoom, compact) => {
    const size = benchSizeOf(width, height);
    expect([Math.floor(size.zoom * 1000) / 1000, size.compact]).toEqual([zoom, compact]);
    expect(size.width).toBeGreaterThanOrEqual(1366);
  });
});

describe('a printer in trouble', () => {
  it('names first what explains the rest', () => {
    expect(worstOf(['paper_out', 'cover_open'])).toBe('cover_open');
    expect(troubleOf(english, job('not_sent', { conditions: ['paper_out', 'cover_open'] })).word).toBe('Lid is open');
    expect(troubleOf(english, job('not_sent', { code: 'UNREACHABLE' })).word).toBe('Printer is away');
    expect(troubleOf(english, job('unknown', { conditions: ['paper_out'] })).word).toBe('Label out?');
  });

  it('is never said to be fine where it said nothing', () => {
    expect(printerSays(english, job('not_sent', { code: 'UNREACHABLE' }))).toEqual([
      { part: 'Printer', says: 'nothing', well: false },
    ]);
    expect(printerSays(english, job('not_sent', { conditions: ['no_reply'] })).some((part) => part.well)).toBe(false);
    expect(
      printerSays(english, job('attention', { conditions: ['cover_open'] })).find((part) => part.part === 'Lid'),
    ).toMatchObject({ says: 'open', well: false });
  });
});

describe('colours', () => {
  it('are found in a variant and never guessed', () => {
    expect([colourOf('BLACK') !== null, colourOf('Matt schwarz / L') !== null, colourOf('XL'), colourOf(null)]).toEqual(
      [true, true, null, null],
    );
  });
});
