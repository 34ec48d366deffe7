/** Brings the lines of another copy into an open book: of a file, or of a book on this device. */

import { type BroughtIn, bringIn } from '@/lib/ledger/bring-in';
import { createJournal } from '@/lib/ledger/journal';
import { loadJournal } from '@/lib/ledger/journal-keeper';
import { fail, ok, type Result } from '@/lib/ledger/result';
import type { Section } from '@/lib/ledger/update-codec';
import { drawWriter } from '../browser';
import type { BookError, Going, LedgerId } from '../contract';
import type { GoingMeans } from '../going';

const journalsOf = async ({ store }: GoingMeans, id: LedgerId): Promise<readonly Section[]> => [
  ...(await loadJournal(createJournal(drawWriter), store, id)).sections(),
];

const together = (all: readonly BroughtIn[]): BroughtIn => ({
  added: all.reduce((sum, { added }) => sum + added, 0),
  forked: all.reduce((sum, { forked }) => sum + forked, 0),
  refused: [...new Set(all.flatMap(({ refused }) => refused))],
});

export const bringInCopy = async (
  means: GoingMeans,
  from: Parameters<Going['bringIn']>[0],
): Promise<Result<BroughtIn, BookError>> => {
  const copies =
    'copies' in from ? from.copies.map(({ sections }) => sections) : [await journalsOf(means, from.ledger)];
  const brought = copies
    .map((sections) => bringIn(means.journal, sections))
    .flatMap((one) => (one.ok ? [one.value] : []));
  if (brought.length === 0) return fail({ kind: 'unrelated' });
  const kept = await means.keeper.settled();
  return kept.ok ? ok(together(brought)) : kept;
};
