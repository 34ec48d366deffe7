/**
 * How big a book is, year by year, and what it comes to at the pace of the last twelve months. All of it is counted.
 * It does not know what is too big: whoever shows it does.
 */

import * as encoding from 'lib0/encoding';
import { type Entry, isReadable, wallTimeOf } from './entry';
import type { Journal } from './journal';

export interface Amount {
  readonly entries: number;
  readonly bytes: number;
}

export interface BookSize extends Amount {
  /** By the year in which they were written, the earliest first; years without any are left out. */
  readonly years: readonly (Amount & { readonly year: number })[];
  readonly lastTwelveMonths: Amount;
  readonly inFiveYears: Amount;
}

const YEAR_MS = 365.25 * 86_400_000;
const YEARS_AHEAD = 5;

const nothing: Amount = { entries: 0, bytes: 0 };

const plus = (amount: Amount, bytes: number): Amount => ({
  entries: amount.entries + 1,
  bytes: amount.bytes + bytes,
});

/** What each entry weighs on its way and on the disk. */
function* weighed(entries: readonly Entry[]): Generator<{ readonly entry: Entry; readonly bytes: number }> {
  const encoder = encoding.createEncoder();
  let before = 0;
  for (const entry of entries) {
    encoding.writeAny(encoder, entry as never);
    const after = encoding.length(encoder);
    yield { entry, bytes: after - before };
    before = after;
  }
}

/** `now`: wall clock in ms since the epoch. */
export const sizeOf = (journal: Journal, now: number): BookSize => {
  const years = new Map<number, Amount>();
  let all = nothing;
  let recent = nothing;
  for (const { entries } of journal.sections()) {
    for (const { entry, bytes } of weighed(entries)) {
      all = plus(all, bytes);
      // Of an entry of a later version nothing is known but that it is here.
      const at = isReadable(entry) ? Math.min(wallTimeOf(entry), now) : now;
      const year = new Date(at).getUTCFullYear();
      years.set(year, plus(years.get(year) ?? nothing, bytes));
      if (now - at < YEAR_MS) recent = plus(recent, bytes);
    }
  }
  return {
    ...all,
    years: [...years]
      .map(([year, amount]) => ({ year, ...amount }))
      .sort((one, other) => one.year - other.year),
    lastTwelveMonths: recent,
    inFiveYears: {
      entries: all.entries + YEARS_AHEAD * recent.entries,
      bytes: all.bytes + YEARS_AHEAD * recent.bytes,
    },
  };
};
