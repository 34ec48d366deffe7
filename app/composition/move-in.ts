/** The new address: takes books over from the window that opened this one, once the person here has agreed. */

import { type BrowserStore, describeFailure } from '@/lib/ledger/browser-store';
import { createJournal } from '@/lib/ledger/journal';
import { keepJournal } from '@/lib/ledger/journal-keeper';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { drawWriter } from './browser';
import type { BookError, Live } from './contract';
import { withStore } from './disk';
import { createLive } from './live';
import { createTalk, type NewWord, type OldWord, readMoveHash, type Talk } from './move-talk';
import { type MovedBook, readMovedBook } from './moved-book';
import { newStoredBook } from './stored-book';

export interface OfferedBook {
  readonly name: string;
  readonly entries: number;
  /** A copy is here already: what is missing is added, and nothing doubled. */
  readonly here: boolean;
}

export type MoveInStep =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'asked'; readonly books: readonly OfferedBook[] }
  | { readonly kind: 'taking'; readonly books: number }
  | { readonly kind: 'here'; readonly books: number }
  | { readonly kind: 'failed'; readonly detail: string };

export interface MoveIn extends Live<MoveInStep> {
  /** From where the books would come; the browser vouches for it. */
  readonly origin: string;
  accept(): void;
  refuse(): void;
  end(): void;
}

interface Incoming {
  readonly book: MovedBook;
  readonly updates: Uint8Array[];
}

const isUpdates = (value: unknown): value is readonly Uint8Array[] =>
  Array.isArray(value) && value.every((update) => update instanceof Uint8Array);

/** A living device of this address stays who it is; a copy without one, or one that moved away from here, goes on as the other. */
const keepBook = async (
  disk: BrowserStore,
  { book: { stored, undo }, updates }: Incoming,
): Promise<Result<null, BookError>> => {
  const here = await disk.book(stored.id);
  const takesOver = here === null || here.device === null || Boolean(here.movedTo);
  await disk.add({ ...newStoredBook({ ledger: stored.id, secret: stored.secret }), name: stored.name });
  const journal = createJournal(drawWriter);
  const { keeper } = await keepJournal(journal, disk, stored.id);
  const [refused] = journal.admitAll(updates, 'file').flatMap((admission) => admission.refused);
  const kept = await keeper.close();
  if (!kept.ok) return kept;
  if (refused !== undefined) return fail({ kind: 'bad-file', detail: refused.reason });
  const { id: _, ...known } = stored;
  const entries = journal.entryCount();
  await disk.amend(stored.id, takesOver ? { ...known, entries, movedTo: null } : { entries });
  if (takesOver) await disk.putUndoStacks(stored.id, undo);
  return ok(null);
};

const offered = (
  word: Extract<OldWord, { say: 'offer' }>,
): Promise<Result<readonly OfferedBook[], BookError>> =>
  withStore(async (disk, refusal) => {
    if (refusal !== null) return fail({ kind: 'no-storage', detail: refusal });
    const books: OfferedBook[] = [];
    for (const { id, name, entries } of word.books) {
      const here = await disk.book(String(id));
      books.push({ name: String(name), entries: Number(entries), here: here !== null && here.entries > 0 });
    }
    return ok(books);
  });

/** null where this window was not opened to take books over. */
export const createMoveIn = (hash: string, opener: Window | null): MoveIn | null => {
  const asked = readMoveHash(hash);
  if (asked === null || opener === null) return null;
  const step = createLive<MoveInStep>({ kind: 'waiting' });
  let agreed = false;
  let incoming: Incoming | null = null;
  const kept = new Set<string>();

  const failed = (detail: string): void => {
    agreed = false;
    talk.say({ say: 'failed', detail });
    step.set({ kind: 'failed', detail });
  };

  const whole = async (): Promise<void> => {
    const arrived = incoming;
    incoming = null;
    if (arrived === null) return failed('entries without a book');
    const done = await withStore((disk) => keepBook(disk, arrived));
    if (!done.ok) return failed('detail' in done.error ? done.error.detail : done.error.kind);
    kept.add(arrived.book.stored.id);
    step.set({ kind: 'taking', books: kept.size });
    talk.say({ say: 'kept' });
  };

  /** Nothing is taken before the person has agreed, whatever the other window says. */
  const take = async (word: OldWord): Promise<void> => {
    if (word.say === 'offer' && step.get().kind === 'waiting') {
      const books = await offered(word);
      if (books.ok) step.set({ kind: 'asked', books: books.value });
      else failed('detail' in books.error ? books.error.detail : books.error.kind);
    }
    if (!agreed) return;
    if (word.say === 'book') {
      const book = readMovedBook(word.book);
      if (book === null) return failed('a book that no WeSpend would send');
      incoming = { book, updates: [] };
      talk.say({ say: 'next' });
    }
    if (word.say === 'piece') {
      if (incoming === null || !isUpdates(word.updates)) return failed('a piece that belongs nowhere');
      incoming.updates.push(...word.updates);
      talk.say({ say: 'next' });
    }
    if (word.say === 'whole') await whole();
    if (word.say === 'done') step.set({ kind: 'here', books: kept.size });
  };

  const talk: Talk<NewWord> = createTalk<NewWord, OldWord>({
    self: window,
    other: opener,
    ...asked,
    hear: (word) => {
      take(word).catch((error: unknown) => failed(describeFailure(error)));
    },
  });
  talk.say({ say: 'ready' });

  return {
    origin: asked.origin,
    get: step.get,
    subscribe: step.subscribe,
    accept: () => {
      agreed = true;
      step.set({ kind: 'taking', books: 0 });
      talk.say({ say: 'accept' });
    },
    refuse: () => talk.say({ say: 'refuse' }),
    end: talk.end,
  };
};
