import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { fitText } from '../../../src/devices/label/fit-text.ts';
import { fontProblem, readFont } from '../../../src/devices/label/font.ts';
import { openLabelFonts } from '../../../src/devices/label/label-fonts.ts';
import { codePointNames, visibleText } from '../../../src/devices/label/visible-text.ts';

const files = findLabelAssets().fonts.map((path) => readFileSync(path));
const [regular, bold] = files.map(readFont);
if (regular === undefined || bold === undefined) throw new Error('The label fonts are missing');

describe('a font', () => {
  it('knows its weight and its characters', () => {
    expect([regular.bold, bold.bold]).toEqual([false, true]);
    expect(Array.from('AżΩЖ日', (character) => regular.has(character.codePointAt(0) ?? 0))).toEqual([
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

  it('says what is wrong with a file that is none', () => {
    expect(files.map(fontProblem)).toEqual([null, null]);
    expect(fontProblem(Buffer.from('hello'))).toMatch(/bounds/);
    expect(fontProblem(new Uint8Array(200))).toMatch(/no head table/);
    expect(fontProblem(files[0]?.subarray(0, 5000) ?? new Uint8Array())).not.toBeNull();
  });

  it('lends its characters to another one that lacks them', () => {
    const [own = new Uint8Array(), other = new Uint8Array()] = files;
    const { regular: chained, isExtra } = openLabelFonts([own, other], []);
    expect(chained.widthOf('Poznań')).toBeCloseTo(regular.widthOf('Poznań'));
    expect(isExtra(0x65e5)).toBe(false);
    expect(() => openLabelFonts([own], [])).toThrow('bold face');
  });
});

describe('a text in its box', () => {
  it('keeps its size when there is room', () => {
    expect(fitText('Jo', regular, 40, 500)).toEqual({ lines: ['Jo'], fontDots: 40 });
  });

  it('shrinks when there is nearly room', () => {
    const width = regular.widthOf('Johanna') * 40;
    const fitted = fitText('Johanna', regular, 40, width * 0.8);
    expect(fitted.lines).toEqual(['Johanna']);
    expect(fitted.fontDots).toBeCloseTo(32);
  });

  it('breaks between words before it shrinks', () => {
    const width = regular.widthOf('Anna Maria Luisa') * 40;
    const fitted = fitText('Anna Maria Luisa Medici', regular, 40, width * 1.02, 2);
    expect(fitted).toEqual({ lines: ['Anna Maria Luisa', 'Medici'], fontDots: 40 });
  });

  it('breaks and shrinks together, no more than it must', () => {
    const value = 'Donaudampfschifffahrtsgesellschaft Wien, Abteilung Einkauf';
    const width = regular.widthOf('Donaudampfschifffahrtsgesellschaft') * 40 * 0.8;
    const fitted = fitText(value, regular, 40, width, 2);
    expect(fitted.lines).toEqual(['Donaudampfschifffahrtsgesellschaft', 'Wien, Abteilung Einkauf']);
    expect(fitted.fontDots).toBeGreaterThan(31);
    expect(fitted.fontDots).toBeLessThanOrEqual(32.01);
  });

  it('ends in an ellipsis when shrinking is not enough', () => {
    const [line, ...more] = fitText('Maximilian '.repeat(20).trim(), regular, 40, 300).lines;
    expect(line).toMatch(/^Maxi.*…$/);
    expect(more).toEqual([]);
    const three = fitText('Maximilian '.repeat(20).trim(), regular, 40, 300, 3);
    expect(three.lines.map((each) => each.endsWith('…'))).toEqual([false, false, true]);
  });

  it('stays inside, whatever the text, and says so when something is left out', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 12 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 20, max: 600 }), (parts, most, width) => {
        const text = visibleText(parts.join(' '), regular).text;
        const { lines, fontDots } = fitText(text, regular, 40, width, most);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) {
          // An ellipsis alone is what is left in a box of no width.
          if (line !== '…') expect(regular.widthOf(line) * fontDots).toBeLessThanOrEqual(width + 0.001);
        }
        const bare = (value: string) => value.replaceAll(' ', '');
        if (bare(lines.join('')) !== bare(text)) expect(lines.join('')).toContain('…');
      }),
      { numRuns: 300 },
    );
  });

  it('parts ideographs anywhere', () => {
    // Every character of the same width, as in a fixed-pitch font.
    const even = { bold: false, has: () => true, widthOf: (text: string) => Array.from(text).length };
    expect(fitText('東京都千代田区丸の内', even, 10, 40, 3).lines).toEqual(['東京都千', '代田区丸', 'の内']);
    expect(fitText('東京都千代田区丸の内一丁目九番', even, 10, 30, 2).lines).toEqual(['東京都千代', '田区丸の…']);
  });
});

describe('what is visible', () => {
  it('hides nothing', () => {
    expect(visibleText('a\u0000b\u202Ec\tde\n\uD800', regular)).toEqual({
      text: 'a\u{FFFD}b\u{FFFD}c de \u{FFFD}',
      missing: [],
    });
    expect(visibleText(`Z${'\u0317'.repeat(5)}`, regular).text).toBe(`Z\u0317\u0317${'\u{FFFD}'.repeat(3)}`);
  });

  it('names what cannot be drawn', () => {
    const { missing } = visibleText('日本日🙂', regular);
    expect(codePointNames(missing)).toBe('U+65E5 U+672C U+1F642');
  });

  it('takes a letter apart when the font has its parts only', () => {
    const plain = {
      bold: false,
      has: (codePoint: number) => codePoint < 0x80 || codePoint === 0x308,
      widthOf: () => 1,
    };
    expect(visibleText('Müller', plain)).toEqual({ text: 'Mu\u0308ller', missing: [] });
    expect(visibleText('Weiß Łuk', plain).missing).toEqual(['ß', 'Ł']);
  });

  it('keeps the joiners that spelling needs, between letters only', () => {
    expect(visibleText('می\u200Cخواهم', regular).text).toContain('\u200C');
    expect(visibleText('\u200Cab \u200D1', regular).text).toBe('\u{FFFD}ab \u{FFFD}1');
  });
});
