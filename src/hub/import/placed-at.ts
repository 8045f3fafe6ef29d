import type { Mapping } from '../../wire/hub-mapping.ts';

/** The order's time as ISO 8601 in UTC, or null: a date that cannot be read is no reason to hold an order. */
export function placedAt(text: string, format: Mapping['placedFormat']): string | null {
  if (format === 'm/d/yy h:mm') {
    const match = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4}) (\d{1,2}):(\d{2})$/.exec(text);
    if (match === null) return null;
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
    return real(Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hour, minute), day);
  }
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return null;
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text) || text.length === 10 ? text : `${text}Z`;
  const at = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** 31 February becomes 3 March in JavaScript; that is a misread date, not a date. */
function real(at: number, day: number): string | null {
  const date = new Date(at);
  return Number.isNaN(at) || date.getUTCDate() !== day ? null : date.toISOString();
}
