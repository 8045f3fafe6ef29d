/** Numbers, dates and times inside a sentence, as the language writes them. */

/** "0034 0434 1234 5678 90": a long number as people read it off a label. */
export function inFours(text: string): string {
  return text.replace(/\s+/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}

const grams = new Map<string, Intl.NumberFormat>();
const days = new Map<string, Intl.DateTimeFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();
const times = new Map<string, Intl.DateTimeFormat>();

/** Building a format costs a hundred times more than using one. */
function kept<Format>(formats: Map<string, Format>, locale: string, make: () => Format): Format {
  const format = formats.get(locale) ?? make();
  formats.set(locale, format);
  return format;
}

/** "1,502 g" */
export function gramsText(locale: string, value: number): string {
  const format = kept(grams, locale, () => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
  return `${format.format(value)} g`;
}

/** "31 Mar 2027" for `2027-03-31`; anything else stays as it is. */
export function dayText(locale: string, iso: string): string {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) return iso.slice(0, 24);
  const format = kept(days, locale, () => {
    return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  });
  return format.format(ms);
}

/** "11 Mar 2026", where the bench stands. */
export function dateText(locale: string, ms: number): string {
  const format = kept(dates, locale, () => {
    return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  });
  return format.format(ms);
}

/** "11 Mar, 13:10", for what is hours or days old. */
export function sinceText(locale: string, ms: number): string {
  const format = kept(times, locale, () => {
    return new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  });
  return format.format(ms);
}
