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
 * The order under which the most different cells are dates. If several are left: dots are written day first; else
 * the order under which the file runs one way from day to day, as statements do; else `usual`, unsure.
 */
export function decideDateOrder(written: readonly string[], usual: DateOrder): Decided<DateOrder> {
  const cells = [...new Set(written)];
  const yearFirst = cells.length > 0 && cells.every((cell) => /^\d{4}/.test(cell));
  const first = yearFirst ? 'ymd' : usual;
  const preferred = [first, ...orders.filter((order) => order !== first)];
  const readings = preferred.map((style) => ({
    style,
    dates: cells.map((cell) => readBankDate(cell, style)),
  }));
  const counts = readings.map(({ dates }) => dates.filter((date) => date !== null).length);
  const most = Math.max(...counts);
  const best = readings.filter((_, at) => counts[at] === most);
  const left = best.filter((reading, at) => best.findIndex((other) => isSame(other, reading)) === at);
  const dayFirst = best.some(({ style }) => style === 'dmy');
  const steady = left.filter(({ dates }) => isSteady(dates));
  if (left.length === 1) return { style: left[0]?.style ?? usual, sure: true };
  if (dayFirst && cells.every((cell) => /^\d{1,2}\.\d{1,2}\./.test(cell))) {
    return { style: 'dmy', sure: true };
  }
  if (steady.length === 1) return { style: steady[0]?.style ?? usual, sure: true };
  return { style: left[0]?.style ?? usual, sure: false };
}

interface Reading {
  readonly style: DateOrder;
  readonly dates: readonly (string | null)[];
}

/** Two orders may mean the same days: where the month is a word, or the year comes with four digits. */
function isSame(one: Reading, other: Reading): boolean {
  return one.dates.every((date, at) => date === other.dates[at]);
}

/** Dates on at least three days that never turn back, and no two neighbors a quarter apart. */
function isSteady(dates: readonly (string | null)[]): boolean {
  const known = dates.filter((date) => date !== null);
  const steps = known.slice(1).map((date, at) => daysBetween(known[at] ?? date, date));
  const oneWay = steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
  return oneWay && new Set(known).size >= 3 && steps.every((step) => Math.abs(step) < 92);
}

/**
 * The mark under which the most cells are amounts, of this exponent or else of any; unsure if both read all of
 * them, but differently.
 */
export function decideDecimal(
  written: readonly string[],
  exponent: number,
  usual: DecimalMark,
): Decided<DecimalMark> {
  const cells = [...new Set(written)].filter((cell) => /[.,]/.test(cell));
  for (const decimals of [exponent, mostDecimals]) {
    const [point, comma] = [readAll(cells, decimals, '.'), readAll(cells, decimals, ',')];
    if (count(point) !== count(comma)) return { style: count(point) > count(comma) ? '.' : ',', sure: true };
    if (point.every((amount, at) => amount === comma[at])) return { style: usual, sure: true };
  }
  return { style: usual, sure: false };
}

/** More than any currency has: a bank's excess digits make a line unreadable, not its mark uncertain. */
const mostDecimals = 6;

function readAll(
  cells: readonly string[],
  exponent: number,
  decimal: DecimalMark,
): readonly (number | null)[] {
  return cells.map((cell) => {
    const amount = parseMoney(cell, exponent, { decimal });
    return amount.ok ? amount.value : null;
  });
}

function count(amounts: readonly (number | null)[]): number {
  return amounts.filter((amount) => amount !== null).length;
}
