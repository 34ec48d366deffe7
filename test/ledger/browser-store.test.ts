import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyStacks } from '@/lib/ledger/undo';
import { openStoreWith } from './store-with-book';

const BOOK = 'home';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a book that was forgotten', () => {
  it('is gone whole, and takes nothing more from a tab that had it open', async () => {
    const [tab, other] = [await openStoreWith(BOOK), await openStoreWith(BOOK)];
    await tab.putUndoStacks(BOOK, emptyStacks);
    await other.forget(BOOK);
    await expect(tab.putUndoStacks(BOOK, emptyStacks)).rejects.toThrow('removed');
    expect(await tab.amend(BOOK, { name: 'Home' })).toBe(false);
    expect(await tab.settleIdentity(BOOK, 'drawn')).toBeNull();
    expect([await other.updates(BOOK), await other.undoStacks(BOOK), await other.books()]).toEqual([
      [],
      undefined,
      [],
    ]);
  });
});

describe('the identity of a device in a book', () => {
  it('is the first that any tab has drawn', async () => {
    const [one, two] = [await openStoreWith(BOOK), await openStoreWith(BOOK)];
    expect(await one.settleIdentity(BOOK, 'first')).toBe('first');
    expect(await two.settleIdentity(BOOK, 'second')).toBe('first');
    expect((await two.book(BOOK))?.identity).toBe('first');
  });
});
