import type { Goods } from './carton.ts';
import { lineOf, packsIn, type Work } from './state.ts';

/** What lies in a box, for the choice of a carton. */
export function goodsIn(work: Work, boxNo: number): readonly Goods[] {
  return packsIn(work, boxNo).map(({ lineId, units, grams, swap }) => {
    const line = lineOf(work, lineId);
    const item = swap === undefined ? line : line?.swaps?.find(({ sku }) => sku === swap);
    const each = grams === undefined ? (item?.grams ?? null) : grams / units;
    return { sku: item?.sku ?? lineId, units, grams: each, millimetres: item?.millimetres ?? null };
  });
}

/** Weight of the goods alone; null when any unit's is not known. */
export function goodsGrams(work: Work, boxNo: number): number | null {
  let sum = 0;
  for (const { grams, units } of goodsIn(work, boxNo)) {
    if (grams === null) return null;
    sum += grams * units;
  }
  return sum;
}
