/** Gives this device its lasting key in a book, once; what computes it is fetched when it is needed. */

import type { BrowserStore } from '@/lib/ledger/browser-store';
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
