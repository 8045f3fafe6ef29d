/** The calendar date on the wall of this station, `YYYY-MM-DD`. */
export function localDateOf(atMs: number): string {
  const date = new Date(atMs);
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())}`;
}

/** `YYYY-MM-DD HH:MM` where the station stands, with the offset from UTC: a label is read in other places too. */
export function localTimeOf(atMs: number): string {
  const date = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const east = -date.getTimezoneOffset();
  const offset = `${east < 0 ? '-' : '+'}${two(Math.floor(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`;
  return `${localDateOf(atMs)} ${two(date.getHours())}:${two(date.getMinutes())} ${offset}`;
}
