export type MassUnit = 'mg' | 'g' | 'kg' | 't' | 'lb' | 'oz';

/** Exact by definition: the pound is 453.59237 g (international yard and pound agreement, 1959), the ounce a sixteenth of it. */
const NANOGRAMS: Readonly<Record<MassUnit, bigint>> = {
  mg: 1_000_000n,
  g: 1_000_000_000n,
  kg: 1_000_000_000_000n,
  t: 1_000_000_000_000_000n,
  lb: 453_592_370_000n,
  oz: 28_349_523_125n,
};
const NANOGRAMS_A_MILLIGRAM = 1_000_000n;

/** The unit that a scale's letters mean, or null: pieces, per cent and troy ounces are no weight that we take. */
export function massUnitOf(text: string): MassUnit | null {
  const unit = text.trim().toLowerCase();
  return Object.hasOwn(NANOGRAMS, unit) ? (unit as MassUnit) : null;
}

/**
 * A decimal number as a scale writes it (`-  12.50`, `+001234.5`, `.5`) in whole milligrams, a half rounded away from zero.
 * No float is ever made of it. Null when it is no number, or longer than any scale's display.
 */
export function milligramsOf(text: string, unit: MassUnit): number | null {
  const parts = /^\s*([+-]?)\s*(\d{0,10})(?:\.(\d{1,6}))?\s*$/.exec(text);
  if (parts === null) return null;
  const [, sign = '', whole = '', decimals = ''] = parts;
  if (whole === '' && decimals === '') return null;
  const divisor = 10n ** BigInt(decimals.length) * NANOGRAMS_A_MILLIGRAM;
  const scaled = BigInt(`${whole}${decimals}`) * NANOGRAMS[unit];
  const milligrams = Number((2n * scaled + divisor) / (2n * divisor));
  if (!Number.isSafeInteger(milligrams)) return null;
  return sign === '-' && milligrams !== 0 ? -milligrams : milligrams;
}
