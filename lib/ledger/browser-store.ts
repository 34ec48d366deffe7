/**
 * The books on this device, in IndexedDB: what is known of each, and the updates that its journals are made of.
 * It does not know what an update holds (journal-keeper.ts hands them over), nor when it is time to write.
 */

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { fail, ok, type Result } from './result';
import type { UndoStacks } from './undo';

export interface StoredBook {
  readonly id: string;
  /** The invite's 16 secret bytes; without them the book is not shared. Leaves this device in an invite, a locked copy and a move alone. */
  readonly secret: Uint8Array;
  /** The secret was drawn here, for a copy that held none: an invite to the book brings the one that others have. */
  readonly secretDrawn?: boolean;
  /** Whose invite led here, in words, for as long as the first copy has not come; '' where it is not known. */
  readonly invitedBy: string;
  /** As last seen here; '' while the first copy has not arrived. */
  readonly name: string;
  readonly entries: number;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  /** The device record that this browser writes as; null until somebody is introduced. */
  readonly device: string | null;
  /** A strategy for this device alone; null follows the book's setting. */
  readonly strategy: string | null;
  /** Entries written on this device that nobody else is known to have: writer in base 36 -> [from, to). */
  readonly unshared: Readonly<Record<string, readonly [number, number]>>;
  /** When each other device was last met, and how many of our entries it then lacked. */
  readonly met: Readonly<Record<string, { readonly at: number; readonly lacks: number | null }>>;
  /** The private key of this device in this book, as age writes it; absent until it has one. Leaves in a locked copy or a move alone. */
  readonly identity?: string;
  /** The keys of the book's devices as they were first seen here. */
  readonly keys?: Readonly<Record<string, string>>;
  /** The book that this one follows, for as long as others may have to be told there; absent or null where there is none. */
  readonly follows?: string | null;
  /** The day (YYYY-MM-DD) on which it went on in another book; absent or null while it takes lines itself. */
  readonly wentOn?: string | null;
  /** It has gone on in another book, everybody chosen has followed, and its room is entered no more. */
  readonly retired?: boolean;
  /** When a copy for safekeeping was last made here; absent while none was. */
  readonly copiedAt?: number;
  /** Until when nobody wants to be reminded of that. */
  readonly remindAfter?: number;
  /** Where it lives on, and since when in ms since the epoch: here it neither shares nor takes lines any more. */
  readonly movedTo?: { readonly origin: string; readonly at: number } | null;
}

export interface StoreError {
  readonly kind: 'no-storage';
  readonly detail: string;
}

/** An update in the store. Its key says what it holds, so that two tabs that store the same do so once. */
export interface StoredUpdate {
  readonly key: string;
  readonly bytes: Uint8Array;
}

interface Schema extends DBSchema {
  books: { key: string; value: StoredBook };
  updates: { key: [string, string]; value: Uint8Array };
  undo: { key: string; value: UndoStacks };
}

export interface BrowserStore {
  books(): Promise<StoredBook[]>;
  book(id: string): Promise<StoredBook | null>;
  /** Changes what is known of a book; false if there is none of this id. */
  amend(id: string, change: Partial<Omit<StoredBook, 'id'>>): Promise<boolean>;
  /** Adds a book unless it is here. */
  add(book: StoredBook): Promise<void>;
  /** Gives the book this identity unless it has one, and answers with the one that it has; null if there is no such book. */
  settleIdentity(id: string, drawn: string): Promise<string | null>;
  /** Leaves nothing of the book. What another tab would store for it later is refused. */
  forget(id: string): Promise<void>;
  updates(id: string): Promise<StoredUpdate[]>;
  /** Resolves when the updates are on the disk, not before; rejects if they are not. */
  putUpdates(id: string, updates: readonly StoredUpdate[]): Promise<void>;
  /** Replaces the updates of these keys by others that hold all that they held, in one transaction. */
  replaceUpdates(id: string, keys: readonly string[], by: readonly StoredUpdate[]): Promise<void>;
  undoStacks(id: string): Promise<UndoStacks | undefined>;
  putUndoStacks(id: string, stacks: UndoStacks): Promise<void>;
  close(): void;
}

