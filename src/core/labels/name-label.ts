import type { LabelDocument, LabelElement } from '../label-document.ts';
import { placeCodeOf } from '../place-code.ts';
import type { DrawnSymbology } from '../print.ts';
import { textAt } from './label-parts.ts';
import { moduleWidthFor } from './parcel-symbol.ts';

/** In inches, as labels are sold. */
export type NameLabelSize = '4x2' | '3x1';

interface Layout {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly word: { readonly yMm: number; readonly sizeMm: number };
  readonly bars: { readonly yMm: number; readonly heightMm: number };
  readonly note: { readonly yMm: number; readonly sizeMm: number };
}

const LAYOUTS: Readonly<Record<NameLabelSize, Layout>> = {
  '4x2': {
    widthMm: 101.6,
    heightMm: 50.8,
    word: { yMm: 2.5, sizeMm: 17 },
    bars: { yMm: 22, heightMm: 20 },
    note: { yMm: 43.5, sizeMm: 4.5 },
  },
  '3x1': {
    widthMm: 76.2,
    heightMm: 25.4,
    word: { yMm: 1.5, sizeMm: 7.5 },
    bars: { yMm: 10, heightMm: 10 },
    note: { yMm: 20.8, sizeMm: 3.2 },
  },
};

const MARGIN = 3;
/** A Data Matrix of 48 characters, 26 modules and its quiet zone, at 0.5 mm. */
const SQUARE = 18;

/** @throws when the tote's name is not 1 to 48 printable ASCII characters: no scanner would send it back as it is */
export function toteLabelOf(tote: string, size: NameLabelSize = '4x2'): LabelDocument {
  return nameLabel(LAYOUTS[size], tote, codeOf('tote', tote), tote);
}

/** @throws when a bin's name cannot stand in a place code */
export function binLabelOf(bin: string, size: NameLabelSize = '4x2'): LabelDocument {
  const code = placeCodeOf(bin);
  return nameLabel(LAYOUTS[size], bin, code, code);
}

/**
 * @param badge `XB…` with its check character, from the person who prints it and kept nowhere. It is a key, so it is not
 *   printed in letters for somebody to copy by eye.
 * @throws when it is not a badge code
 */
export function badgeLabelOf(badge: { readonly name: string; readonly code: string }): LabelDocument {
  if (!/^XB[0-9A-Z]{5,33}$/.test(badge.code)) throw new Error('A badge code is XB and 5 to 33 letters and digits');
  return nameLabel(LAYOUTS['3x1'], badge.name, badge.code, null);
}

/** The name for people, large; its code for scanners: bars where they fit, a Data Matrix beside the name where they do not. */
function nameLabel(layout: Layout, word: string, code: string, note: string | null): LabelDocument {
  const { widthMm, heightMm, bars } = layout;
  const xDimMm = moduleWidthFor(code, widthMm);
  const symbology: DrawnSymbology = xDimMm === null ? 'datamatrix' : 'code128';
  const left = xDimMm === null ? MARGIN + SQUARE : MARGIN;
  const across = widthMm - left - MARGIN;
  const symbol: LabelElement =
    xDimMm === null
      ? squareAt(code, (heightMm - SQUARE) / 2)
      : { t: 'symbol', symbology, value: code, xMm: 0, ...bars, xDimMm, withinMm: widthMm };
  const align = xDimMm === null ? 'start' : 'centre';
  return {
    widthMm,
    heightMm,
    elements: [
      textAt(left, layout.word.yMm, across, layout.word.sizeMm, word, { bold: true, align }),
      symbol,
      ...(note === null ? [] : [textAt(left, layout.note.yMm, across, layout.note.sizeMm, note, { align })]),
    ],
    expect: [{ symbology, text: code }],
  };
}

function squareAt(value: string, yMm: number): LabelElement {
  return { t: 'symbol', symbology: 'datamatrix', value, xMm: MARGIN, yMm: yMm + 2, xDimMm: 0.5, withinMm: SQUARE };
}

function codeOf(what: string, text: string): string {
  if (/^[\x21-\x7e](?:[\x20-\x7e]{0,46}[\x21-\x7e])?$/.test(text)) return text;
  throw new Error(`A ${what} is named by 1 to 48 printable ASCII characters, not ${JSON.stringify(text)}`);
}
