'use client';

import { useState } from 'react';
import { useBook, useLedger } from '@/app/book/book-context';
import { todayHere } from '@/app/book/register/draft';
import { download, fileName } from '@/app/export/download';

/** The whole book as a file, before it goes; and whether it was taken. */
export function useCopy(): { readonly taken: boolean; take(): void } {
  const book = useBook();
  const ledger = useLedger();
  const [taken, setTaken] = useState(false);
  const take = async () => {
    const name = fileName(ledger.settings().name, todayHere());
    download(`${name}.json`, 'application/json', await book.exportJson());
    setTaken(true);
  };
  return { taken, take: () => void take() };
}
