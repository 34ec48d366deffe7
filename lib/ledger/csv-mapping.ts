/**
 * What the columns of a bank's file mean, as plain data that can be remembered for the next file of that bank.
 * It does not know how a mapping is guessed, nor the account that the lines go to.
 */
import type { CsvRow, CsvTable, Delimiter, Encoding } from './csv';
import type { DecimalMark } from './decimal';
import { fail, ok, type Result } from './result';
import type { DateOrder } from './typed-date';

/** Where the amount stands. Columns are counted from 0. */
export type AmountColumns =
  | { readonly kind: 'none' }
  /** One column with signs; `flip` if it counts money out as positive, as some cards do. */
  | { readonly kind: 'signed'; readonly column: number; readonly flip: boolean }
  /** Money out and money in each in a column; `negative` if money out is written with a minus there. */
  | { readonly kind: 'two'; readonly debit: number; readonly credit: number; readonly negative: boolean }
  /** A column without signs, and another one that says which way: D or C, Soll or Haben, Af or Bij. */
  | { readonly kind: 'flagged'; readonly column: number; readonly flag: number };

/** Plain JSON. A column that is null is not in the file, or not wanted. */
export interface CsvMapping {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** The headings as the file has them; empty if it has none. By them a file of the same kind is known again. */
  readonly header: readonly string[];
  readonly date: number | null;
  readonly dateOrder: DateOrder;
  readonly amount: AmountColumns;
  readonly decimal: DecimalMark;
  readonly payee: number | null;
  readonly memo: number | null;
  /** The number of a check. */
  readonly number: number | null;
  /** The bank's own name for the line: part of the line's id. */
  readonly reference: number | null;
  readonly balance: number | null;
}

export interface OtherColumns {
  readonly kind: 'other-columns';
  readonly message: string;
}

/** The rows below the headings; what stands above them belongs to no line. */
export function dataRows(table: CsvTable, mapping: CsvMapping): Result<readonly CsvRow[], OtherColumns> {
  if (mapping.header.length === 0) return ok(table.rows);
  const at = table.rows.findIndex((row) => sameCells(row.cells, mapping.header));
  if (at !== -1) return ok(table.rows.slice(at + 1));
  const message = 'This file has other headings than the one whose columns are remembered.';
  return fail({ kind: 'other-columns', message });
}

/** Whether a remembered mapping is one for a file like this. One without headings fits none: look at it again. */
export function mappingFits(table: CsvTable, mapping: CsvMapping): boolean {
  return mapping.header.length > 0 && dataRows(table, mapping).ok;
}

/** The text of a cell; empty if the column is not there. */
export function cellOf(row: CsvRow, column: number | null): string {
  return column === null ? '' : (row.cells[column] ?? '');
}

function sameCells(cells: readonly string[], header: readonly string[]): boolean {
  return cells.length === header.length && cells.every((cell, at) => cell === header[at]);
}
