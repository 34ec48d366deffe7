/**
 * Reads the amount of a row by its mapping, and finds out how a file's amounts and balances belong together.
 * It does not know dates, payees or ids.
 */
import type { CsvRow } from './csv';
import { type AmountColumns, cellOf } from './csv-mapping';
import { directionOf } from './csv-words';
import type { DecimalMark } from './decimal';
import { parseMoney } from './money';
import { fail, ok, type Result } from './result';

export interface NoAmount {
  readonly kind: 'no-amount';
  readonly message: string;
}

/** How the amounts of a file are written. */
export interface AmountStyle {
  readonly exponent: number;
  readonly decimal: DecimalMark;
}

/** The amount of a row in minor units, money in positive. */
export function amountOf(row: CsvRow, columns: AmountColumns, style: AmountStyle): Result<number, NoAmount> {
  const read = (column: number) => readCell(cellOf(row, column), style);
  switch (columns.kind) {
    case 'none':
      return missing('No column is chosen for the amount.');
    case 'signed': {
      const amount = read(columns.column);
      return amount.ok && columns.flip ? ok(negated(amount.value)) : amount;
    }
    case 'flagged': {
      const direction = directionOf(cellOf(row, columns.flag));
      if (direction === null)
        return missing(`“${cellOf(row, columns.flag)}” does not say whether it is in or out.`);
      const amount = read(columns.column);
      return amount.ok && direction === 'out' ? ok(negated(amount.value)) : amount;
    }
    case 'two':
      return ofTwo(row, columns, style);
  }
}

function ofTwo(
  row: CsvRow,
  columns: AmountColumns & { readonly kind: 'two' },
  style: AmountStyle,
): Result<number, NoAmount> {
  const out = cellOf(row, columns.debit);
  const into = cellOf(row, columns.credit);
  if (out === '' && into === '') return missing('There is no amount.');
  const debit = out === '' ? ok(0) : readCell(out, style);
  const credit = into === '' ? ok(0) : readCell(into, style);
  if (!debit.ok) return debit;
  if (!credit.ok) return credit;
  if (debit.value !== 0 && credit.value !== 0) return missing('There is an amount both out and in.');
  if (debit.value === 0) return credit;
  return ok(columns.negative ? debit.value : negated(debit.value));
}

function readCell(cell: string, { exponent, decimal }: AmountStyle): Result<number, NoAmount> {
  const amount = parseMoney(cell, exponent, { decimal });
  return amount.ok ? amount : missing(amount.error.message);
}

function missing(message: string): Result<never, NoAmount> {
  return fail({ kind: 'no-amount', message });
}

function negated(amount: number): number {
  return amount === 0 ? 0 : -amount;
}

/** An amount and the bank's balance after it; null where there is none to be read. */
export interface Balanced {
  readonly amount: number;
  readonly balance: number | null;
}

/**
 * How many neighboring lines each reading explains: `down` if later lines stand lower, `up` if higher, and the same
 * with all signs turned. Gives which one explains the most, and null if none explains at least three in four.
 */
export function explainBalances(
  lines: readonly Balanced[],
): 'down' | 'up' | 'down-flipped' | 'up-flipped' | null {
  const scores = { down: 0, up: 0, 'down-flipped': 0, 'up-flipped': 0 };
  let pairs = 0;
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    if (!before || before.balance === null || line.balance === null) return;
    const step = line.balance - before.balance;
    pairs += 1;
    if (step === line.amount) scores.down += 1;
    if (step === -before.amount) scores.up += 1;
    if (step === -line.amount) scores['down-flipped'] += 1;
    if (step === before.amount) scores['up-flipped'] += 1;
  });
  const readings = ['down', 'up', 'down-flipped', 'up-flipped'] as const;
  const best = readings.reduce((one, other) => (scores[other] > scores[one] ? other : one));
  return pairs > 0 && scores[best] * 4 >= pairs * 3 ? best : null;
}
