/** What an import would do to the book, before it does it. */

import type { CsvTable } from '@/lib/ledger/csv';
import {
  checkStatement,
  type JudgedLine,
  judgeLines,
  readLines,
  type StatementCheck,
} from '@/lib/ledger/csv-import';
import type { CsvMapping } from '@/lib/ledger/csv-mapping';
import type { Ledger } from '@/lib/ledger/ledger';
import { currencyExponent } from '@/lib/ledger/money';
import type { Account } from '@/lib/ledger/records';
import { settledBy } from '@/lib/ledger/settled-lines';

export type Verdict = JudgedLine['verdict'];

export interface Review {
  readonly lines: readonly JudgedLine[];
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly statement: StatementCheck | null;
}

/** null where the mapping does not belong to this file. */
export function reviewFile(
  ledger: Ledger,
  account: Account,
  table: CsvTable,
  mapping: CsvMapping,
): Review | null {
  const read = readLines(table, mapping, currencyExponent(account.currency));
  if (!read.ok) return null;
  const isSettled = settledBy(ledger.settledLines());
  const lines = judgeLines(read.value, account.id, (id, date) => {
    const standing = ledger.standing(id);
    return standing === 'absent' && isSettled(account.id, id, date) ? 'settled' : standing;
  });
  const counts = { new: 0, 'already-there': 0, 'deleted-earlier': 0, 'settled-before': 0, unreadable: 0 };
  for (const { verdict } of lines) counts[verdict]++;
  return { lines, counts, statement: checkStatement(read.value) };
}

/** The lines that come in unless a person says otherwise: what was deleted once stays deleted. */
export const comesInByItself = ({ verdict }: JudgedLine): boolean => verdict === 'new';

export const canComeIn = ({ verdict }: JudgedLine): boolean =>
  verdict === 'new' || verdict === 'deleted-earlier';

/** What the book will say at the end of the statement's last day, in minor units. */
export function balanceAfter(
  ledger: Ledger,
  account: Account,
  date: string,
  chosen: readonly JudgedLine[],
): number {
  const register = ledger.register(account.id);
  const last = register.firstAfter(date) - 1;
  const before =
    last < 0 ? account.opening : (register.window(last, last + 1)[0]?.balance ?? account.opening);
  const coming = chosen.flatMap((line) => (line.verdict === 'unreadable' ? [] : [line.imported.fields]));
  return coming.filter((fields) => fields.date <= date).reduce((sum, { amount }) => sum + amount, before);
}

export interface Taken {
  readonly added: number;
  readonly restored: number;
}

/** Writes the chosen lines: the new ones as one action, which one undo takes back, and then what is put back. */
export function takeIn(ledger: Ledger, chosen: readonly JudgedLine[]): Taken | null {
  const fresh = chosen.flatMap((line) => (line.verdict === 'new' ? [line.imported] : []));
  const back = chosen.flatMap((line) => (line.verdict === 'deleted-earlier' ? [line.imported.id] : []));
  const restored = back.length === 0 || ledger.restore(...back).ok;
  const added = ledger.importLines(fresh);
  if (!added.ok || !restored) return null;
  return { added: added.value.added, restored: back.length };
}
