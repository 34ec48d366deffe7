/**
 * Decides for a whole file in which order its dates are written and which mark comes before its decimals.
 * It does not know columns: it is given the cells that hold dates, or amounts.
 */
import { readBankDate } from './bank-date';
import { daysBetween } from './dates';
import type { DecimalMark } from './decimal';
import { parseMoney } from './money';
import type { DateOrder } from './typed-date';

/** `sure` is false where the file can be read in more than one way, so that a person must be asked. */
export interface Decided<Style> {
  readonly style: Style;
  readonly sure: boolean;
}

const orders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/**
 * The order under which the most cells are dates. If several are left: dots are written day first; else the order
 * under which the file runs one way from day to day, as statements do; else `usual`, unsure.
 */
export function decideDateOrder(cells: readonly string[], usual: DateOrder): Decided<DateOrder> {
  const readings = orders.map((style) => ({ style, dates: cells.map((cell) => readBankDate(cell, style)) }));
  const counts = readings.map(({ dates }) => dates.filter((date) => date !== null).length);
  const most = Math.max(0, ...counts);
  const left = readings.filter((_, at) => counts[at] === most);
  const [first = { style: usual, dates: [] }, ...others] = left;
  if (others.every(({ dates }) => dates.every((date, at) => date === first.dates[at]))) {
    return { style: left.some(({ style }) => style === usual) ? usual : first.style, sure: true };
  }
  if (left.some(({ style }) => style === 'dmy') && cells.every((cell) => /^\d{1,2}\.\d{1,2}\./.test(cell))) {
    return { style: 'dmy', sure: true };
  }
  const steady = left.filter(({ dates }) => isSteady(dates));
  const [only] = steady;
  if (only && steady.length === 1) return { style: only.style, sure: true };
  const fallback = left.find(({ style }) => style === usual) ?? first;
  return { style: fallback.style, sure: false };
}

/** Dates on at least three days that never turn back, and no two neighbors a quarter apart. */
function isSteady(dates: readonly (string | null)[]): boolean {
  const known = dates.filter((date) => date !== null);
  const steps = known.slice(1).map((date, at) => daysBetween(known[at] ?? date, date));
  const oneWay = steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
  return oneWay && new Set(known).size >= 3 && steps.every((step) => Math.abs(step) < 92);
}

/** The mark under which the most cells are amounts of this exponent; unsure if both read all, but differently. */
export function decideDecimal(
  cells: readonly string[],
  exponent: number,
  usual: DecimalMark,
): Decided<DecimalMark> {
  const read = (decimal: DecimalMark) => {
    const amounts = cells.map((cell) => parseMoney(cell, exponent, { decimal }));
    return amounts.map((amount) => (amount.ok ? amount.value : null));
  };
  const [point, comma] = [read('.'), read(',')];
  const count = (amounts: readonly (number | null)[]) => amounts.filter((amount) => amount !== null).length;
  if (count(point) !== count(comma)) return { style: count(point) > count(comma) ? '.' : ',', sure: true };
  return { style: usual, sure: point.every((amount, at) => amount === comma[at]) };
}
