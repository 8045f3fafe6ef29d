import type { Font } from '../label/font.ts';
import { clamp } from './code-request.ts';

/** How a line is drawn: which of our faces, how tall, and how wide the printer would set it. */
export interface TextStyle {
  readonly family: string;
  readonly weight: 400 | 700;
  readonly stretch: 'normal' | 'condensed';
  /** Font size of our face, so that capitals are as tall as the printer's. */
  readonly emDots: number;
  /** Height of the printer's character cell, and where its baseline is. */
  readonly cellDots: number;
  readonly baselineDots: number;
  readonly widthOf: (text: string) => number;
  /** Width of the text in our own face at `emDots`. */
  readonly ownWidthOf: (text: string) => number;
  readonly shown: (text: string) => string;
}

export type Styles = (name: string, heightDots: number | undefined, widthDots: number | undefined) => TextStyle;

/**
 * Zebra's bitmap fonts: cell height and width, gap between cells, baseline, all in dots at magnification 1 (ZPL II
 * programming guide, "Standard Printer Fonts", the 8 dots/mm tables).
 */
const BITMAP_FONTS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  A: [9, 5, 1, 7],
  B: [11, 7, 2, 11],
  C: [18, 10, 2, 14],
  D: [18, 10, 2, 14],
  E: [28, 15, 5, 23],
  F: [26, 13, 3, 21],
  G: [60, 40, 8, 48],
  H: [21, 13, 6, 21],
};

/** Proportional fonts and their default height and width; all are drawn with the face of font 0. */
const SCALABLE_FONTS: Readonly<Record<string, readonly [number, number]>> = {
  P: [20, 18],
  Q: [28, 24],
  R: [35, 31],
  S: [40, 35],
  T: [48, 42],
  U: [59, 53],
  V: [80, 71],
};

/**
 * Advance widths of font 0 (a bold condensed grotesque) for U+0020 to U+007E in thousandths of the width parameter, as
 * measured from labels: lines must break and end where the printer's do, though our letters look different.
 */
// biome-ignore format: a table
const FONT_0_WIDTHS: readonly number[] = [
  250, 333, 333, 500, 500, 833, 666, 250, 333, 333, 500, 500, 333, 800, 333, 278,
  500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 500, 500, 500, 500,
  833, 555, 555, 555, 610, 500, 500, 610, 610, 278, 444, 555, 500, 778, 610, 610,
  555, 610, 610, 555, 500, 610, 555, 833, 555, 555, 500, 333, 250, 333, 500, 500,
  333, 500, 500, 444, 500, 500, 278, 500, 500, 278, 278, 444, 278, 778, 500, 500,
  500, 500, 333, 444, 278, 500, 444, 666, 444, 444, 389, 274, 250, 274, 500,
];

/** Capitals are three quarters of font 0's height; in DejaVu they are 0.729 of the em. */
const FONT_0_CAPITALS = 0.75;
const DEJAVU_CAPITALS = 0.729;
/** `^A0` takes 10 to 32000 dots and prints smaller ones as 10. */
const LEAST_DOTS = 10;
/** A hostile height must not ask for a picture of its size. */
const MOST_DOTS = 2000;

const MONO = { family: 'DejaVu Sans Mono', weight: 400, stretch: 'normal' } as const;
const BOLD = { family: 'DejaVu Sans', weight: 700, stretch: 'condensed' } as const;
const REGULAR = { family: 'DejaVu Sans', weight: 400, stretch: 'condensed' } as const;

/** The label fonts (regular, bold) and, when it is there, a fixed-pitch face for the printer's bitmap fonts. */
export function openStyles(fonts: readonly Font[]): Styles {
  const isFixed = (font: Font): boolean => Math.abs(font.widthOf('i') - font.widthOf('W')) < 1e-6;
  const mono = fonts.find(isFixed);
  const bold = fonts.find((font) => font.bold && !isFixed(font));
  const regular = fonts.find((font) => !font.bold && !isFixed(font));
  if (bold === undefined || regular === undefined) throw new Error('The ZPL drawer needs a regular and a bold face');
  return (name, height, width) => {
    const bitmap = BITMAP_FONTS[name];
    return bitmap === undefined
      ? scalableStyle(bold, SCALABLE_FONTS[name] ?? [15, 12], height, width)
      : bitmapStyle(
          mono === undefined ? regular : mono,
          mono === undefined ? REGULAR : MONO,
          bitmap,
          name,
          height,
          width,
        );
  };
}

type Face = typeof MONO | typeof BOLD | typeof REGULAR;

function scalableStyle(
  font: Font,
  [defaultHeight, defaultWidth]: readonly [number, number],
  height: number | undefined,
  width: number | undefined,
): TextStyle {
  const tall = clamp(height ?? width ?? defaultHeight, LEAST_DOTS, MOST_DOTS);
  const wide = clamp(width ?? height ?? defaultWidth, LEAST_DOTS, MOST_DOTS);
  const emDots = (tall * FONT_0_CAPITALS) / DEJAVU_CAPITALS;
  return {
    ...BOLD,
    emDots,
    cellDots: tall,
    baselineDots: Math.round(tall * FONT_0_CAPITALS),
    widthOf: (text) => {
      let sum = 0;
      for (const character of text) sum += font0Width(font, character);
      return (sum * wide) / 1000;
    },
    ownWidthOf: (text) => font.widthOf(text) * emDots,
    shown: (text) => text,
  };
}

function font0Width(font: Font, character: string): number {
  const known = (letter: string): number | undefined => FONT_0_WIDTHS[(letter.codePointAt(0) ?? 0) - 0x20];
  // An accent does not make a letter wider; others are narrowed as much as the common letters are.
  return known(character) ?? known(character.normalize('NFD').charAt(0)) ?? font.widthOf(character) * 790;
}

function bitmapStyle(
  font: Font,
  face: Face,
  [cellHeight, cellWidth, gap, baseline]: readonly [number, number, number, number],
  name: string,
  height: number | undefined,
  width: number | undefined,
): TextStyle {
  const times = (asked: number, base: number): number => clamp(Math.round(asked / base), 1, 10);
  const timesHigh =
    height !== undefined ? times(height, cellHeight) : width !== undefined ? times(width, cellWidth) : 1;
  const timesWide = width !== undefined ? times(width, cellWidth) : timesHigh;
  const emDots = (baseline * timesHigh) / DEJAVU_CAPITALS;
  // Fonts B and H have no small letters.
  const shown = (text: string): string => (name === 'B' || name === 'H' ? text.toUpperCase() : text);
  return {
    ...face,
    emDots,
    cellDots: cellHeight * timesHigh,
    baselineDots: baseline * timesHigh,
    widthOf: (text) => [...text].length * (cellWidth + gap) * timesWide,
    ownWidthOf: (text) => font.widthOf(shown(text)) * emDots,
    shown,
  };
}
