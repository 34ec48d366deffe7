/**
 * Reads a file's bytes as a table of text cells: which characters it is written in, and what parts the cells.
 * It does not know banks, headings or what a column means.
 */
import Papa from 'papaparse';
import { fail, ok, type Result } from './result';

/** Names as TextDecoder takes them. The first four are recognised; the others can be chosen. */
export const encodings = [
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'gb18030',
  'shift_jis',
  'euc-jp',
] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One row with the number of the line in the file that it begins on, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** Without the blank ones. */
  readonly rows: readonly CsvRow[];
  /** What is broken in the file itself, such as a quote that is never closed, for a person to read. */
  readonly problems: readonly string[];
}

export type CsvError =
  | { readonly kind: 'empty'; readonly message: string }
  | { readonly kind: 'not-text'; readonly message: string };

/** What a person has chosen; the rest is found out. */
export interface CsvChoices {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
}

/** How much of a file is looked at to find out its delimiter. */
const sampleRows = 200;

export function readTable(bytes: Uint8Array, choices: CsvChoices = {}): Result<CsvTable, CsvError> {
  const start = String.fromCharCode(...bytes.subarray(0, 5));
  if (start.startsWith('PK') || start.startsWith('%PDF-') || start.startsWith('\u00d0\u00cf')) {
    const message = 'This is not a CSV file. Save or download it as CSV, and choose that file.';
    return fail({ kind: 'not-text', message });
  }
  const encoding = choices.encoding ?? detectEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n');
  if (text.trim() === '') return fail({ kind: 'empty', message: 'The file is empty.' });
  const delimiter = choices.delimiter ?? detectDelimiter(text);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  const rows = numbered(data);
  const problems = errors.map(({ row, message }) => {
    const line = row === undefined ? undefined : lineOf(data, row);
    return line === undefined ? `${message}.` : `Line ${line}: ${message}.`;
  });
  return ok({ encoding, delimiter, rows, problems });
}

/** A byte order mark decides; then zero bytes, which only UTF-16 has; then whether it is UTF-8 without a fault. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const sample = bytes.subarray(0, 2000);
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) > sample.length / 8) return odd > even ? 'utf-16le' : 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (fault) {
    if (fault instanceof TypeError) return false;
    throw fault;
  }
}

/** The delimiter under which the most rows agree on the most columns; what stands above a bank's table disagrees. */
function detectDelimiter(text: string): Delimiter {
  const said = /^sep=([;,|\t])\n/i.exec(text)?.[1];
  const named = delimiters.find((delimiter) => delimiter === said);
  if (named) return named;
  const scores = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: sampleRows });
    const widths = new Map<number, number>();
    for (const cells of data) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    return Math.max(...[...widths].map(([width, rows]) => (width - 1) * rows));
  });
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
}

function numbered(data: readonly (readonly string[])[]): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  for (const raw of data) {
    const cells = raw.map(clean);
    const isHint = line === 1 && /^sep=/i.test(cells[0] ?? '');
    if (!isHint && cells.some((cell) => cell !== '')) rows.push({ line, cells });
    line += heightOf(raw);
  }
  return rows;
}

function lineOf(data: readonly (readonly string[])[], row: number): number {
  return data.slice(0, row).reduce((line, cells) => line + heightOf(cells), 1);
}

/** A quoted cell may hold line breaks. */
function heightOf(cells: readonly string[]): number {
  return cells.reduce((lines, cell) => lines + (cell.split('\n').length - 1), 1);
}

/** Spaces around a cell mean nothing; `="0012"` is how some banks keep spreadsheets from eating zeros. */
function clean(cell: string): string {
  const trimmed = cell.trim();
  return /^="(.*)"$/s.exec(trimmed)?.[1] ?? trimmed;
}
