/**
 * Calendar dates as `YYYY-MM-DD` strings: steps, months, and what today is somewhere.
 * It does not know times of day, and no zone can move a date: only {@link today} looks at a clock and a zone.
 */

/** The calendar's numbers of a date: month 1 to 12, day 1 to 31. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const dayMs = 86_400_000;
const earliest = '1000-01-01';
const latest = '9999-12-31';

/** Whether `text` is a day that exists, written `YYYY-MM-DD`, in the years 1000 to 9999. */
export function isDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return exists(year, month, day);
}

/** Whether such a day exists in the calendar, in the years that a date can have. */
export function exists(year: number, month: number, day: number): boolean {
  const inRange = year >= 1000 && year <= 9999 && month >= 1 && month <= 12;
  return inRange && day >= 1 && day <= daysInMonth(year, month);
}

/** The numbers of a date that {@link isDate} accepts. */
export function partsOf(date: string): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Writes year, month and day as a date. */
export function dateOf(year: number, month: number, day: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The date `days` later, or earlier if negative; the first and last date of the calendar are its ends. */
export function addDays(date: string, days: number): string {
  const ms = utcMs(date) + days * dayMs;
  return new Date(Math.min(Math.max(ms, utcMs(earliest)), utcMs(latest))).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`; negative if it is before. */
export function daysBetween(from: string, to: string): number {
  return (utcMs(to) - utcMs(from)) / dayMs;
}

/**
 * The date `months` later, in a short month its last day. A series does not drift if it says the day it
 * started on as `anchor`: 31 January, 29 February, 31 March.
 */
export function addMonths(date: string, months: number, anchor: number = partsOf(date).day): string {
  const { year, month } = partsOf(date);
  const count = year * 12 + month - 1 + months;
  const toYear = Math.floor(count / 12);
  if (toYear < 1000) return earliest;
  if (toYear > 9999) return latest;
  const toMonth = count - toYear * 12 + 1;
  return dateOf(toYear, toMonth, Math.min(anchor, daysInMonth(toYear, toMonth)));
}

export function firstOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`;
}

export function lastOfMonth(date: string): string {
  const { year, month } = partsOf(date);
  return dateOf(year, month, daysInMonth(year, month));
}

/** The date that people read off a calendar at this instant, in an IANA zone; the device's own by default. */
export function today(nowMs: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const options = { ...zone, calendar: 'gregory', numberingSystem: 'latn' } as const;
  const format = new Intl.DateTimeFormat('en-US', {
    ...options,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const parts = new Map(format.formatToParts(nowMs).map((part) => [part.type, Number(part.value)]));
  return dateOf(parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0);
}

/**
 * The date that a key leads to from `date`, or null if the key is not one of the date field's:
 * `+` `-` a day, PageUp and PageDown a month back and on, `t` today, `[` `]` the month's first and last day.
 */
export function stepDate(date: string, key: string, todayIs: string): string | null {
  switch (key) {
    case '+':
    case '=':
      return addDays(date, 1);
    case '-':
      return addDays(date, -1);
    case 'PageUp':
      return addMonths(date, -1);
    case 'PageDown':
      return addMonths(date, 1);
    case 't':
    case 'T':
      return todayIs;
    case '[':
      return firstOfMonth(date);
    case ']':
      return lastOfMonth(date);
    default:
      return null;
  }
}

export type DateStyle = 'numeric' | 'short' | 'long' | 'month';

const styles: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  numeric: { year: 'numeric', month: '2-digit', day: '2-digit' },
  short: { month: 'short', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
};

/** Making a formatter costs a hundred times its use, and a register formats every visible row. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** A date as the locale writes it: `03/07/2024`, `Mar 7`, `March 7, 2024`, or for headings `March 2024`. */
export function formatDate(date: string, locale: string, style: DateStyle): string {
  const key = `${locale} ${style}`;
  const format =
    formatters.get(key) ??
    new Intl.DateTimeFormat(locale, {
      ...styles[style],
      timeZone: 'UTC',
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
  formatters.set(key, format);
  return format.format(utcMs(date));
}

function utcMs(date: string): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day);
}
