/** The calendar date on the wall of this station, `YYYY-MM-DD`. */
export function localDateOf(atMs: number): string {
  const date = new Date(atMs);
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())}`;
}
