import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { fitText, showUnprintable } from '../../../src/devices/label/fit-text.ts';
import { readFont } from '../../../src/devices/label/font.ts';

const [regular, bold] = findLabelAssets().fonts.map((path) => readFont(readFileSync(path)));
if (regular === undefined || bold === undefined) throw new Error('The label fonts are missing');

describe('a font', () => {
  it('knows its weight and its characters', () => {
    expect([regular.bold, bold.bold]).toEqual([false, true]);
    expect(['A', 'ż', 'Ω', 'Ж', '日'].map((character) => regular.has(character.codePointAt(0) ?? 0))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('measures: bold is wider, twice the text is twice as wide', () => {
    expect(bold.widthOf('Poznań')).toBeGreaterThan(regular.widthOf('Poznań'));
    expect(regular.widthOf('abab')).toBeCloseTo(2 * regular.widthOf('ab'));
  });
});

describe('a text in its box', () => {
  it('keeps its size when there is room', () => {
    expect(fitText('Jo', regular, 40, 500)).toEqual({ text: 'Jo', fontDots: 40 });
  });

  it('shrinks when there is nearly room', () => {
    const width = regular.widthOf('Johanna') * 40;
    const fitted = fitText('Johanna', regular, 40, width * 0.8);
    expect(fitted.text).toBe('Johanna');
    expect(fitted.fontDots).toBeCloseTo(32);
  });

  it('ends in an ellipsis when shrinking is not enough, and stays inside', () => {
    const fitted = fitText('Maximilian '.repeat(20), regular, 40, 300);
    expect(fitted.text).toMatch(/^Maxi.*…$/);
    expect(regular.widthOf(fitted.text) * fitted.fontDots).toBeLessThanOrEqual(300);
  });

  it('hides nothing', () => {
    expect(showUnprintable('a\u0000b\u202Ec\tde\n\uD800', regular)).toBe('a\u{FFFD}b\u{FFFD}c de \u{FFFD}');
    expect(showUnprintable('日🙂', regular)).toBe('□□');
    expect(Array.from(showUnprintable(`Z${'\u0317'.repeat(5)}`, regular))).toHaveLength(6);
  });
});
