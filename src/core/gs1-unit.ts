import type { Decimal, Gs1Facts } from './scan.ts';
import type { UnitFacts } from './unit-facts.ts';

/** What a GS1 code says of the unit in hand. */
export function unitFactsOf(facts: Gs1Facts, bestBeforeIsExpiry: boolean): UnitFacts {
  const expiry = facts.expiry ?? (bestBeforeIsExpiry ? facts.bestBefore : undefined);
  return {
    ...(facts.lot === undefined ? {} : { lot: facts.lot }),
    ...(facts.serial === undefined ? {} : { serial: facts.serial }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(facts.netWeight === undefined ? {} : { grams: gramsOf(facts.netWeight) }),
  };
}

/** One avoirdupois pound is 453.59237 g exactly (international yard and pound agreement, 1959). */
const POUND = 45_359_237n;

/** Whole grams, half up; integers all the way, because money hangs on weights. */
export function gramsOf(weight: Decimal & { readonly unit: 'kg' | 'lb' }): number {
  const value = BigInt(weight.value);
  const [top, bottom] =
    weight.unit === 'kg'
      ? [value * 1000n, 10n ** BigInt(weight.scale)]
      : [value * POUND, 100_000n * 10n ** BigInt(weight.scale)];
  return Number((top * 2n + bottom) / (bottom * 2n));
}
