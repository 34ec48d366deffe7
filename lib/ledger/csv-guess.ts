/**
 * Guesses what the columns of a bank's file mean, and says what a person should look at before trusting it.
 * It does not read the lines (csv-import.ts), nor remember mappings.
 */
import type { CsvTable } from './csv';
import { type Columns, factsOf, findHeader, rolesOf, sampleOf } from './csv-columns';
import { exportMapping } from './csv-export';
import { guessMoney, type MoneyDoubt } from './csv-guess-money';
import { type AmountColumns, type CsvMapping, cellOf, mappingFits } from './csv-mapping';
import { decideDateOrder } from './csv-style';
import type { ColumnRole } from './csv-words';
import type { DecimalMark } from './decimal';
import type { DateOrder } from './typed-date';

/** What the file leaves open: to be asked, not passed over. */
export type CsvDoubt = 'date' | 'date-order' | MoneyDoubt;

export interface CsvGuess {
  readonly mapping: CsvMapping;
  readonly doubts: readonly CsvDoubt[];
}

/** How many decimals the account's currency has, and what is usual where the reader lives. */
export interface GuessHints {
  readonly exponent: number;
  readonly dateOrder: DateOrder;
  readonly decimal: DecimalMark;
}

export function guessMapping(table: CsvTable, hints: GuessHints): CsvGuess {
  const { encoding, delimiter } = table;
  const ours = { ...exportMapping, encoding, delimiter };
  if (mappingFits(table, ours)) return { mapping: ours, doubts: [] };
  const headerAt = findHeader(table.rows);
  const header = table.rows[headerAt]?.cells ?? [];
  const rows = table.rows.slice(headerAt + 1);
  const sample = sampleOf(rows);
  const width = rows.reduce((widest, row) => Math.max(widest, row.cells.length), header.length);
  const facts = Array.from({ length: width }, (_, column) => factsOf(sample, column));
  const columns = { rows, roles: rolesOf(header), facts };

  const date = findDate(columns);
  const dates = rows.map((row) => cellOf(row, date)).filter((cell) => cell !== '');
  const order = decideDateOrder(dates, hints.dateOrder);
  const money = guessMoney(columns, date, hints.exponent, hints.decimal);
  const { amount, balance } = money.mapping;
  const mapping: CsvMapping = {
    encoding: table.encoding,
    delimiter: table.delimiter,
    header,
    date,
    dateOrder: order.style,
    ...money.mapping,
    ...findTexts(columns, new Set([date, balance, ...columnsOf(amount)])),
  };
  const ofDate: readonly CsvDoubt[] = date === null ? ['date'] : order.sure ? [] : ['date-order'];
  return { mapping, doubts: [...ofDate, ...money.doubts] };
}

function findDate({ roles, facts }: Columns): number | null {
  const holdsDates = (column: number | undefined) => {
    const fact = column === undefined ? undefined : facts[column];
    return fact !== undefined && fact.filled > 0 && fact.dates >= fact.filled * 0.7;
  };
  const named = [roles.get('date'), roles.get('valueDate')].find(holdsDates);
  return named ?? facts.find(({ column }) => holdsDates(column))?.column ?? null;
}

/** A description stands for the payee where no column names one, else for the memo. */
function findTexts({ roles, facts }: Columns, taken: ReadonlySet<number | null>) {
  const free = (...wanted: readonly ColumnRole[]) => {
    const columns = wanted.map((role) => roles.get(role)).filter((column) => column !== undefined);
    return columns.find((column) => !taken.has(column) && (facts[column]?.filled ?? 0) > 0) ?? null;
  };
  const wordy = facts.find(({ column, filled, amounts, dates, directions }) => {
    const other = amounts + dates + directions;
    return !taken.has(column) && filled > 0 && other < filled / 2;
  });
  const payee = free('payee', 'text', 'memo') ?? wordy?.column ?? null;
  const rest = [free('memo'), free('text')].filter((column) => column !== payee);
  const memo = rest.find((column) => column !== null) ?? null;
  return { payee, memo, number: free('number'), reference: free('reference') };
}

function columnsOf(amount: AmountColumns): readonly number[] {
  switch (amount.kind) {
    case 'none':
      return [];
    case 'signed':
      return [amount.column];
    case 'two':
      return [amount.debit, amount.credit];
    case 'flagged':
      return [amount.column, amount.flag];
  }
}
