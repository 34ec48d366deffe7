'use client';

import { useEffect, useState } from 'react';
import { books } from '@/app/composition/books';
import type { BookError, LedgerId, OpenBook } from '@/app/composition/contract';

export type Opened = { readonly book: OpenBook } | { readonly error: BookError };

/** Has a book open for as long as it is looked at here, and until it is forgotten in another tab; null: not open yet. */
export function useOpened(id: LedgerId): Opened | null {
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    let isOver = false;
    const opening = books.open(id);
    void opening.then((result) => {
      if (!isOver) setOpened(result.ok ? { book: result.value } : { error: result.error });
    });
    const close = () => {
      if (isOver) return;
      isOver = true;
      void opening.then((result) => (result.ok ? result.value.close() : undefined));
    };
    const stopListening = books.onForgotten(id, () => {
      close();
      setOpened({ error: { kind: 'unknown-book' } });
    });
    return () => {
      stopListening();
      close();
    };
  }, [id]);
  return opened;
}
