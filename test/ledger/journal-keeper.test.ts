import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BrowserStore, openBrowserStore } from '@/lib/ledger/browser-store';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { type JournalKeeper, keepJournal } from '@/lib/ledger/journal-keeper';
import { readLedger, restoreInto, writeLedgerFile } from '@/lib/ledger/ledger-file';
import { createDice, drawWriter } from '../random';
import { must } from './household';
import { openStoreWith } from './store-with-book';

const BOOK = 'home';
let dice = createDice(1);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  dice = createDice(1);
});

const openStore = (): Promise<BrowserStore> => openStoreWith(BOOK);

interface Tab {
  readonly journal: Journal;
  readonly keeper: JournalKeeper;
  readonly store: BrowserStore;
  readonly refused: readonly string[];
}

/** A tab that opens the book, on a store that may be made worse first. */
const openTab = async (worsen = (store: BrowserStore) => store): Promise<Tab> => {
  const store = worsen(await openStore());
  const journal = createJournal(drawWriter(dice));
  return { journal, store, ...(await keepJournal(journal, store, BOOK)) };
};

const write = ({ journal }: Pick<Tab, 'journal'>, count = 1): void => {
  for (let index = 0; index < count; index++) {
    const time = journal.latestTime() + 1;
    journal.append((_, clock) => [[1, time - clock, 0, null, 0, 't', '2026-01-01', 'acc', time, 'shop', 1]]);
  }
};

/** What one tab has, the other hears from it. */
const pass = (from: Tab, to: Tab): void => {
  for (const update of from.journal.updatesSince(to.journal.reach()))
    to.journal.admit(update, 'the other tab');
};

const stored = async () => (await (await openStore()).updates(BOOK)).length;

/** Resolves `putUpdates` only when it is let go. */
const gate = () => {
  const waiting: (() => void)[] = [];
  const slow = (store: BrowserStore): BrowserStore => ({
    ...store,
    putUpdates: async (...what) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      await store.putUpdates(...what);
    },
  });
  return { slow, letGo: () => waiting.splice(0).forEach((resolve) => void resolve()) };
};

describe('a book on this device', () => {
  it('is called saved only when it is on the disk', async () => {
    const { slow, letGo } = gate();
    const tab = await openTab(slow);
    expect(tab.keeper.state()).toEqual({ kind: 'saved' });
    write(tab);
    expect(tab.keeper.state()).toEqual({ kind: 'saving' });
    expect(await stored()).toBe(0);
    letGo();
    await tab.keeper.settled();
    expect(tab.keeper.state()).toEqual({ kind: 'saved' });
    expect(await stored()).toBe(1);
  });

  it('is not called saved while more has come that is not', async () => {
    const { slow, letGo } = gate();
    const tab = await openTab(slow);
    const states: string[] = [];
    tab.keeper.subscribe(() => states.push(tab.keeper.state().kind));
    write(tab);
    write(tab, 3);
    letGo();
    while ((await stored()) === 0) await Promise.resolve();
    expect(tab.keeper.state()).toEqual({ kind: 'saving' });
    letGo();
    await tab.keeper.settled();
    expect(states).toEqual(['saving', 'saved']);
  });

  it('keeps what is written by whoever hears that all is saved', async () => {
    const tab = await openTab();
    let answered = false;
    tab.keeper.subscribe(() => {
      if (tab.keeper.state().kind !== 'saved' || answered) return;
      answered = true;
      write(tab);
    });
    write(tab);
    await tab.keeper.settled();
    expect((await openTab()).journal.entryCount()).toBe(2);
  });

  it('is the same after a reload, under a new writer', async () => {
    const tab = await openTab();
    write(tab, 20);
    await tab.keeper.close();
    const again = await openTab();
    expect(again.journal.digest()).toEqual(tab.journal.digest());
    expect(again.journal.writer()).not.toBe(tab.journal.writer());
    expect(again.refused).toEqual([]);
    write(again);
    await again.keeper.close();
    expect((await openTab()).journal.entryCount()).toBe(21);
  });

  it('comes to no harm when two tabs store the same', async () => {
    const [one, other] = [await openTab(), await openTab()];
    for (let round = 0; round < 10; round++) {
      write(one, 2);
      write(other);
      pass(one, other);
      pass(other, one);
    }
    await Promise.all([one.keeper.settled(), other.keeper.settled()]);
    const again = await openTab();
    expect(again.journal.digest()).toEqual(one.journal.digest());
    expect(again.journal.entryCount()).toBe(30);
  });

  it('is written anew above 300 updates, and loses nothing', async () => {
    const tab = await openTab();
    write(tab, 299);
    await tab.keeper.settled();
    const parts = await Promise.all(
      Array.from({ length: 310 }, async (_, index) => {
        const other = createJournal(drawWriter(dice));
        other.append(() => [[1, 1, 0, null, 0, 't', index]]);
        return [...other.updatesSince(new Map())];
      }),
    );
    for (const part of parts.flat()) {
      tab.journal.admit(part, 'neighbor');
      await tab.keeper.settled();
    }
    expect(await stored()).toBeGreaterThan(300);
    const again = await openTab();
    expect(again.journal.digest()).toEqual(tab.journal.digest());
    expect(await stored()).toBeLessThan(10);
    expect((await openTab()).journal.digest()).toEqual(tab.journal.digest());
  });
});

