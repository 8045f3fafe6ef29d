import { escapeXml } from '../label/svg.ts';
import { type IconDrawing, svgOfIcon } from './icons.ts';
import { millimetres, type SheetSymbol, svgOfSymbol } from './symbol.ts';

export type Paper = 'a4' | 'letter';

/** ISO 216 and ANSI/ASME Y14.1, upright. */
export const PAPERS = {
  a4: { css: 'A4', widthMm: 210, heightMm: 297 },
  letter: { css: 'letter', widthMm: 215.9, heightMm: 279.4 },
} as const satisfies Record<Paper, { css: string; widthMm: number; heightMm: number }>;

/** One code, and what stands under it. */
export interface Cell {
  readonly symbol: SheetSymbol;
  readonly word: string;
  /** Letter height of the word. */
  readonly wordMm: number;
  readonly icon: IconDrawing | null;
  /** A second, small line. */
  readonly note: string | null;
}

export interface Section {
  readonly title: string | null;
  readonly cells: readonly Cell[];
}

export interface SheetHead {
  readonly title: string;
  readonly hint: string;
}

/** Closer than this, a hand scanner reads the neighbour (scanning design, 13). */
export const CODE_GAP_MM = 25;
/** Within what office printers leave white. */
const MARGIN_MM = 8;
const HEAD_MM = 20;
const FOOT_MM = 6;
const SECTION_MM = 9;
const NOTE_MM = 3.2;

/** Cells in rows, rows on pages; each page is one SVG in millimetres. */
export function pagesOf(head: SheetHead, sections: readonly Section[], paper: Paper): readonly string[] {
  const { widthMm, heightMm } = PAPERS[paper];
  const bottom = heightMm - MARGIN_MM - FOOT_MM;
  const pages: string[][] = [];
  let y = Number.POSITIVE_INFINITY;
  const put = (mark: string) => pages.at(-1)?.push(mark);
  for (const { title, cells } of sections) {
    let heading = title;
    for (const row of rowsOf(cells, widthMm - 2 * MARGIN_MM)) {
      const tall = Math.max(...row.map(({ symbol }) => symbol.heightMm));
      const under = Math.max(...row.map(captionMm));
      const needed = tall + under + (heading === null ? 0 : SECTION_MM);
      if (y + needed > bottom) {
        pages.push([]);
        y = MARGIN_MM + HEAD_MM;
      }
      if (heading !== null) {
        put(textOf(heading, { x: MARGIN_MM, y: y + 4, size: 4.5, width: widthMm - 2 * MARGIN_MM, bold: false }));
        y += SECTION_MM;
        heading = null;
      }
      for (const [at, cell] of row.entries())
        put(svgOfCell(cell, MARGIN_MM + placeOf(row, at, widthMm - 2 * MARGIN_MM), y));
      y += tall + Math.max(under + 6, CODE_GAP_MM);
    }
  }
  return pages.map((marks, at) =>
    svgOfPage([...headOf(head, widthMm), ...marks, footOf(`${at + 1} / ${pages.length}`, paper)], widthMm, heightMm),
  );
}

/** Codes side by side with nothing around them, for a page that is mostly text. */
export function bandOf(cells: readonly Cell[], widthMm: number): string {
  const tall = Math.max(...cells.map(({ symbol }) => symbol.heightMm));
  const marks = cells.map((cell, at) => svgOfCell(cell, placeOf(cells, at, widthMm), 0));
  return svgOfPage(marks, widthMm, tall + Math.max(...cells.map(captionMm)));
}

function svgOfPage(marks: readonly string[], widthMm: number, heightMm: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${millimetres(heightMm)}mm" viewBox="0 0 ${widthMm} ${millimetres(heightMm)}"><rect width="100%" height="100%" fill="#fff"/>${marks.join('')}</svg>`;
}

/** As many to a row as have room with the gap between them. */
function rowsOf(cells: readonly Cell[], widthMm: number): readonly (readonly Cell[])[] {
  const rows: Cell[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    const width = cell.symbol.widthMm;
    if (width > widthMm) throw new Error(`${cell.symbol.text} is too wide for the paper`);
    if (used + CODE_GAP_MM + width > widthMm) {
      rows.push([cell]);
      used = width;
    } else {
      rows.at(-1)?.push(cell);
      used += CODE_GAP_MM + width;
    }
  }
  return rows;
}

/** Left edge of a cell: in even columns where the widths allow it, and never nearer than the gap. */
function placeOf(row: readonly Cell[], at: number, widthMm: number): number {
  const columnMm = (widthMm + CODE_GAP_MM) / Math.max(2, row.length);
  let x = 0;
  for (let each = 1; each <= at; each += 1) {
    const rest = row.slice(each).reduce((sum, { symbol }) => sum + symbol.widthMm + CODE_GAP_MM, -CODE_GAP_MM);
    const least = x + (row[each - 1]?.symbol.widthMm ?? 0) + CODE_GAP_MM;
    x = Math.max(least, Math.min(each * columnMm, widthMm - rest));
  }
  return x;
}

function captionMm({ wordMm, note }: Cell): number {
  return 3 + wordMm * 1.25 + (note === null ? 0 : NOTE_MM + 2);
}

function svgOfCell({ symbol, word, wordMm, icon, note }: Cell, x: number, y: number): string {
  const top = y + symbol.heightMm + 3;
  const left = x + (icon === null ? 0 : wordMm * 1.5);
  // A small symbol may have a longer word than itself; the gap to its neighbour is there for that.
  const width = symbol.widthMm + CODE_GAP_MM - 3 - (left - x);
  return [
    svgOfSymbol(symbol, x, y),
    icon === null ? '' : svgOfIcon(icon, x, top, wordMm * 1.25),
    textOf(word, { x: left, y: top + wordMm, size: wordMm * 1.25, width, bold: true }),
    note === null ? '' : textOf(note, { x, y: top + wordMm * 1.25 + NOTE_MM + 1, size: NOTE_MM, width, bold: false }),
  ].join('');
}

function headOf({ title, hint }: SheetHead, widthMm: number): readonly string[] {
  const width = widthMm - 2 * MARGIN_MM;
  return [
    textOf(title, { x: MARGIN_MM, y: MARGIN_MM + 6.5, size: 8, width, bold: true }),
    textOf(hint, { x: MARGIN_MM, y: MARGIN_MM + 13, size: 4, width, bold: false }),
  ];
}

function footOf(text: string, paper: Paper): string {
  const { widthMm, heightMm } = PAPERS[paper];
  return textOf(text, { x: widthMm - MARGIN_MM - 15, y: heightMm - MARGIN_MM, size: 3.5, width: 15, bold: false });
}

interface TextPlace {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly width: number;
  readonly bold: boolean;
}

/** Which sans the computer has is not known here; 0.64 em is the mean width of bold capitals in the wide ones. */
const EM = { bold: 0.64, plain: 0.54 };

function textOf(text: string, { x, y, size, width, bold }: TextPlace): string {
  const em = bold ? EM.bold : EM.plain;
  const fitted = Math.min(size, width / (Math.max(1, [...text].length) * em));
  const weight = bold ? ' font-weight="700"' : '';
  return `<text x="${millimetres(x)}" y="${millimetres(y)}" font-size="${millimetres(fitted)}"${weight} xml:space="preserve">${escapeXml(visible(text))}</text>`;
}

/** XML has no control characters, and no half of a surrogate pair. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}
