/**
 * Looks at the columns of a table: what their headings say, and what kinds of text stand in them.
 * It does not decide: csv-guess.ts weighs what is found here.
 */
import { readBankDate } from './bank-date';
import type { CsvRow } from './csv';
import { type ColumnRole, directionOf, roleOfHeading } from './csv-words';
import { parseMoney } from './money';
import type { DateOrder } from './typed-date';

/** How many of a column's sampled cells are of a kind; all counts but `filled` are of filled cells. */
export interface ColumnFacts {
  readonly column: number;
  readonly filled: number;
  readonly dates: number;
  readonly amounts: number;
  /** Amounts with a decimal mark, which counters and account numbers do not have. */
  readonly decimals: number;
  readonly negatives: number;
  readonly directions: number;
}

/** A table's rows below the headings, seen as columns. */
export interface Columns {
  readonly rows: readonly CsvRow[];
  readonly roles: ReadonlyMap<ColumnRole, number>;
  /** One for each column, in their order. */
  readonly facts: readonly ColumnFacts[];
}

const dateOrders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

function looksLikeDate(cell: string): boolean {
  const digits = cell.replace(/\D/g, '');
  if (/^\d+$/.test(cell) && !/^(19|20)\d{6}$/.test(cell)) return false;
  return digits !== '' && dateOrders.some((order) => readBankDate(cell, order) !== null);
}

/** An amount under either decimal mark, of however few decimals its currency has. */
function looksLikeAmount(cell: string): boolean {
  if (!/\d/.test(cell)) return false;
  return marks.some((decimal) => {
    const amount = parseMoney(cell, 4, { decimal });
    return amount.ok || amount.error.kind === 'too-large';
  });
}

const marks = ['.', ','] as const;

/** What a column is shows in a few hundred rows; a file may have a hundred thousand. */
const sampled = 240;

/** Rows from all over the file. */
export function sampleOf(rows: readonly CsvRow[]): readonly CsvRow[] {
  const step = Math.ceil(rows.length / sampled);
  return rows.filter((_, at) => at % step === 0);
}

export function factsOf(rows: readonly CsvRow[], column: number): ColumnFacts {
  const cells = rows.map((row) => row.cells[column] ?? '').filter((cell) => cell !== '');
  const count = (test: (cell: string) => boolean) => cells.filter(test).length;
  return {
    column,
    filled: cells.length,
    dates: count(looksLikeDate),
    amounts: count(looksLikeAmount),
    decimals: count((cell) => /\d[.,]\d{1,4}(?!\d)/.test(cell) && looksLikeAmount(cell)),
    negatives: count((cell) => /^[^0-9]*[-\u2212(]|[-\u2212]$/.test(cell) && looksLikeAmount(cell)),
    directions: count((cell) => directionOf(cell) !== null),
  };
}

/** For each role the column whose heading names it best. */
export function rolesOf(header: readonly string[]): ReadonlyMap<ColumnRole, number> {
  const best = new Map<ColumnRole, { readonly column: number; readonly rank: number }>();
  header.forEach((heading, column) => {
    const found = roleOfHeading(heading);
    const known = found && best.get(found.role);
    if (found && (!known || found.rank < known.rank)) best.set(found.role, { column, rank: found.rank });
  });
  return new Map([...best].map(([role, { column }]) => [role, column]));
}

/** Banks put the holder, the account and the period above their table: this far down the headings are looked for. */
const searched = 60;

/**
 * The place of the headings among the rows, or -1: the row in which the most columns are named, else the one above
 * the first that holds a date and an amount, if it is as wide and names something.
 */
export function findHeader(rows: readonly CsvRow[]): number {
  const named = rows.slice(0, searched).map(({ cells }) => {
    const roles = rolesOf(cells);
    const aboutMoney = ['amount', 'debit', 'credit', 'balance'].some((role) => roles.has(role as ColumnRole));
    return aboutMoney || roles.has('date') || roles.has('valueDate') ? roles.size : 0;
  });
  const most = Math.max(0, ...named);
  if (most >= 2) return named.indexOf(most);
  const first = rows.findIndex(({ cells }) => cells.some(looksLikeDate) && cells.some(looksLikeAmount));
  const above = rows[first - 1];
  const isHeader = above && above.cells.length === rows[first]?.cells.length && above.cells.every(isWord);
  return isHeader ? first - 1 : -1;
}

function isWord(cell: string): boolean {
  return !looksLikeDate(cell) && !looksLikeAmount(cell);
}