/** Fills the store with more updates than it keeps before it is written anew. */
const fill = async (tab: Tab): Promise<void> => {
  for (let index = 0; index < 301; index++) {
    write(tab);
    await tab.keeper.settled();
  }
};

describe('a store that is written anew', () => {
  it('keeps what another tab stores at that moment', async () => {
    const one = await openTab();
    await fill(one);
    let before: Promise<unknown> = Promise.resolve();
    const two = await openTab((store) => ({
      ...store,
      replaceUpdates: async (...what) => {
        write(one, 5);
        before = one.keeper.settled();
        await store.replaceUpdates(...what);
      },
    }));
    await before;
    expect(two.journal.entryCount()).toBe(301);
    const again = await openTab();
    expect(again.journal.digest()).toEqual(one.journal.digest());
    expect(again.journal.entryCount()).toBe(306);
  });

  it('keeps all when two tabs do so at once', async () => {
    const one = await openTab();
    await fill(one);
    const [two, three] = await Promise.all([openTab(), openTab()]);
    write(two);
    write(three);
    await Promise.all([two.keeper.settled(), three.keeper.settled()]);
    expect((await openTab()).journal.entryCount()).toBe(303);
  });

  it('opens nevertheless when there is no room for that', async () => {
    const one = await openTab();
    await fill(one);
    const two = await openTab((store) => ({
      ...store,
      replaceUpdates: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
    }));
    expect(two.journal.digest()).toEqual(one.journal.digest());
    expect(two.refused).toEqual([expect.stringContaining('no room')]);
  });
});

describe('a disk that takes no more', () => {
  /** Refuses from the second write on. */
  const failing = (store: BrowserStore): BrowserStore => {
    let writes = 0;
    return {
      ...store,
      putUpdates: (...what) =>
        ++writes === 2
          ? Promise.reject(new DOMException('the disk is full', 'QuotaExceededError'))
          : store.putUpdates(...what),
    };
  };

  it('is said, stores nothing later, and leaves the book whole to be exported', async () => {
    const tab = await openTab(failing);
    for (let index = 0; index < 4; index++) {
      write(tab);
      await tab.keeper.settled();
    }
    expect(tab.keeper.state()).toEqual({
      kind: 'failed',
      detail: expect.stringContaining('the disk is full'),
    });
    expect((await openTab()).journal.entryCount()).toBe(1);
    const file = must(readLedger(JSON.parse(writeLedgerFile(BOOK, 'Home', tab.journal))));
    const restored = createJournal(drawWriter(dice));
    restoreInto(restored, file);
    expect(restored.digest()).toEqual(tab.journal.digest());
  });
});

describe('what is loaded', () => {
  it('passes the door: damaged updates are left out and named', async () => {
    const tab = await openTab();
    write(tab, 3);
    await tab.keeper.close();
    await tab.store.putUpdates(BOOK, [{ key: 'damaged', bytes: new Uint8Array([9, 9, 9]) }]);
    const again = await openTab();
    expect(again.journal.digest()).toEqual(tab.journal.digest());
    expect(again.refused).toEqual([expect.stringContaining('3 bytes that are no update')]);
  });

  it('says so where entries are missing in the middle, and keeps what lies before', async () => {
    const tab = await openTab();
    for (let index = 0; index < 3; index++) {
      write(tab);
      await tab.keeper.settled();
    }
    const keys = (await tab.store.updates(BOOK)).map(({ key }) => key);
    const middle = keys.find((key) => key.split('.')[1] === '1') ?? '';
    await tab.store.replaceUpdates(BOOK, [middle], []);
    const again = await openTab();
    expect(again.journal.entryCount()).toBe(1);
    expect(again.refused).toEqual(['entries whose predecessors are not here']);
  });
});

describe('a book that was forgotten', () => {
  it('does not come back in pieces from a tab that had it open', async () => {
    const tab = await openTab();
    write(tab, 3);
    await tab.keeper.settled();
    const other = must(await openBrowserStore());
    await other.forget(BOOK);
    write(tab);
    await tab.keeper.settled();
    expect(tab.keeper.state()).toMatchObject({ kind: 'failed', detail: expect.stringContaining('removed') });
    expect(await other.updates(BOOK)).toEqual([]);
  });
});
