const formats = new Map<string, Intl.NumberFormat>();

/** "1,502": whole grams without the unit, as the language writes numbers. */
export function gramsText(locale: string, grams: number): string {
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    formats.set(locale, format);
  }
  return format.format(grams);
}
