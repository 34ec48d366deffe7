/**
 * Brings the lines of another copy into this one, where both were one book once: same writer and clock, same entry.
 * It does not know where the other copy comes from, nor why the two went different ways.
 */

import type { Entry } from './entry';
import type { Journal } from './journal';
import { fail, ok, type Result } from './result';
import { encodeUpdates, type Section } from './update-codec';
import { sameValue } from './value';

export interface BroughtIn {
  readonly added: number;
  /** Journals that go on differently in the other copy: this copy's own continuation stays, the other one is left out. */
  readonly forked: number;
  /** Why the door turned away what it did, each reason once. */
  readonly refused: readonly string[];
}

/** The two have no entry in common: they never were one book. */
export interface UnrelatedError {
  readonly kind: 'unrelated';
}

type Kinship = 'new' | 'same' | 'forked';

const compare = (journal: Journal, { writer, entries }: Section): Kinship => {
  const here: readonly Entry[] = journal.read(writer, 0, entries.length);
  if (here.length === 0) return 'new';
  return here.every((entry, clock) => sameValue(entry, entries[clock])) ? 'same' : 'forked';
};

/** The sections are whole journals. */
export const bringIn = (
  journal: Journal,
  sections: readonly Section[],
): Result<BroughtIn, UnrelatedError> => {
  const compared = sections.map((section) => ({ section, kinship: compare(journal, section) }));
  if (!compared.some(({ kinship }) => kinship === 'same')) return fail({ kind: 'unrelated' });
  const before = journal.entryCount();
  const wanted = compared.filter(({ kinship }) => kinship !== 'forked').map(({ section }) => section);
  const admissions = journal.admitAll([...encodeUpdates(wanted)], 'file');
  const reasons = admissions.flatMap(({ refused }) => refused.map(({ reason }) => reason));
  return ok({
    added: journal.entryCount() - before,
    forked: sections.length - wanted.length,
    refused: [...new Set(reasons)],
  });
};
