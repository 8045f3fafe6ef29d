const DAY_MS = 86_400_000;

/** Days from one calendar date to another, both `YYYY-MM-DD`; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * A date as it stands on a package, typed or scanned without GS1: `YYYY-MM-DD`, `DD.MM.YYYY` or `YYMMDD`.
 * Null when it is no date; the last form is of this century.
 */
export function readDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3]);
  const european = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (european !== null) return dateOf(european[3], european[2]?.padStart(2, '0'), european[1]?.padStart(2, '0'));
  const short = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  return short === null ? null : dateOf(`20${short[1]}`, short[2], short[3]);
}

function dateOf(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month}-${day}`;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? null : text;
}
