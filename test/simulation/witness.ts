/** Notes what every author wrote, and what it had when writing: the truth that copies are held against. */

import type { Entry } from '@/lib/ledger/entry';
import type { Journal } from '@/lib/ledger/journal';
import type { Reach } from '@/lib/sync/shared-document';

/** One entry, and what else its author had when writing it. */
export interface Written {
  readonly entry: Entry;
  readonly json: string;
  readonly past: Reach;
}

export interface Witness {
  /** By writer, in the order of its journal. */
  readonly written: ReadonlyMap<number, readonly Written[]>;
  watch(journal: Journal): void;
}

export const createWitness = (): Witness => {
  const written = new Map<number, Written[]>();
  return {
    written,
    watch: (journal) => {
      journal.onEntries((sections, origin) => {
        if (origin !== 'local') return;
        for (const { writer, from, entries } of sections) {
          const known = written.get(writer) ?? [];
          written.set(writer, known);
          const past = new Map([...journal.reach(), [writer, from]]);
          for (const [index, entry] of entries.entries())
            known[from + index] = { entry, json: JSON.stringify(entry), past };
        }
      });
    },
  };
};
