'use client';

import { useState } from 'react';
import { useBook } from '@/app/book/book-context';
import { saveBook } from '@/app/export/save-book';

/** The whole book as a file, before it goes; and whether it was taken. */
export function useCopy(): { readonly taken: boolean; take(): void } {
  const book = useBook();
  const [taken, setTaken] = useState(false);
  const take = async () => {
    await saveBook(book);
    setTaken(true);
  };
  return { taken, take: () => void take() };
}
