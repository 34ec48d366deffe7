'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { OpenBook } from '@/app/composition/contract';
import type { Ledger } from '@/lib/ledger/ledger';

const BookContext = createContext<OpenBook | null>(null);

export const BookProvider = BookContext.Provider;

/** The open book around this component. It does not change while the component lives. */
export function useBook(): OpenBook {
  const book = useContext(BookContext);
  if (!book) throw new Error('useBook outside of a BookProvider');
  return book;
}

/** The ledger of the open book; the component renders again after every batch of changes. */
export function useLedger(): Ledger {
  const { ledger } = useBook();
  useSyncExternalStore(
    (listener) => ledger.subscribe(listener),
    () => ledger.version(),
    () => ledger.version(),
  );
  return ledger;
}
