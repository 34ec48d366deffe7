/** What this device stores of an open book beside its entries: kept as of now, and asked when it may remind of a copy. */

import type { BrowserStore, StoredBook } from '@/lib/ledger/browser-store';
import { noteKeys } from '@/lib/ledger/device-keys';
import type { Journal } from '@/lib/ledger/journal';
import type { Ledger } from '@/lib/ledger/ledger';
import type { OpenBook } from './contract';

export interface BookRowNeeds {
  readonly stored: StoredBook;
  readonly store: BrowserStore;
  readonly journal: Journal;
  readonly ledger: Ledger;
}

export interface BookRow extends Pick<OpenBook, 'remindAfter' | 'remindLater'> {
  /** What cannot be stored is a loss of comfort, and no more. */
  amend(change: Partial<StoredBook>): void;
  /** Rejects if the book is not on this device any more. */
  now(): Promise<StoredBook>;
  /** Stores what is known last. */
  close(): void;
}

const REMEMBER_EVERY_MS = 1_000;
const MONTH_MS = 30 * 86_400_000;

export const createBookRow = ({ stored, store, journal, ledger }: BookRowNeeds): BookRow => {
  const { id } = stored;
  const seen = stored.keys ?? {};
  let keys = noteKeys(ledger, seen);
  let timer: ReturnType<typeof setTimeout> | null = null;

  const amend = (change: Partial<StoredBook>): void => {
    store.amend(id, change).catch((error: unknown) => {
      console.warn(`A setting of this device was not stored: ${error}`);
    });
  };

  /** What is shown of the book while it is closed, and the keys as they were seen first. */
  const remember = (): void => {
    timer = null;
    keys = noteKeys(ledger, keys);
    amend({ name: ledger.settings().name, entries: journal.entryCount(), keys });
  };
  const stopListening = ledger.subscribe(() => {
    timer ??= setTimeout(remember, REMEMBER_EVERY_MS);
  });
  if (keys !== seen) amend({ keys });

  return {
    amend,
    now: async () => {
      const row = await store.book(id);
      if (row === null) throw new Error('the book was removed from this device');
      return row;
    },
    remindAfter: async () => {
      const { copiedAt = 0, remindAfter = 0 } = (await store.book(id)) ?? stored;
      return Math.max(remindAfter, copiedAt === 0 ? 0 : copiedAt + MONTH_MS);
    },
    remindLater: async () => {
      await store.amend(id, { remindAfter: Date.now() + MONTH_MS });
    },
    close: () => {
      stopListening();
      if (timer !== null) clearTimeout(timer);
      remember();
    },
  };
};
