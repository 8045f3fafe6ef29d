/**
 * The full year of a two-digit one: between 49 years back and 50 years ahead of this year (GS1 General Specifications 7.12).
 */
export function fullYearOf(twoDigits: number, thisYear: number): number {
  const away = twoDigits - (thisYear % 100);
  const century = thisYear - (thisYear % 100);
  if (away >= 51) return century - 100 + twoDigits;
  if (away <= -50) return century + 100 + twoDigits;
  return century + twoDigits;
}

export function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True for a day of the calendar; with `dayZero`, day 00 (the last of its month) is one as well. */
export function isDay(year: number, month: number, day: number, dayZero: boolean): boolean {
  return month >= 1 && month <= 12 && day <= lastDayOf(year, month) && (day >= 1 || dayZero);
}

/** `YYYY-MM-DD` of six digits that have been checked; day 00 becomes the last day of its month. */
export function calendarDateOf(yymmdd: string, thisYear: number): string {
  const year = fullYearOf(Number(yymmdd.slice(0, 2)), thisYear);
  const month = yymmdd.slice(2, 4);
  const day = yymmdd.slice(4, 6);
  return `${year}-${month}-${day === '00' ? lastDayOf(year, Number(month)) : day}`;
}
