/**
 * Lines from a bank that lie in the book before a clean one: known again, so that no statement counts them twice.
 * It does not know how a clean book is made, nor how a statement is read.
 *
 * A line is known by its id, which is a hash: nothing that it said goes along. As hashes are most of a clean book, they go
 * back to a day; of the accounts that there were, whatever is older counts as settled.
 */

import { addMonths } from './dates';
import type { Fields, RecordId, SettledLines, Transaction } from './records';

/** Banks hand out a year, and a little of the month before. */
const MONTHS_BACK = 13;
/** The day of a line may have been corrected by hand, and its id is made of what the bank says. */
const MONTHS_TO_SPARE = 1;
/** In one record, to keep entries far from their bounds. */
const PORTION = 1_000;

export interface Settling {
  readonly accounts: readonly RecordId[];
  /** All lines from banks that are in the book, deleted ones too. */
  readonly imported: readonly Transaction[];
  /** Those that go along as lines. */
  readonly carried: ReadonlySet<RecordId>;
  /** What this book has taken over of the one before it. */
  readonly earlier: readonly SettledLines[];
  readonly today: string;
}

/** At least one, which says for the accounts from which day on lines are known one by one. */
export const settle = (settling: Settling): readonly Fields<'settled'>[] => {
  const { accounts, imported, carried, earlier, today } = settling;
  const before = addMonths(today, -MONTHS_BACK);
  const oldest = addMonths(before, -MONTHS_TO_SPARE);
  const ids = imported.filter(({ id, date }) => date >= oldest && !carried.has(id)).map(({ id }) => id);
  const portions = Array.from({ length: Math.max(1, Math.ceil(ids.length / PORTION)) }, (_, index) =>
    ids.slice(index * PORTION, (index + 1) * PORTION),
  );
  return [
    ...earlier.filter(({ until }) => until >= oldest).map(({ id: _, deleted: __, ...fields }) => fields),
    ...portions.map((lines) => ({ accounts, before, until: today, lines })),
  ];
};

export type IsSettled = (account: RecordId, line: RecordId, date: string) => boolean;

export const settledBy = (settled: readonly SettledLines[]): IsSettled => {
  const ids = new Set(settled.flatMap(({ lines }) => lines));
  return (account, line, date) =>
    ids.has(line) || settled.some(({ accounts, before }) => date < before && accounts.includes(account));
};

/** The day at whose end the account was taken over, YYYY-MM-DD; null if it began in this book. */
export const takenOverOn = (settled: readonly SettledLines[], account: RecordId): string | null =>
  settled.reduce<string | null>(
    (last, { accounts, until }) =>
      accounts.includes(account) && (last === null || until > last) ? until : last,
    null,
  );
