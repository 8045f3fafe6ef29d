import type { Item } from './order.ts';
import type { Policy } from './site.ts';
import { lineOf, packsIn, type Work } from './state.ts';
import type { ExpectedWeight } from './work-event.ts';

/**
 * What a closed box should weigh: carton, goods and filling. The tolerance is twice the scale's division or three standard deviations
 * of the goods, whichever is more; it decides only while it is less than half of the lightest unit inside, because beyond that a missing
 * unit could hide in it (scanning design, section 15).
 */
export function expectedWeight(work: Work, boxNo: number, cartonGrams: number | null, policy: Policy): ExpectedWeight {
  let grams = (cartonGrams ?? 0) + policy.fillingGrams;
  let spread = 0;
  let lightest = Number.POSITIVE_INFINITY;
  let known = cartonGrams !== null;
  for (const pack of packsIn(work, boxNo)) {
    const item = itemOf(work, pack);
    const each = pack.grams === undefined ? item?.grams : pack.grams / pack.units;
    if (each === undefined) {
      known = false;
      continue;
    }
    grams += each * pack.units;
    // A unit that was weighed itself does not spread.
    spread += pack.grams === undefined ? (item?.spread ?? 0) * pack.units : 0;
    lightest = Math.min(lightest, each);
  }
  const toleranceGrams = Math.ceil(Math.max(policy.divisionGrams * 2, spread * 3));
  return { grams: Math.round(grams), toleranceGrams, decisive: known && toleranceGrams < lightest / 2 };
}

export type WeightVerdict = 'ok' | 'low' | 'high' | 'not-decisive';

export function judgeWeight(expected: ExpectedWeight, grams: number): WeightVerdict {
  if (!expected.decisive) return 'not-decisive';
  const difference = grams - expected.grams;
  if (Math.abs(difference) <= expected.toleranceGrams) return 'ok';
  return difference < 0 ? 'low' : 'high';
}

/** The item whose whole units come closest to the difference; null when none explains it. */
export function likelyItem(
  work: Work,
  boxNo: number,
  expected: ExpectedWeight,
  grams: number,
): { readonly item: Item; readonly units: number } | null {
  const difference = grams - expected.grams;
  let best: { readonly item: Item; readonly units: number; readonly off: number } | null = null;
  for (const pack of packsIn(work, boxNo)) {
    const item = itemOf(work, pack);
    if (item?.grams === undefined || item.grams <= 0) continue;
    const units = Math.round(difference / item.grams);
    if (units === 0) continue;
    const off = Math.abs(difference - units * item.grams);
    if (off <= expected.toleranceGrams && (best === null || Math.abs(units) < Math.abs(best.units))) {
      best = { item, units, off };
    }
  }
  return best && { item: best.item, units: best.units };
}

function itemOf(
  work: Work,
  pack: { readonly lineId: Work['lines'][number]['id']; readonly swap?: string | undefined },
): Item | undefined {
  const line = lineOf(work, pack.lineId);
  return pack.swap === undefined ? line : line?.swaps?.find(({ sku }) => sku === pack.swap);
}
