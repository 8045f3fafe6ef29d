import type { LabelDocument, LabelElement } from '../label-document.ts';
import type { Item } from '../order.ts';
import { packsIn, type Work } from '../state.ts';
import { isGiven } from './address-lines.ts';
import { captionAt, ruleAt, textAt } from './label-parts.ts';

export interface ContentLabelContent {
  /** The order's number. */
  readonly number: string;
  /** 1-based. */
  readonly parcelNo: number;
  readonly parcelCount: number;
  readonly goods: readonly CartonGoods[];
}

export interface CartonGoods {
  readonly item: Pick<Item, 'sku' | 'name' | 'variant'>;
  readonly units: number;
  readonly lots: readonly string[];
}

const WIDTH_MM = 101.6;
const HEIGHT_MM = 152.4;
const LEFT = 4;
const INNER = WIDTH_MM - 2 * LEFT;
const TOP = 28;
const ROW = 9.6;
const ROWS = 12;
const COUNT = 16;

/** What lies in one box of an order, in the order's sequence; a substitute stands under its own name. */
export function cartonGoodsOf(work: Work, boxNo: number): readonly CartonGoods[] {
  const packs = packsIn(work, boxNo);
  return work.lines.flatMap((line) =>
    [line, ...(line.swaps ?? [])].flatMap((item): CartonGoods[] => {
      const own = packs.filter(({ lineId, swap }) => lineId === line.id && (swap ?? line.sku) === item.sku);
      const units = own.reduce((sum, pack) => sum + pack.units, 0);
      const lots = [...new Set(own.map(({ lot }) => lot).filter(isGiven))];
      return units > 0 ? [{ item, units, lots }] : [];
    }),
  );
}

/**
 * What is in box n of m, on its outside. It bears no symbol on purpose: the parcel's own code on a second label would let a scan
 * of this one prove the shipping label, and the order's would open the order again.
 */
export function contentLabelOf({ number, parcelNo, parcelCount, goods }: ContentLabelContent): LabelDocument {
  const shown = goods.length > ROWS ? goods.slice(0, ROWS - 1) : goods;
  const hidden = goods.slice(shown.length);
  const black = { bold: true, inverse: true };
  const units = goods.reduce((sum, line) => sum + line.units, 0);
  return {
    widthMm: WIDTH_MM,
    heightMm: HEIGHT_MM,
    elements: [
      textAt(0, 0, 66, 13, 'CONTENTS', black),
      textAt(66, 0, WIDTH_MM - 66, 13, `${parcelNo}/${parcelCount}`, { ...black, align: 'end' }),
      captionAt(LEFT, 15, 20, 'ORDER'),
      textAt(LEFT, 17.6, 60, 6, number, { bold: true }),
      captionAt(LEFT + 62, 15, INNER - 62, 'UNITS', 'end'),
      textAt(LEFT + 62, 17.6, INNER - 62, 6, String(units), { bold: true, align: 'end' }),
      ruleAt(26, WIDTH_MM),
      ...shown.flatMap((line, at) => rowAt(TOP + at * ROW, line)),
      ...(hidden.length === 0 ? [] : [textAt(LEFT, TOP + (ROWS - 1) * ROW, INNER, 5, moreOf(hidden), { bold: true })]),
    ],
    expect: [],
  };
}

function rowAt(yMm: number, { item, units, lots }: CartonGoods): readonly LabelElement[] {
  const name = isGiven(item.variant) ? `${item.name}, ${item.variant}` : item.name;
  const facts = lots.length === 0 ? item.sku : `${item.sku}   LOT ${lots.join(', ')}`;
  return [
    textAt(LEFT, yMm, COUNT, 5, `${units} x`, { bold: true }),
    textAt(LEFT + COUNT + 1, yMm, INNER - COUNT - 1, 4.4, name, { bold: true }),
    textAt(LEFT + COUNT + 1, yMm + 5, INNER - COUNT - 1, 3, facts),
  ];
}

function moreOf(hidden: readonly CartonGoods[]): string {
  const units = hidden.reduce((sum, line) => sum + line.units, 0);
  return `+ ${hidden.length} more (${units} ${units === 1 ? 'unit' : 'units'}): see the packing slip`;
}
