/** Brings the lines of another copy into an open book: of a file, or of a book on this device. */

import { type BroughtIn, bringIn } from '@/lib/ledger/bring-in';
import { createJournal } from '@/lib/ledger/journal';
import { loadJournal } from '@/lib/ledger/journal-keeper';
import { readLedgerFile } from '@/lib/ledger/ledger-file';
import { fail, type Result } from '@/lib/ledger/result';
import type { Section } from '@/lib/ledger/update-codec';
import { drawWriter } from '../browser';
import type { BookError, Going, LedgerId } from '../contract';
import type { GoingMeans } from '../going';

const journalsOf = async ({ store }: GoingMeans, id: LedgerId): Promise<readonly Section[]> => [
  ...(await loadJournal(createJournal(drawWriter), store, id)).sections(),
];

export const bringInCopy = async (
  means: GoingMeans,
  from: Parameters<Going['bringIn']>[0],
): Promise<Result<BroughtIn, BookError>> => {
  const read = 'text' in from ? readLedgerFile(from.text) : null;
  if (read !== null && !read.ok) return read;
  const sections = read?.value.sections ?? ('ledger' in from ? await journalsOf(means, from.ledger) : []);
  const brought = bringIn(means.journal, sections);
  if (!brought.ok) return fail({ kind: 'unrelated' });
  const kept = await means.keeper.settled();
  return kept.ok ? brought : kept;
};
