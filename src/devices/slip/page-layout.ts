import type { SlipBlock, SlipDocument } from '../../core/label-document.ts';
import type { Paper } from '../../core/print.ts';
import { unreachable } from '../../core/result.ts';
import { drawSymbol } from '../label/symbol.ts';
import type { SlipFonts } from './slip-fonts.ts';
import { wrapText } from './wrap-text.ts';

/** Points (1/72 inch) from the top left corner. */
export interface PageText {
  readonly t: 'text';
  readonly xPt: number;
  readonly baselinePt: number;
  readonly sizePt: number;
  readonly bold: boolean;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly value: string;
}

export interface PageRule {
  readonly t: 'rule';
  readonly xPt: number;
  readonly yPt: number;
  readonly widthPt: number;
}

/** Bars in dots of `PAGE_DPI`, the corner included, so that the preview and a page drawn at that resolution have whole modules. */
export interface PageBars {
  readonly t: 'bars';
  readonly value: string;
  readonly xDots: number;
  readonly yDots: number;
  readonly heightDots: number;
  readonly moduleDots: number;
}

export type PageItem = PageText | PageRule | PageBars;

export interface PageSet {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly pages: readonly (readonly PageItem[])[];
}

export const PAGE_DPI = 203;

const SIZES: Readonly<Record<Paper, readonly [number, number]>> = { a4: [595.28, 841.89], letter: [612, 792] };
const MARGIN = 54;
const BODY = { size: 10.5, pitch: 15 } as const;
const TITLE = { size: 20, pitch: 30 } as const;
const FOOT = { size: 8, height: 24 } as const;
const BAR_PT = 42;
/** Between the two texts of a pair. */
const GAP = 12;

/** Something that stays on one page. */
interface Row {
  readonly heightPt: number;
  readonly itemsAt: (topPt: number) => readonly PageItem[];
}

/** Breaks a slip into lines and pages; with more than one, every page says which it is. The text is visible already. */
export function pagesOf({ blocks }: SlipDocument, paper: Paper, fonts: SlipFonts): PageSet {
  const [widthPt, heightPt] = SIZES[paper];
  const rows = blocks.flatMap((block) => rowsOf(block, widthPt, fonts));
  const pages: PageItem[][] = [[]];
  let y = MARGIN;
  for (const { heightPt: height, itemsAt } of rows) {
    if (y + height > heightPt - MARGIN - FOOT.height) {
      pages.push([]);
      y = MARGIN;
    }
    pages.at(-1)?.push(...itemsAt(y));
    y += height;
  }
  const footAt = (no: number): PageText => ({
    t: 'text',
    xPt: widthPt / 2,
    baselinePt: heightPt - MARGIN,
    sizePt: FOOT.size,
    bold: false,
    anchor: 'middle',
    value: `page ${no} of ${pages.length}`,
  });
  return { widthPt, heightPt, pages: pages.map((items, at) => [...items, footAt(at + 1)]) };
}

function rowsOf(block: SlipBlock, pageWidthPt: number, fonts: SlipFonts): readonly Row[] {
  const width = pageWidthPt - 2 * MARGIN;
  const measure = (sizePt: number, bold: boolean) => (text: string) => fonts.widthOf(text, bold) * sizePt;
  switch (block.t) {
    case 'title':
      return wrapText(block.value, width, measure(TITLE.size, true)).map((value) =>
        row(TITLE, [{ value, xPt: pageWidthPt / 2, anchor: 'middle', bold: true }]),
      );
    case 'text': {
      const bold = block.bold === true;
      const indent = (value: string): number => measure(BODY.size, bold)(/^ */.exec(value)?.[0] ?? '');
      return wrapText(block.value, width, measure(BODY.size, bold)).map((value) =>
        row(BODY, [{ value: value.trimStart(), xPt: MARGIN + indent(value), bold }]),
      );
    }
    case 'pair':
      return pairRows(block.left, block.right, width, measure(BODY.size, false));
    case 'rule':
      return [
        {
          heightPt: BODY.pitch,
          itemsAt: (top) => [{ t: 'rule', xPt: MARGIN, yPt: top + BODY.pitch / 2, widthPt: width }],
        },
      ];
    case 'code128':
      return barRows(block.value, pageWidthPt) ?? rowsOf({ t: 'text', value: block.value }, pageWidthPt, fonts);
    default:
      return unreachable(block);
  }
}

type Words = Pick<PageText, 'value' | 'xPt'> & Partial<Pick<PageText, 'anchor' | 'bold'>>;

function row({ size, pitch }: typeof BODY | typeof TITLE, words: readonly Words[]): Row {
  return {
    heightPt: pitch,
    itemsAt: (top) =>
      words
        .filter(({ value }) => value !== '')
        .map((word) => ({ t: 'text', anchor: 'start', bold: false, ...word, sizePt: size, baselinePt: top + size })),
  };
}

/** As on a roll: the right text keeps its place on the last line, and has its own lines when there is no room. */
function pairRows(left: string, right: string, width: number, widthOf: (text: string) => number): readonly Row[] {
  const edge = MARGIN + width;
  const room = width - widthOf(right) - GAP;
  if (room < width / 4) {
    const lefts = left.trim() === '' ? [] : wrapText(left, width, widthOf);
    const rights = wrapText(right.trim(), width, widthOf);
    return [
      ...lefts.map((value) => row(BODY, [{ value, xPt: MARGIN }])),
      ...rights.map((value) => row(BODY, [{ value, xPt: edge, anchor: 'end' }])),
    ];
  }
  const lines = wrapText(left, room, widthOf);
  return lines.map((value, at) => {
    const words: readonly Words[] = [{ value, xPt: MARGIN }];
    return row(BODY, at === lines.length - 1 ? [...words, { value: right, xPt: edge, anchor: 'end' }] : words);
  });
}

/** Three dots a module, 0.375 mm, or two; null for a value that Code 128 cannot hold, or the page. */
function barRows(value: string, pageWidthPt: number): readonly Row[] | null {
  const drawn = drawSymbol({ symbology: 'code128', text: value }, 1, 1);
  if (!drawn.ok) return null;
  const modules = drawn.value.widthDots;
  const widthDots = dotsOf(pageWidthPt - 2 * MARGIN);
  const moduleDots = [3, 2].find((dots) => (modules + 20) * dots <= widthDots);
  if (moduleDots === undefined) return null;
  const xDots = Math.floor((dotsOf(pageWidthPt) - modules * moduleDots) / 2);
  return [
    {
      heightPt: BAR_PT + 2 * BODY.pitch,
      itemsAt: (top) => [
        {
          t: 'bars',
          value,
          xDots,
          yDots: dotsOf(top + BODY.pitch / 2),
          heightDots: dotsOf(BAR_PT),
          moduleDots,
        },
        {
          ...{ t: 'text', value, xPt: pageWidthPt / 2, anchor: 'middle', bold: false, sizePt: BODY.size },
          baselinePt: top + BAR_PT + 1.5 * BODY.pitch,
        },
      ],
    },
  ];
}

export function dotsOf(pt: number): number {
  return Math.round((pt * PAGE_DPI) / 72);
}
