/** Statements of an invented bank, as files: for tests that import what a household would download. */
import { addDays } from '@/lib/ledger/dates';
import { formatPlain } from '@/lib/ledger/money';
import { createDice } from '../random';

export interface StatementLine {
  readonly date: string;
  readonly amount: number;
  readonly payee: string;
  readonly memo: string;
  readonly balance: number;
}

export interface Statement {
  readonly opening: number;
  readonly closing: number;
  /** Oldest first. */
  readonly lines: readonly StatementLine[];
}

/** How the invented bank writes its files. `german` runs from new to old, below a preamble, with semicolons. */
export type StatementStyle = 'german' | 'english';

const shops = [
  'Edeka Süd',
  'Bäckerei Groß',
  'Café Tern',
  'Stadtwerke',
  'Bahn & Bus',
  'Apotheke am Markt',
  '=SUM Shop',
];
const memos = ['Kartenzahlung', 'Danke; bis bald', 'Rechnung "4711"', 'Lastschrift, Mandat 12', ''];

/** A year of at least a thousand lines, among them two identical coffees on many days. */
export function createStatement(seed: number, from = '2024-01-01', days = 366): Statement {
  const dice = createDice(seed);
  const opening = 150_000 + dice.below(100_000);
  const lines: StatementLine[] = [];
  let balance = opening;
  const write = (date: string, amount: number, payee: string, memo: string) => {
    balance += amount;
    lines.push({ date, amount, payee, memo, balance });
  };
  for (let day = 0; day < days; day += 1) {
    const date = addDays(from, day);
    if (date.endsWith('-28')) write(date, 298_000, 'Kestrel Engineering', 'Gehalt');
    for (let left = 2 + dice.below(3); left > 0; left -= 1) {
      write(date, -1 * (200 + dice.below(9_000)), dice.pick(shops), dice.pick(memos));
    }
    if (dice.chance(0.3)) {
      write(date, -340, 'Café Tern', 'Kartenzahlung');
      write(date, -340, 'Café Tern', 'Kartenzahlung');
    }
  }
  return { opening, closing: balance, lines };
}

/** The part of a statement that a download from one day to another holds. */
export function between(statement: Statement, from: string, to: string): Statement {
  const lines = statement.lines.filter((line) => line.date >= from && line.date <= to);
  const [first] = lines;
  const opening = first ? first.balance - first.amount : statement.opening;
  return { opening, closing: lines.at(-1)?.balance ?? opening, lines };
}

/** The whole file of a year, with the balance it must end on. */
export function bankStatementCsv(
  seed: number,
  style: StatementStyle,
): { text: string; statement: Statement } {
  const statement = createStatement(seed);
  return { text: statementCsv(statement, style), statement };
}

export function statementCsv({ lines }: Statement, style: StatementStyle): string {
  return style === 'german' ? germanCsv(lines) : englishCsv(lines);
}

function germanCsv(lines: readonly StatementLine[]): string {
  const date = (iso: string) => iso.split('-').reverse().join('.');
  const amount = (minor: number) => formatPlain(minor, 2, ',').replace(/\B(?=(\d{3})+,)/g, '.');
  const rows = lines.map((line) => [
    date(line.date),
    date(line.date),
    'Umsatz',
    line.payee,
    line.memo,
    amount(line.amount),
    amount(line.balance),
  ]);
  const heads = ['Buchungstag', 'Wertstellung', 'Umsatzart', 'Auftraggeber/Empfänger', 'Verwendungszweck'];
  const preamble = [
    'Kontoinhaber;Nora Doyle',
    'IBAN;DE00 1234 5678 9012 3456 78',
    'Zeitraum;01.01.2024 - 31.12.2024',
    '',
  ];
  const table = [[...heads, 'Betrag (EUR)', 'Saldo (EUR)'], ...rows.reverse()];
  return [...preamble, ...table.map((cells) => cells.map(quoted).join(';'))].join('\r\n');
}

function englishCsv(lines: readonly StatementLine[]): string {
  const rows = lines.map(({ date, amount, payee, memo, balance }) => [
    date.split('-').reverse().join('/'),
    payee,
    memo,
    amount < 0 ? formatPlain(-amount, 2) : '',
    amount < 0 ? '' : formatPlain(amount, 2),
    formatPlain(balance, 2),
  ]);
  const header = ['Date', 'Name', 'Description', 'Paid out', 'Paid in', 'Balance'];
  return `${[header, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
}

function quoted(cell: string): string {
  return /[;,"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** As a bank that has not heard of Unicode would save it. */
export function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
