import { type BrowserStore, openBrowserStore } from '@/lib/ledger/browser-store';
import { must } from './household';

/** This device's store, with a book in it that nobody has opened yet. */
export const openStoreWith = async (id: string): Promise<BrowserStore> => {
  const store = must(await openBrowserStore());
  await store.add({
    ...{ id, secret: new Uint8Array(16), invitedBy: '', name: '', entries: 0, openedAt: 0 },
    ...{ device: null, strategy: null, unshared: {}, met: {} },
  });
  return store;
};
