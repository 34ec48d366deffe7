/**
 * Reads a date as a person types it: only the day, day and month, or all of it, in the locale's order.
 * It does not know today: what is left out comes from the date used last.
 */
import { dateOf, daysInMonth, exists, isDate, partsOf } from './dates';
import { fail, ok, type Result } from './result';

/** In which order a place writes day, month and year. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export type DateError =
  | { readonly kind: 'not-a-date'; readonly message: string }
  | { readonly kind: 'no-such-day'; readonly message: string };

type Unit = 'day' | 'month' | 'year';
type Numbers = Readonly<Partial<Record<Unit, string>>>;

const orders: Readonly<Record<DateOrder, readonly Unit[]>> = {
  dmy: ['day', 'month', 'year'],
  mdy: ['month', 'day', 'year'],
  ymd: ['year', 'month', 'day'],
};

/** The order in which a locale writes numeric dates. */
export function dateOrderOf(locale: string): DateOrder {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    calendar: 'gregory',
    dateStyle: 'short',
  });
  const units = format.formatToParts(0).map((part) => part.type);
  if (units.indexOf('year') < units.indexOf('day')) return 'ymd';
  return units.indexOf('month') < units.indexOf('day') ? 'mdy' : 'dmy';
}

/**
 * Reads `7`, `7/3`, `7.3.24`, `070324`, `2024-03-07`. A day alone is of the month of `lastUsed`, a day and month
 * of its year. A year of two digits is one of this century up to 69. Four digits in front are always the year.
 */
export function parseTypedDate(text: string, lastUsed: string, order: DateOrder): Result<string, DateError> {
  const numbers = readNumbers(text.trim().replace(/[.\-/]$/, ''), order);
  if (numbers === null) {
    return fail({
      kind: 'not-a-date',
      message: `“${text}” is not a date. Type a day, such as 7, or a full date.`,
    });
  }
  const base = partsOf(lastUsed);
  const year = numbers.year === undefined ? base.year : fullYear(numbers.year);
  const month = numbers.month === undefined ? base.month : Number(numbers.month);
  const day = Number(numbers.day);
  return exists(year, month, day) ? ok(dateOf(year, month, day)) : fail(noSuchDay(year, month, day));
}

/** Like {@link parseTypedDate} for a column of full dates, such as a bank's, whose order is known. */
export function parseFullDate(text: string, order: DateOrder): string | null {
  const numbers = readNumbers(text.trim(), order);
  if (numbers?.year === undefined || numbers.month === undefined) return null;
  const year = fullYear(numbers.year);
  const [month, day] = [Number(numbers.month), Number(numbers.day)];
  return exists(year, month, day) ? dateOf(year, month, day) : null;
}

function readNumbers(text: string, order: DateOrder): Numbers | null {
  const groups = /^\d+$/.test(text) && text.length > 2 ? cut(text, order) : text.split(/\s*[./\-\s]\s*/);
  if (groups === null || groups.some((group) => !/^\d{1,2}$|^\d{4}$/.test(group))) return null;
  const [first = '', second = '', third] = groups;
  if (groups.length === 1 && first.length <= 2) return { day: first };
  if (groups.length === 2 && first.length <= 2 && second.length <= 2) {
    return order === 'dmy' ? { day: first, month: second } : { month: first, day: second };
  }
  if (groups.length !== 3) return null;
  const units = orders[first.length === 4 ? 'ymd' : yearLast(order, third ?? '')];
  const numbers = Object.fromEntries(units.map((unit, index) => [unit, groups[index]]));
  const longNotYear = units.some((unit, index) => unit !== 'year' && (groups[index] ?? '').length > 2);
  return longNotYear ? null : numbers;
}

/** `7.3.2024` where years come first can only be meant day first. */
function yearLast(order: DateOrder, third: string): DateOrder {
  return order === 'ymd' && third.length === 4 ? 'dmy' : order;
}

/** Cuts a run of digits: day and month (`0703`), or with a year of two or four digits. */
function cut(digits: string, order: DateOrder): string[] | null {
  const at = (...ends: number[]) => ends.map((end, index) => digits.slice(ends[index - 1] ?? 0, end));
  if (digits.length === 4) return at(2, 4);
  if (digits.length === 6) return at(2, 4, 6);
  if (digits.length !== 8) return null;
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return order === 'ymd' || (/^(19|20)/.test(digits) && isDate(iso)) ? at(4, 6, 8) : at(2, 4, 8);
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function noSuchDay(year: number, month: number, day: number): DateError {
  if (month < 1 || month > 12) {
    return { kind: 'no-such-day', message: `There is no month ${month}.` };
  }
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2001, month - 1, 1),
  );
  const message = `${name} ${year} has ${daysInMonth(year, month)} days, so there is no day ${day}.`;
  return { kind: 'no-such-day', message };
}
