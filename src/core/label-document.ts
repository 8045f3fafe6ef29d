import type { ExpectedSymbol } from './print.ts';

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
      readonly value: string;
    }
  | {
      readonly t: 'symbol';
      readonly symbology: ExpectedSymbol['symbology'];
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
    };

/** A packing slip as data; the device zone encodes it as ESC/POS. `columns` are characters of the printer's font A. */
export interface SlipDocument {
  readonly columns: number;
  readonly blocks: readonly SlipBlock[];
}

export type SlipBlock =
  | { readonly t: 'title'; readonly value: string }
  | { readonly t: 'text'; readonly value: string; readonly bold?: boolean | undefined }
  | { readonly t: 'pair'; readonly left: string; readonly right: string }
  | { readonly t: 'rule' }
  | { readonly t: 'code128'; readonly value: string };
