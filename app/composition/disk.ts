/** The disk of this browser, opened once for each page. */

import { type BrowserStore, describeFailure, openBrowserStore } from '@/lib/ledger/browser-store';
import { createMemoryStore } from '@/lib/ledger/memory-store';
import { fail, type Result } from '@/lib/ledger/result';
import type { BookError } from './contract';

interface Disk {
  readonly store: BrowserStore;
  /** Why nothing on it outlives the page; null where it does. */
  readonly refusal: string | null;
}

let opening: Promise<Disk> | null = null;

/** Where the browser refuses to store, a book can still be read, shared and exported while the page is open. */
const openDisk = async (): Promise<Disk> => {
  const opened = await openBrowserStore();
  return opened.ok
    ? { store: opened.value, refusal: null }
    : { store: createMemoryStore(), refusal: opened.error.detail };
};

/** Runs with the store; whatever the disk refuses, or goes wrong, becomes an error that a person can read. */
export const withStore = async <Value, Failure extends { readonly kind: string } = never>(
  run: (store: BrowserStore, refusal: string | null) => Promise<Result<Value, BookError | Failure>>,
): Promise<Result<Value, BookError | Failure>> => {
  opening ??= openDisk();
  const { store, refusal } = await opening;
  try {
    return await run(store, refusal);
  } catch (error) {
    const detail = describeFailure(error);
    if (error instanceof DOMException) return fail({ kind: 'no-storage', detail });
    console.error(error);
    return fail({ kind: 'defect', detail });
  }
};
