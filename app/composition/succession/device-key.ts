/** Gives this device its lasting key in a book, once; what computes it is fetched when it is needed. */

import type { BrowserStore } from '@/lib/ledger/browser-store';
import type { Ledger } from '@/lib/ledger/ledger';
import type { LedgerId } from '../contract';

/** The public key; null where it could not be made or kept, which bars nobody from the book: it is tried again. */
export const settleDeviceKey = async (store: BrowserStore, book: LedgerId): Promise<string | null> => {
  try {
    const { newIdentity, recipientOf } = await import('./device-identity');
    const identity = await store.settleIdentity(book, newIdentity());
    return identity === null ? null : recipientOf(identity);
  } catch (error) {
    console.info(`This device has no key in the book yet: ${error}`);
    return null;
  }
};

/** The book itself comes first. */
const KEY_AFTER_MS = 2_000;

/** A device from before devices had keys says its own, once. Gives back how to call it off. */
export const sayKeySoon = (store: BrowserStore, book: LedgerId, ledger: Ledger): (() => void) => {
  const timer = setTimeout(() => {
    const device = ledger.identity()?.device;
    if (device === undefined || device.key) return;
    void settleDeviceKey(store, book).then((key) => {
      if (key !== null) ledger.note('device', device.id, { key });
    });
  }, KEY_AFTER_MS);
  return () => clearTimeout(timer);
};
