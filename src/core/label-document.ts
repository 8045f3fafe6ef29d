import type { DrawnSymbology, ExpectedSymbol } from './print.ts';

/**
 * A label as data, in millimetres from the top left corner; the device zone turns it into dots.
 * Text boxes shrink to fit and end in an ellipsis when they still do not.
 */
export interface LabelDocument {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly elements: readonly LabelElement[];
  readonly expect: readonly ExpectedSymbol[];
}

export type LabelElement =
  | {
      readonly t: 'text';
      readonly xMm: number;
      readonly yMm: number;
      readonly wMm: number;
      /** Height of the font's em box. */
      readonly sizeMm: number;
      readonly bold?: boolean | undefined;
      readonly align?: 'start' | 'end' | 'centre' | undefined;
      /** White on black, filling the box. */
      readonly inverse?: boolean | undefined;
      /** At most so many lines, broken between words, before the letters shrink. Default 1. */
      readonly lines?: number | undefined;
      readonly value: string;
    }
  | {
      readonly t: 'symbol';
      readonly symbology: DrawnSymbology;
      /** GS1 data as a scanner sends it: elements without brackets, \x1d after one of variable length that is not the last. */
      readonly value: string;
      readonly xMm: number;
      readonly yMm: number;
      /** Width of one module; rounded to whole dots, at least two. */
      readonly xDimMm: number;
      /** Bar height; ignored for two-dimensional symbols. */
      readonly heightMm?: number | undefined;
      /** Centre within this width instead of starting at xMm. */
      readonly withinMm?: number | undefined;
    }
  | {
      readonly t: 'rule';
      readonly xMm: number;
      readonly yMm: number;
      readonly wMm: number;
      readonly hMm: number;
    }
  | {
      /** A frame; `lineMm` is the thickness of its line, drawn inwards. */
      readonly t: 'box';
      readonly xMm: number;
      readonly yMm: number;
      readonly wMm: number;
      readonly hMm: number;
      readonly lineMm: number;
    }
  | {
      /** A logo or a mark, scaled to the box; never a barcode. */
      readonly t: 'image';
      readonly xMm: number;
      readonly yMm: number;
      readonly wMm: number;
      readonly hMm: number;
      /** PNG, Base64. */
      readonly png: string;
      /** Greys by dots (Floyd and Steinberg 1976) instead of a threshold. */
      readonly dither?: boolean | undefined;
    };

/** A packing slip or a note as data, for a roll or a page. How wide the paper is, the printer's form says. */
export interface SlipDocument {
  readonly blocks: readonly SlipBlock[];
}

export type SlipBlock =
  | { readonly t: 'title'; readonly value: string }
  | { readonly t: 'text'; readonly value: string; readonly bold?: boolean | undefined }
  | { readonly t: 'pair'; readonly left: string; readonly right: string }
  | { readonly t: 'rule' }
  | { readonly t: 'code128'; readonly value: string };
