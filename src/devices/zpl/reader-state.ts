import type { Bitmap } from '../../core/bitmap.ts';
import type { Dpi } from '../../core/print.ts';
import type { BarDefaults } from './code-request.ts';
import type { Drawing, Orientation, Picture, Place } from './drawing.ts';
import type { Ink } from './paint.ts';
import type { Block } from './text-block.ts';
import type { Styles } from './zpl-fonts.ts';

export interface FontChoice {
  readonly name: string;
  readonly heightDots: number | undefined;
  readonly widthDots: number | undefined;
  readonly orientation: Orientation;
}

/** What one field has been told so far; a new one begins after `^FS`. */
export interface OpenField {
  x: number;
  y: number;
  typeset: boolean;
  /** `^FT` without a point goes on where the last text ended. */
  follows: boolean;
  right: boolean | undefined;
  font: FontChoice | undefined;
  block: Block | undefined;
  reverse: boolean;
  hexMark: string | undefined;
  /** One character per byte. */
  data: string | undefined;
  code:
    | { readonly command: string; readonly parameters: readonly string[]; readonly orientation: Orientation }
    | undefined;
  shape: { readonly picture: Picture; readonly white: boolean } | undefined;
  /** `^GS`: the letter in the field names a sign. */
  sign: boolean;
}

export interface DrawnField {
  readonly place: Place;
  readonly drawing: Drawing;
  readonly ink: Ink;
  readonly symbol?: { readonly kind: string; readonly data: string };
}

export interface Format {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly copies: number;
  readonly inverted: boolean;
  readonly mirrored: boolean;
  readonly fields: readonly DrawnField[];
  readonly unknown: readonly string[];
}

/** Settings that a printer keeps from one label to the next, and the label that is being read. */
export interface ReaderState {
  readonly dpi: Dpi;
  readonly styles: Styles;
  widthDots: number;
  heightDots: number;
  home: { readonly x: number; readonly y: number };
  shiftLeft: number;
  shiftDown: number;
  orientation: Orientation;
  right: boolean;
  font: FontChoice;
  bars: BarDefaults;
  utf8: boolean;
  inverted: boolean;
  mirrored: boolean;
  reverseAll: boolean;
  copies: number;
  readonly graphics: Map<string, Bitmap>;
  field: OpenField;
  fields: DrawnField[];
  readonly unknown: Set<string>;
  /** Where the last `^FT` text ended. */
  end: { readonly x: number; readonly y: number };
  /** Counted over the whole stream, so that no stream can ask for endless work. */
  fieldCount: number;
  codeCount: number;
  codeLetters: number;
  graphicBytes: number;
}

/** A 4 by 6 inch label unless `^PW` and `^LL` say otherwise. */
export function createState(dpi: Dpi, styles: Styles): ReaderState {
  return {
    dpi,
    styles,
    widthDots: Math.round((101.6 * dpi) / 25.4),
    heightDots: Math.round((152.4 * dpi) / 25.4),
    home: { x: 0, y: 0 },
    shiftLeft: 0,
    shiftDown: 0,
    orientation: 'N',
    right: false,
    font: { name: 'A', heightDots: undefined, widthDots: undefined, orientation: 'N' },
    bars: { moduleDots: 2, ratio: 3, heightDots: 10 },
    utf8: false,
    inverted: false,
    mirrored: false,
    reverseAll: false,
    copies: 1,
    graphics: new Map(),
    field: emptyField(),
    fields: [],
    unknown: new Set(),
    end: { x: 0, y: 0 },
    fieldCount: 0,
    codeCount: 0,
    codeLetters: 0,
    graphicBytes: 0,
  };
}

export function emptyField(): OpenField {
  return {
    x: 0,
    y: 0,
    typeset: false,
    follows: false,
    right: undefined,
    font: undefined,
    block: undefined,
    reverse: false,
    hexMark: undefined,
    data: undefined,
    code: undefined,
    shape: undefined,
    sign: false,
  };
}
