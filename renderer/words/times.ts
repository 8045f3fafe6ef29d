import type { Catalogue } from './catalogue.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building a format costs a hundred times more than using one. */
function format(locale: string, options: Intl.DateTimeFormatOptions, ms: number): string {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale, options);
    formats.set(key, made);
  }
  return made.format(ms);
}

/** "15:30" */
export function clockTime(words: Catalogue, ms: number): string {
  return format(words.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, ms);
}

/** "14:48:07" */
export function clockSeconds(words: Catalogue, ms: number): string {
  return format(words.locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, ms);
}

/** The time alone today, with the weekday this week, else the date. */
export function shipByText(words: Catalogue, ms: number, nowMs: number): string {
  if (new Date(ms).toDateString() === new Date(nowMs).toDateString()) return clockTime(words, ms);
  const days = Math.abs(ms - nowMs) / DAY;
  if (days < 6) return `${format(words.locale, { weekday: 'short' }, ms)} ${clockTime(words, ms)}`;
  return format(words.locale, { day: 'numeric', month: 'short' }, ms);
}

/** "42 min left", "1 h 12 min left", "3 days late" */
export function leftText(words: Catalogue, ms: number, nowMs: number): string {
  const { time } = words.screens;
  return ms >= nowMs ? time.left(spanText(words, ms - nowMs)) : time.late(spanText(words, nowMs - ms));
}

/** A span to the minute, the two largest units only. */
function spanText(words: Catalogue, ms: number): string {
  const { time } = words.screens;
  if (ms >= 2 * DAY) return time.days(Math.floor(ms / DAY));
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (hours === 0) return time.minutes(minutes);
  return hours < 12 && minutes > 0 ? `${time.hours(hours)} ${time.minutes(minutes)}` : time.hours(hours);
}

/** "1 h 10 min", "25 min": a guess, so to five minutes. */
export function roughText(words: Catalogue, ms: number): string {
  return spanText(words, Math.max(5 * MINUTE, Math.round(ms / (5 * MINUTE)) * 5 * MINUTE));
}

/** "38 s", "3 min", "26 h": how old a thing is that is looked at in passing, in its largest unit. */
export function ageText(words: Catalogue, ms: number): string {
  const { time } = words.screens;
  if (ms < MINUTE) return time.seconds(Math.max(0, Math.floor(ms / 1000)));
  if (ms < HOUR) return time.minutes(Math.floor(ms / MINUTE));
  return ms < 2 * DAY ? time.hours(Math.floor(ms / HOUR)) : time.days(Math.floor(ms / DAY));
}

/** "1 min 38 s", for how long a thing took. */
export function tookText(words: Catalogue, ms: number): string {
  const { time } = words.screens;
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return time.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return spanText(words, ms);
  return `${time.minutes(minutes)} ${time.seconds(seconds % 60)}`;
}
