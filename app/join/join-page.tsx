'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { bookHref } from '@/app/book/address';
import { loadBookPage, loadWelcome } from '@/app/book/parts';
import { books } from '@/app/composition/books';
import type { BookError } from '@/app/composition/contract';
import { ErrorPage } from '@/app/ui/error-page';
import { PlainPage } from '@/app/ui/plain-page';

const BookPage = dynamic(() => loadBookPage().then((module) => module.BookPage), {
  ssr: false,
  loading: OneMoment,
});

type Reading = 'reading' | 'joined' | BookError;

/**
 * Where an invite leads: it is read, leaves the address bar at once, and the book that it names is opened. The page is not
 * left for that: another one would take its time, and where the browser stores nothing, the book is in this page's memory
 * alone.
 */
export function JoinPage() {
  const [reading, setReading] = useState<Reading>('reading');
  const invite = useRef<string | null>(null);
  useEffect(() => {
    invite.current ??= window.location.hash.slice(1);
    window.history.replaceState(null, '', window.location.pathname);
    // What comes next is fetched while this device writes the invite down.
    Promise.all([loadBookPage(), loadWelcome()]).catch((error: unknown) =>
      console.info(`The next page could not be fetched ahead: ${error}`),
    );
    void books.join(invite.current).then((joined) => {
      if (joined.ok) window.history.replaceState(null, '', bookHref(joined.value));
      setReading(joined.ok ? 'joined' : joined.error);
    });
  }, []);
  if (reading === 'reading') return <OneMoment />;
  return reading === 'joined' ? <BookPage /> : <ErrorPage error={reading} />;
}

function OneMoment() {
  return (
    <PlainPage title="Opening the invite">
      <p className="text-soft">One moment.</p>
    </PlainPage>
  );
}
