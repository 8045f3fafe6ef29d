import type { Bitmap, DotBox } from '../../core/bitmap.ts';
import type { Dpi, DrawnSymbology } from '../../core/print.ts';

/** A label in whole dots of one print head. */
export interface DotLabel {
  readonly dpi: Dpi;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly marks: readonly DotMark[];
}

export interface DotText {
  readonly t: 'text';
  /** Room for all its lines. */
  readonly box: DotBox;
  readonly sizeDots: number;
  readonly lines: number;
  readonly bold: boolean;
  readonly align: 'start' | 'end' | 'centre';
  readonly inverse: boolean;
  readonly value: string;
}

export interface PlacedSymbol {
  readonly t: 'symbol';
  readonly symbology: DrawnSymbology;
  readonly value: string;
  readonly moduleDots: number;
  /** Without its quiet zone. */
  readonly box: DotBox;
  readonly quiet: DotBox;
  readonly boxes: readonly DotBox[];
}

export type DotMark =
  | DotText
  | PlacedSymbol
  | { readonly t: 'rule'; readonly box: DotBox }
  | { readonly t: 'box'; readonly box: DotBox; readonly lineDots: number; readonly sides: readonly DotBox[] }
  | { readonly t: 'image'; readonly box: DotBox; readonly bitmap: Bitmap };

/** From line to line, as a share of the letters' size. */
export const LINE_PITCH = 1.26;
