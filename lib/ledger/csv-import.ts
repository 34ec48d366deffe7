/**
 * Turns the rows of a bank's file into lines for an account, and judges each against what the book has already.
 * It does not know the book: it asks by id. What becomes of a line is decided by whoever asked.
 */
import { readBankDate } from './bank-date';
import type { ImportedLine } from './commands';
import type { CsvRow, CsvTable } from './csv';
import { amountOf, explainBalances } from './csv-amounts';
import { type CsvMapping, cellOf, dataRows, type OtherColumns } from './csv-mapping';
import { type BankLine, importIds } from './import-id';
import { parseMoney } from './money';
import type { RecordId } from './records';
import { ok, type Result } from './result';

/** One row of the file, and what was read from it. */
export type CsvLine = ReadLine | UnreadableLine;

interface ReadLine {
  readonly kind: 'read';
  /** Where the row begins in the file, from 1. */
  readonly line: number;
  /** As the file has them, to be shown beside what was read. */
  readonly cells: readonly string[];
  readonly says: BankLine;
  /** The bank's balance after the line, in minor units; null if the file does not say. */
  readonly balance: number | null;
}

interface UnreadableLine {
  readonly kind: 'unreadable';
  readonly line: number;
  readonly cells: readonly string[];
  readonly reason: string;
}

/** Longer than any bank's text, and as much as a field of the book holds. */
const longestText = 1000;

/**
 * Reads the rows below the headings, oldest first: a file that runs from new to old is turned round.
 * `exponent` is that of the account's currency.
 */
export function readLines(
  table: CsvTable,
  mapping: CsvMapping,
  exponent: number,
): Result<readonly CsvLine[], OtherColumns> {
  const rows = dataRows(table, mapping);
  if (!rows.ok) return rows;
  const lines = rows.value.map((row) => readRow(row, mapping, exponent));
  return ok(runsBackwards(lines) ? lines.reverse() : lines);
}

function readRow(row: CsvRow, mapping: CsvMapping, exponent: number): CsvLine {
  const { line, cells } = row;
  const unreadable = (reason: string): CsvLine => ({ kind: 'unreadable', line, cells, reason });
  const written = cellOf(row, mapping.date);
  if (mapping.date === null) return unreadable('No column is chosen for the date.');
  if (written === '') return unreadable('There is no date.');
  const date = readBankDate(written, mapping.dateOrder);
  if (date === null)
    return unreadable(`“${written}” is not a date in the order ${orderNames[mapping.dateOrder]}.`);
  const style = { exponent, decimal: mapping.decimal };
  const amount = amountOf(row, mapping.amount, style);
  if (!amount.ok) return unreadable(amount.error.message);
  const text = (column: number | null) => textOf(cellOf(row, column));
  const says: BankLine = {
    date,
    amount: amount.value,
    payee: text(mapping.payee),
    memo: text(mapping.memo),
    number: text(mapping.number),
    reference: text(mapping.reference),
  };
  if ([says.payee, says.memo, says.number].some((value) => value.length > longestText)) {
    return unreadable('A text in it goes on for too long; a quotation mark may be missing.');
  }
  const balance = parseMoney(cellOf(row, mapping.balance), exponent, style);
  return { kind: 'read', line, cells, says, balance: balance.ok ? balance.value : null };
}

const orderNames = { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' } as const;

/** One line of text, without the apostrophe that keeps spreadsheets from taking it for a formula. */
function textOf(cell: string): string {
  const line = cell.replace(/\s+/gu, ' ').trim();
  return /^'+[=+\-@]/.test(line) ? line.slice(1) : line;
}

/** By its dates; where all are of one day, by its balances. */
function runsBackwards(lines: readonly CsvLine[]): boolean {
  const read = lines.filter((line) => line.kind === 'read');
  let later = 0;
  read.forEach(({ says }, at) => {
    const before = read[at - 1]?.says.date ?? says.date;
    if (says.date !== before) later += says.date > before ? 1 : -1;
  });
  if (later !== 0) return later < 0;
  const amounts = read.map(({ says, balance }) => ({ amount: says.amount, balance }));
  return explainBalances(amounts)?.startsWith('up') ?? false;
}

/** What the book knows of a line: `settled` if it lies in the book before. */
export type Presence = 'absent' | 'present' | 'deleted' | 'settled';

export type JudgedLine =
  | (ReadLine & {
      readonly verdict: 'new' | 'already-there' | 'deleted-earlier' | 'settled-before';
      readonly imported: ImportedLine;
    })
  | (UnreadableLine & { readonly verdict: 'unreadable' });

const verdicts = {
  absent: 'new',
  present: 'already-there',
  deleted: 'deleted-earlier',
  settled: 'settled-before',
} as const;

/** Says of every line whether it is new to the account, and under which id it would come in. */
export function judgeLines(
  lines: readonly CsvLine[],
  account: RecordId,
  lookup: (id: RecordId, date: string) => Presence,
): readonly JudgedLine[] {
  const read = lines.filter((line) => line.kind === 'read');
  const ids = importIds(
    account,
    read.map(({ says }) => says),
  );
  let next = 0;
  return lines.map((line): JudgedLine => {
    if (line.kind === 'unreadable') return { ...line, verdict: 'unreadable' };
    const id = ids[next++] ?? '';
    const { date, amount, payee, memo, number } = line.says;
    const imported = { id, fields: { date, account, amount, payee, memo, number } };
    return { ...line, verdict: verdicts[lookup(id, date)], imported };
  });
}

/** What the bank's balances say, in minor units: to be compared with the book's at the same day. */
export interface StatementCheck {
  /** Before the first line that has a balance. */
  readonly opening: number;
  /** After the last line that has one. */
  readonly closing: number;
  /** The day of that last line. */
  readonly date: string;
  /** Lines of the file at which the balance does not follow from the one before: something is missing or misread. */
  readonly breaks: readonly number[];
}

/** Adds up the statement as {@link readLines} gives it; null if the file has no balances. */
export function checkStatement(lines: readonly CsvLine[]): StatementCheck | null {
  const breaks: number[] = [];
  let opening: number | null = null;
  let balance = 0;
  let date = '';
  let since = 0;
  for (const line of lines) {
    if (line.kind === 'unreadable') continue;
    since += line.says.amount;
    if (line.balance === null) continue;
    if (opening === null) opening = line.balance - since;
    else if (balance + since !== line.balance) breaks.push(line.line);
    balance = line.balance;
    date = line.says.date;
    since = 0;
  }
  return opening === null ? null : { opening, closing: balance, date, breaks };
}