const upgrade = (database: IDBPDatabase<Schema>): void => {
  database.createObjectStore('books', { keyPath: 'id' });
  database.createObjectStore('updates');
  database.createObjectStore('undo');
};

const rangeOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

const storeOn = (database: IDBPDatabase<Schema>): BrowserStore => {
  /** Strict: the browser answers only when the data has left its own buffers. */
  const writing = (names: ('books' | 'updates' | 'undo')[]) =>
    database.transaction(names, 'readwrite', { durability: 'strict' });

  /** A book that was forgotten in another tab must not come back in pieces. Asked last: the writes are on their way by then. */
  const unlessForgotten = async (
    transaction: ReturnType<typeof writing>,
    id: string,
    writes: readonly Promise<unknown>[],
  ): Promise<void> => {
    const isHere = transaction.objectStore('books').getKey(id);
    const all = Promise.all([...writes, transaction.done]);
    if ((await isHere) === undefined) {
      transaction.abort();
      await Promise.allSettled([...writes, all]);
      throw new Error('the book was removed from this device');
    }
    await all;
  };

  return {
    books: () => database.getAll('books'),
    book: async (id) => (await database.get('books', id)) ?? null,
    amend: async (id, change) => {
      const transaction = writing(['books']);
      const book = await transaction.objectStore('books').get(id);
      if (book !== undefined) await transaction.objectStore('books').put({ ...book, ...change });
      await transaction.done;
      return book !== undefined;
    },
    add: async (book) => {
      const transaction = writing(['books']);
      const known = await transaction.objectStore('books').get(book.id);
      if (known === undefined) await transaction.objectStore('books').put(book);
      await transaction.done;
    },
    settleIdentity: async (id, drawn) => {
      const transaction = writing(['books']);
      const book = await transaction.objectStore('books').get(id);
      const identity = book?.identity ?? drawn;
      if (book !== undefined) await transaction.objectStore('books').put({ ...book, identity });
      await transaction.done;
      return book === undefined ? null : identity;
    },
    forget: async (id) => {
      const transaction = writing(['books', 'updates', 'undo']);
      await Promise.all([
        transaction.objectStore('books').delete(id),
        transaction.objectStore('updates').delete(rangeOf(id)),
        transaction.objectStore('undo').delete(id),
        transaction.done,
      ]);
    },
    updates: async (id) => {
      const transaction = database.transaction('updates');
      const [keys, values] = await Promise.all([
        transaction.store.getAllKeys(rangeOf(id)),
        transaction.store.getAll(rangeOf(id)),
      ]);
      return keys.map(([, key], index) => ({ key, bytes: values[index] ?? new Uint8Array() }));
    },
    putUpdates: async (id, updates) => {
      const transaction = writing(['updates', 'books']);
      const store = transaction.objectStore('updates');
      const writes = updates.map(({ key, bytes }) => store.put(bytes, [id, key]));
      await unlessForgotten(transaction, id, writes);
    },
    replaceUpdates: async (id, keys, by) => {
      const transaction = writing(['updates', 'books']);
      const store = transaction.objectStore('updates');
      await unlessForgotten(transaction, id, [
        ...keys.map((key) => store.delete([id, key])),
        ...by.map(({ key, bytes }) => store.put(bytes, [id, key])),
      ]);
    },
    undoStacks: (id) => database.get('undo', id),
    putUndoStacks: async (id, stacks) => {
      const transaction = writing(['undo', 'books']);
      await unlessForgotten(transaction, id, [transaction.objectStore('undo').put(stacks, id)]);
    },
    close: () => database.close(),
  };
};

export const describeFailure = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Opens the store of this origin. Fails where the browser gives none, as in some private windows. */
export const openBrowserStore = async (name = 'wespend'): Promise<Result<BrowserStore, StoreError>> => {
  try {
    return ok(storeOn(await openDB<Schema>(name, 1, { upgrade })));
  } catch (error) {
    return fail({ kind: 'no-storage', detail: describeFailure(error) });
  }
};
