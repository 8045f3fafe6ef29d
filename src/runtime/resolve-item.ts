import type { FoundItem } from '../core/command.ts';
import { checkDigitOf } from '../core/gtin.ts';
import type { Item, OrderLine } from '../core/order.ts';
import type { Gs1Facts } from '../core/scan.ts';
import type { Lookup } from './lookup.ts';

/**
 * Items of one number that can be read in several ways. More than one item may come out: nobody here may guess.
 * @param readings GTINs of 14 digits, the likeliest first
 */
export function itemsByGtin(readings: readonly string[], lookup: Lookup): readonly FoundItem[] {
  return unique(readings.flatMap((gtin14) => itemsBy('gtin', gtin14, lookup)));
}

export function itemsByText(text: string, lookup: Lookup): readonly FoundItem[] {
  return unique(itemsBy('text', text, lookup));
}

/** K6: AI 02 counts single units by AI 37, so a code that stands for several of them is no answer (rule M15). */
export function itemsByContent({ gtin14 }: NonNullable<Gs1Facts['content']>, lookup: Lookup): readonly FoundItem[] {
  return itemsByGtin([gtin14], lookup).filter(({ factor }) => factor === 1);
}

/** Items of the open order whose SKU or barcode ends like this; the unit's own code goes before a case's. */
export function itemsByEnding(ending: string, open: readonly OrderLine[], { replica }: Lookup): readonly FoundItem[] {
  const upper = ending.toUpperCase();
  const fits = (value: string) => value.toUpperCase().endsWith(upper);
  return wantedItems(open).flatMap((wanted) => {
    const item = replica.item(wanted.sku) ?? wanted;
    const factors = item.barcodes.filter(({ value }) => fits(value)).map(({ factor }) => factor);
    if (fits(item.sku)) factors.push(1);
    return factors.length === 0 ? [] : [{ item, factor: Math.min(...factors) }];
  });
}

/**
 * The item inside a case whose own code nobody knows: the indicator digit, 1 to 8, stands before the item's number, and the
 * check digit is new (GS1 General Specifications 2.1.2.1). It does not say how many are inside.
 */
export function caseOf(gtin14: string, lookup: Lookup): Item | null {
  if (!/^[1-8]/.test(gtin14)) return null;
  const body = `0${gtin14.slice(1, 13)}`;
  return itemsByGtin([body + checkDigitOf(body)], lookup)[0]?.item ?? null;
}

function itemsBy(kind: 'gtin' | 'text', value: string, { replica, moment }: Lookup): readonly FoundItem[] {
  const known = replica.itemsByCode(kind, value);
  if (known.length > 0) return known;
  // The catalogue may just be on its way again; what is open brought its items along, and can be packed on.
  return wantedItems(moment.open ?? []).flatMap((item) =>
    item.barcodes
      .filter((barcode) => barcode.kind === kind && barcode.value === value && replica.item(item.sku) === null)
      .map(({ factor }) => ({ item, factor })),
  );
}

/** Items that the open lines take, substitutes and parts of kits included, each once. */
function wantedItems(open: readonly OrderLine[]): readonly Item[] {
  const items = open.flatMap((line): Item[] => [line, ...(line.swaps ?? []), ...(line.parts ?? [])]);
  return [...new Map(items.map((item) => [item.sku, item])).values()];
}

function unique(found: readonly FoundItem[]): readonly FoundItem[] {
  return [...new Map(found.map((each) => [JSON.stringify([each.item.sku, each.factor]), each])).values()];
}
