import type { SlipBlock, SlipDocument } from '../../core/label-document.ts';
import type { PrintForm } from '../../core/print.ts';
import { unreachable } from '../../core/result.ts';
import { escposBarsOf } from './escpos-bars.ts';
import type { SlipFonts } from './slip-fonts.ts';
import { isPrintable } from './slip-text.ts';
import { wrapText } from './wrap-text.ts';

export type RollForm = Extract<PrintForm, { readonly language: 'escpos' }>;

/** One line of letters; `big` is twice as wide and high. */
export interface RollText {
  readonly t: 'text';
  readonly left: string;
  /** At the right margin. */
  readonly right: string;
  readonly bold: boolean;
  readonly big: boolean;
  readonly centred: boolean;
  /** False: no letters of the printer can write it, it goes as a picture. */
  readonly plain: boolean;
}

export interface RollBars {
  readonly t: 'code128';
  readonly value: string;
  /** As the printer's firmware takes it. */
  readonly data: Uint8Array;
  readonly moduleDots: number;
}

export type RollLine = RollText | RollBars | { readonly t: 'rule' };

/** Dots of one column, font A. */
export function columnDots({ widthDots, columns }: RollForm): number {
  return Math.floor(widthDots / columns);
}

/** Letters that are drawn, as a share of a column's width: about as high as the printer's own. */
export const DRAWN_SIZE = 22 / 12;

/** Breaks a slip into the lines of one roll. The text is visible already: see `visibleText`. */
export function rollLinesOf({ blocks }: SlipDocument, form: RollForm, fonts: SlipFonts): readonly RollLine[] {
  const widthOf = (text: string, bold: boolean): number =>
    isPrintable(text) ? Array.from(text).length : Math.ceil(fonts.widthOf(text, bold) * DRAWN_SIZE);
  return blocks.flatMap((block) => linesOf(block, form, widthOf));
}

type WidthOf = (text: string, bold: boolean) => number;

function linesOf(block: SlipBlock, form: RollForm, widthOf: WidthOf): readonly RollLine[] {
  const { columns } = form;
  switch (block.t) {
    case 'title':
      return wrapText(block.value, Math.floor(columns / 2), (text) => widthOf(text, true)).map((line) =>
        textLine(line, { big: true, centred: true }),
      );
    case 'text': {
      const bold = block.bold === true;
      return wrapText(block.value, columns, (text) => widthOf(text, bold)).map((line) => textLine(line, { bold }));
    }
    case 'pair':
      return pairLines(block.left, block.right.trim(), columns, (text) => widthOf(text, false));
    case 'rule':
      return [block];
    case 'code128': {
      const symbol = symbolLine(block.value, form);
      if (symbol !== null) return [symbol];
      const parts = wrapText(block.value, columns, (text) => widthOf(text, false));
      return parts.map((part) => textLine(part, { centred: true }));
    }
    default:
      return unreachable(block);
  }
}

function textLine(left: string, look: Partial<Omit<RollText, 't' | 'left' | 'plain'>> = {}): RollText {
  const { right = '', bold = false, big = false, centred = false } = look;
  return { t: 'text', left, right, bold, big, centred, plain: isPrintable(left + right) };
}

/** The right text keeps its place on the last line and a long left text wraps beside it; without room each has its own lines. */
function pairLines(
  left: string,
  right: string,
  columns: number,
  widthOf: (text: string) => number,
): readonly RollText[] {
  const room = columns - widthOf(right) - 1;
  if (room < columns / 4) {
    const lefts = left.trim() === '' ? [] : wrapText(left, columns, widthOf).map((line) => textLine(line));
    return [...lefts, ...wrapText(right, columns, widthOf).map((line) => textLine('', { right: line }))];
  }
  const lines = [...wrapText(left, room, widthOf)];
  const last = lines.pop() ?? '';
  return [...lines.map((line) => textLine(line)), textLine(last, { right })];
}

/** At three or two dots a module, with quiet zones of 10 (ISO/IEC 15417 4.2); null for a value that Code 128 cannot hold, or the paper. */
function symbolLine(value: string, { widthDots }: RollForm): RollBars | null {
  const bars = escposBarsOf(value);
  if (bars === null) return null;
  const moduleDots = [3, 2].find((dots) => (bars.modules + 20) * dots <= widthDots);
  return moduleDots === undefined ? null : { t: 'code128', value, data: bars.data, moduleDots };
}
