/**
 * A store that lasts as long as the page: where the browser refuses to store, and for the demo.
 * It does not know why nothing lasts; whoever uses it says so to the person.
 */

import type { BrowserStore, StoredBook } from './browser-store';
import type { UndoStacks } from './undo';

export const createMemoryStore = (): BrowserStore => {
  const kept = new Map<string, StoredBook>();
  const updates = new Map<string, Map<string, Uint8Array>>();
  const undo = new Map<string, UndoStacks>();

  const updatesOf = (id: string): Map<string, Uint8Array> => {
    const known = updates.get(id) ?? new Map<string, Uint8Array>();
    updates.set(id, known);
    return known;
  };

  return {
    books: async () => [...kept.values()],
    book: async (id) => kept.get(id) ?? null,
    amend: async (id, change) => {
      const book = kept.get(id);
      if (book !== undefined) kept.set(id, { ...book, ...change });
      return book !== undefined;
    },
    add: async (book) => {
      if (!kept.has(book.id)) kept.set(book.id, book);
    },
    settleIdentity: async (id, drawn) => {
      const book = kept.get(id);
      if (book === undefined) return null;
      const identity = book.identity ?? drawn;
      kept.set(id, { ...book, identity });
      return identity;
    },
    forget: async (id) => {
      kept.delete(id);
      updates.delete(id);
      undo.delete(id);
    },
    updates: async (id) => [...updatesOf(id)].map(([key, bytes]) => ({ key, bytes })),
    putUpdates: async (id, added) => {
      for (const { key, bytes } of added) updatesOf(id).set(key, bytes);
    },
    replaceUpdates: async (id, keys, by) => {
      for (const key of keys) updatesOf(id).delete(key);
      for (const { key, bytes } of by) updatesOf(id).set(key, bytes);
    },
    undoStacks: async (id) => undo.get(id),
    putUndoStacks: async (id, stacks) => {
      undo.set(id, stacks);
    },
    close: () => undefined,
  };
};
