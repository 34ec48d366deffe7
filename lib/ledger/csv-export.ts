/**
 * Writes the lines of a register as CSV that spreadsheets and this program's own import read.
 * It does not know the ledger: it is given the lines, with the names of their categories.
 */
import Papa from 'papaparse';
import type { CsvMapping } from './csv-mapping';
import { currencyExponent, formatPlain } from './money';

export interface ExportLine {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly payee: string;
  readonly memo: string;
  readonly number: string;
  /** Its name; empty for none. */
  readonly category: string;
  readonly cleared: boolean;
  /** Minor units of the account's currency. */
  readonly amount: number;
  /** After this line, in minor units, opening included. */
  readonly balance: number;
}

const header = ['Date', 'Payee', 'Memo', 'Number', 'Category', 'Cleared', 'Amount', 'Balance'];

/** By its headings the import knows a file as one of ours, and asks nothing about it. */
export const exportMapping: CsvMapping = {
  encoding: 'utf-8',
  delimiter: ',',
  header,
  date: 0,
  dateOrder: 'ymd',
  amount: { kind: 'signed', column: 6, flip: false },
  decimal: '.',
  payee: 1,
  memo: 2,
  number: 3,
  reference: null,
  balance: 7,
};

/** Lines end in CR LF as in RFC 4180, and a byte order mark leads, without which Excel takes UTF-8 for something else. */
export function exportCsv(lines: readonly ExportLine[], currency: string): string {
  const exponent = currencyExponent(currency);
  const rows = lines.map((line) => [
    line.date,
    harmless(line.payee),
    harmless(line.memo),
    harmless(line.number),
    harmless(line.category),
    line.cleared ? 'yes' : '',
    formatPlain(line.amount, exponent),
    formatPlain(line.balance, exponent),
  ]);
  return `\ufeff${Papa.unparse([header, ...rows], { newline: '\r\n' })}\r\n`;
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front; so does one that has it already,
 * so that the import can take exactly one away.
 */
function harmless(text: string): string {
  return /^\s*'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
