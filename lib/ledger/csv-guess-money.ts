/**
 * Guesses which columns of a bank's file hold amounts and balances, how their signs go, and their decimal mark.
 * It does not know dates and texts, but for the column that is already taken for the date.
 */
import type { CsvRow } from './csv';
import { type AmountStyle, amountOf, explainBalances } from './csv-amounts';
import type { ColumnFacts, Columns } from './csv-columns';
import { type AmountColumns, type CsvMapping, cellOf } from './csv-mapping';
import { decideDecimal } from './csv-style';
import type { ColumnRole } from './csv-words';
import type { DecimalMark } from './decimal';
import { parseMoney } from './money';

/** What the file leaves open about money. */
export type MoneyDoubt = 'amount' | 'decimal-mark' | 'sign';

export interface MoneyGuess {
  readonly mapping: Pick<CsvMapping, 'amount' | 'decimal' | 'balance'>;
  readonly doubts: readonly MoneyDoubt[];
}

interface Found {
  readonly amount: AmountColumns;
  readonly balance: number | null;
  readonly sure: boolean;
}

/** Whether a column runs along with another shows in neighboring rows, so in how a file begins, not in a sample. */
const balancesLookedAt = 200;

const moneyRoles: readonly ColumnRole[] = ['amount', 'debit', 'credit', 'balance'];
const otherRoles: readonly ColumnRole[] = [
  'date',
  'valueDate',
  'reference',
  'number',
  'payee',
  'memo',
  'text',
];

export function guessMoney(
  columns: Columns,
  date: number | null,
  exponent: number,
  usual: DecimalMark,
): MoneyGuess {
  const money = moneyColumns(columns, date);
  const cells = money.flatMap(({ column }) => columns.rows.map((row) => cellOf(row, column)));
  const decimal = decideDecimal(
    cells.filter((cell) => cell !== ''),
    exponent,
    usual,
  );
  const style = { exponent, decimal: decimal.style };
  const found = byName(columns, money) ?? byContent(columns, money, style);
  const flagged = withFlag(columns, found.amount);
  const reading = explainBalances(balancesOf(columns.rows, flagged, found.balance, style));
  const turned = reading?.endsWith('flipped') && flagged.kind === 'signed';
  const amount: AmountColumns = turned ? { ...flagged, flip: true } : flagged;
  const unsigned = amount.kind === 'signed' && columns.facts[amount.column]?.negatives === 0;
  const doubts: readonly (MoneyDoubt | null)[] = [
    found.sure ? null : 'amount',
    decimal.sure ? null : 'decimal-mark',
    unsigned && reading === null ? 'sign' : null,
  ];
  return {
    mapping: { amount, decimal: decimal.style, balance: found.balance },
    doubts: doubts.filter((doubt) => doubt !== null),
  };
}

/** Columns of amounts: those with such a heading, else those with decimals, else any numbers not named otherwise. */
function moneyColumns({ facts, roles }: Columns, date: number | null): readonly ColumnFacts[] {
  const numeric = facts.filter(
    (fact) =>
      fact.column !== date &&
      fact.filled > 0 &&
      fact.amounts >= fact.filled * 0.7 &&
      fact.dates < fact.filled / 2,
  );
  const named = numeric.filter(({ column }) => moneyRoles.some((role) => roles.get(role) === column));
  if (named.some(({ column }) => roles.get('balance') !== column)) return named;
  const other = numeric.filter(({ column }) => !otherRoles.some((role) => roles.get(role) === column));
  const decimals = other.filter((fact) => fact.decimals >= fact.filled / 2);
  return decimals.length > 0 ? decimals : other;
}

function byName({ roles, facts, rows }: Columns, money: readonly ColumnFacts[]): Found | null {
  const named = (role: ColumnRole) => money.find(({ column }) => column === roles.get(role))?.column ?? null;
  const [amount, debit, credit, balance] = [
    named('amount'),
    named('debit'),
    named('credit'),
    named('balance'),
  ];
  const signed =
    amount !== null && ((facts[amount]?.negatives ?? 0) > 0 || debit === null || credit === null);
  if (signed) return { amount: { kind: 'signed', column: amount, flip: false }, balance, sure: true };
  if (debit === null || credit === null) return null;
  return { amount: twoColumns(rows, debit, credit), balance, sure: true };
}

function twoColumns(rows: readonly CsvRow[], debit: number, credit: number): AmountColumns {
  const out = rows.map((row) => cellOf(row, debit)).filter((cell) => /[1-9]/.test(cell));
  const negative = out.filter((cell) => /[-\u2212(]/.test(cell)).length > out.length / 2;
  return { kind: 'two', debit, credit, negative };
}

function byContent({ rows, roles }: Columns, money: readonly ColumnFacts[], style: AmountStyle): Found {
  const balance = money.find(({ column }) => column === roles.get('balance'))?.column ?? null;
  const [first, ...others] = money.map(({ column }) => column).filter((column) => column !== balance);
  if (first === undefined) return { amount: { kind: 'none' }, balance, sure: false };
  const signed = (column: number): AmountColumns => ({ kind: 'signed', column, flip: false });
  if (others.length === 0) return { amount: signed(first), balance, sure: true };
  for (const column of [first, ...others]) {
    const running = [first, ...others].find(
      (other) => other !== column && explainBalances(balancesOf(rows, signed(column), other, style)) !== null,
    );
    if (running !== undefined) return { amount: signed(column), balance: running, sure: true };
  }
  const paired = others.find((other) => isEitherOr(rows, first, other));
  const amount = paired === undefined ? signed(first) : twoColumns(rows, first, paired);
  return { amount, balance, sure: false };
}

/** Whether nearly every row has something in exactly one of the two columns. */
function isEitherOr(rows: readonly CsvRow[], one: number, other: number): boolean {
  const single = rows.filter((row) => (cellOf(row, one) === '') !== (cellOf(row, other) === ''));
  return single.length >= rows.length * 0.9;
}

/** If no amount has a sign and a column says in or out in most rows, that column has the say. */
function withFlag({ facts, roles }: Columns, amount: AmountColumns): AmountColumns {
  const amounts = amount.kind === 'signed' ? facts[amount.column] : undefined;
  if (amounts === undefined || amounts.negatives > 0) return amount;
  const named = new Set(otherRoles.map((role) => roles.get(role)));
  const flag = facts.find((fact) => !named.has(fact.column) && fact.directions >= amounts.filled * 0.6);
  return flag ? { kind: 'flagged', column: amounts.column, flag: flag.column } : amount;
}

function balancesOf(
  rows: readonly CsvRow[],
  amount: AmountColumns,
  balance: number | null,
  style: AmountStyle,
) {
  return rows.slice(0, balancesLookedAt).flatMap((row) => {
    const read = amountOf(row, amount, style);
    const after = parseMoney(cellOf(row, balance), style.exponent, style);
    return read.ok ? [{ amount: read.value, balance: after.ok ? after.value : null }] : [];
  });
}
