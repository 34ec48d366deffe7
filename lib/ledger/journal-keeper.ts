/**
 * Keeps a journal on this device's disk: loads it through the door, stores what is new, and says when all is saved.
 * It does not know IndexedDB (browser-store.ts) nor where new entries come from.
 */

import { type BrowserStore, describeFailure, type StoredUpdate } from './browser-store';
import type { Range } from './door';
import type { Journal } from './journal';
import { fail, ok, type Result } from './result';
import { encodeUpdates, type Section } from './update-codec';

/** With more stored updates than this a book is written anew, as few large ones, when it is opened. */
const COMPACT_ABOVE = 300;

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** Nothing later is stored. What is on the screen is still there, and can be exported. */
  | { readonly kind: 'failed'; readonly detail: string };

export interface StorageError {
  readonly kind: 'no-storage';
  readonly detail: string;
}

export interface JournalKeeper {
  state(): SaveState;
  subscribe(listener: () => void): () => void;
  /** Answers when nothing is waiting to be stored any more, or storing has failed. */
  settled(): Promise<Result<null, StorageError>>;
  /** Stores what is waiting, then listens no more. */
  close(): Promise<Result<null, StorageError>>;
}

export interface Loaded {
  readonly keeper: JournalKeeper;
  /** What the door refused of this device's own store, or else was wrong with it, for the details. */
  readonly refused: readonly string[];
}

/** Admits the updates in whatever order they come, until nothing more can be taken. */
const admitAll = (journal: Journal, updates: readonly StoredUpdate[]): readonly string[] => {
  let waiting = updates;
  for (;;) {
    const refused: string[] = [];
    const gapped: StoredUpdate[] = [];
    const before = journal.entryCount();
    const admissions = journal.admitAll(
      waiting.map(({ bytes }) => bytes),
      'storage',
    );
    for (const [index, admission] of admissions.entries()) {
      const update = waiting[index];
      if (admission.gaps.length > 0 && update !== undefined) gapped.push(update);
      else refused.push(...admission.refused.map(({ reason }) => reason));
    }
    if (gapped.length === 0) return refused;
    if (journal.entryCount() === before) return [...refused, 'entries whose predecessors are not here'];
    waiting = gapped;
  }
};

const keyed = (prefix: string, updates: Iterable<Uint8Array>): StoredUpdate[] =>
  [...updates].map((bytes, index) => ({ key: `${prefix}.${index}`, bytes }));

/** One stored update or more for each range, named by what it holds. */
const updatesOf = (journal: Journal, ranges: readonly Range[]): StoredUpdate[] =>
  ranges.flatMap((range) =>
    keyed(`${range.writer.toString(36)}.${range.from}.${range.to}`, journal.updatesFor([range])),
  );

/** Stores journals, whole or from some place on, in a book that is not open. */
export const storeSections = async (
  store: BrowserStore,
  book: string,
  sections: Iterable<Section>,
): Promise<void> => {
  const updates = [...sections].flatMap((section) => {
    const { writer, from, entries } = section;
    return keyed(`${writer.toString(36)}.${from}.${from + entries.length}`, encodeUpdates([section]));
  });
  await store.putUpdates(book, updates);
};

/** Answers what went wrong, or null: a store without room for this holds the book as well as before. */
const compact = async (
  journal: Journal,
  store: BrowserStore,
  book: string,
  stored: readonly StoredUpdate[],
): Promise<string | null> => {
  const name = `all.${journal.entryCount()}.${journal.writer().toString(36)}`;
  const snapshot = keyed(name, journal.updatesSince(new Map()));
  const keys = stored.map(({ key }) => key);
  try {
    await store.replaceUpdates(book, keys, snapshot);
    return null;
  } catch (error) {
    return `the store could not be written anew: ${describeFailure(error)}`;
  }
};

const load = async (journal: Journal, store: BrowserStore, book: string): Promise<readonly string[]> => {
  const stored = await store.updates(book);
  const refused = admitAll(journal, stored);
  if (stored.length <= COMPACT_ABOVE || refused.length > 0) return refused;
  const trouble = await compact(journal, store, book, stored);
  return trouble === null ? [] : [trouble];
};

/** As a book is stored, to be read: what is written to the journal afterwards is not kept. Rejects if the store cannot be read. */
export const loadJournal = async (journal: Journal, store: BrowserStore, book: string): Promise<Journal> => {
  await load(journal, store, book);
  return journal;
};

/** Loads a book's journal from the store and keeps it there from then on. Rejects if the store cannot be read. */
export const keepJournal = async (journal: Journal, store: BrowserStore, book: string): Promise<Loaded> => {
  const refused = await load(journal, store, book);
  const listeners = new Set<() => void>();
  let state: SaveState = { kind: 'saved' };
  let waiting: Range[] = [];
  let writing: Promise<void> | null = null;

  const become = (next: SaveState): void => {
    if (next.kind === state.kind) return;
    state = next;
    for (const listener of [...listeners]) listener();
  };

  const write = async (): Promise<void> => {
    try {
      while (waiting.length > 0) {
        const ranges = waiting;
        waiting = [];
        await store.putUpdates(book, updatesOf(journal, ranges));
      }
      writing = null;
      become({ kind: 'saved' });
    } catch (error) {
      writing = null;
      // What comes later is not stored either: a journal with a hole would lose all behind it at the next start.
      become({ kind: 'failed', detail: describeFailure(error) });
    }
  };

  const stopListening = journal.onGrowth((ranges, origin) => {
    if (origin === 'storage' || state.kind === 'failed') return;
    waiting.push(...ranges);
    become({ kind: 'saving' });
    // The transaction begins in this very task, so that a page that is closed next has already handed it over.
    writing ??= write();
  });

  const settled = async (): Promise<Result<null, StorageError>> => {
    while (writing !== null) await writing;
    return state.kind === 'failed' ? fail({ kind: 'no-storage', detail: state.detail }) : ok(null);
  };

  return {
    refused,
    keeper: {
      state: () => state,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      settled,
      close: async () => {
        stopListening();
        return settled();
      },
    },
  };
};
