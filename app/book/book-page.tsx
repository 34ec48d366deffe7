'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { books } from '@/app/composition/books';
import { onMoved } from '@/app/composition/moved-news';
import { ErrorPage } from '@/app/ui/error-page';
import { NoticeProvider } from '@/app/ui/notice';
import { PlainPage } from '@/app/ui/plain-page';
import { useHash } from '@/app/ui/use-hash';
import { readAddress } from './address';
import { BookProvider, useBook, useLedger } from './book-context';
import { BookView } from './book-view';
import { fetchPartsSoon, loadWelcome } from './parts';
import { useOpened } from './use-opened';

const Welcome = dynamic(() => loadWelcome().then((module) => module.Welcome), { ssr: false });

/** The book that the address names. */
export function BookPage() {
  const hash = useHash();
  if (hash === null) return <Opening />;
  const address = readAddress(hash);
  if (!address) return <ErrorPage error={{ kind: 'unknown-book' }} />;
  return <Opened key={address.ledger} id={address.ledger} />;
}

function Opened({ id }: { readonly id: string }) {
  const opened = useOpened(id);
  useEffect(
    () =>
      onMoved(() => {
        void books.list().then((cards) => {
          if (cards.some((card) => card.id === id && card.movedTo !== null)) window.location.reload();
        });
      }),
    [id],
  );
  if (opened === null) return <Opening />;
  if ('error' in opened) return <ErrorPage error={opened.error} />;
  return (
    <BookProvider value={opened.book}>
      <NoticeProvider>
        <KnownBook />
      </NoticeProvider>
    </BookProvider>
  );
}

/** A book can be written in once a first copy is here and it is known who writes. */
function KnownBook() {
  const ledger = useLedger();
  const book = useBook();
  useEffect(() => fetchPartsSoon(book), [book]);
  return ledger.identity() ? <BookView /> : <Welcome />;
}

function Opening() {
  return (
    <PlainPage title="Opening the book">
      <p className="text-soft">It lies on this device: no network is needed for it.</p>
    </PlainPage>
  );
}
