'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { bookHref } from '@/app/book/address';
import { loadWelcome } from '@/app/book/parts';
import { books } from '@/app/composition/books';
import type { BookError } from '@/app/composition/contract';
import { ErrorPage } from '@/app/ui/error-page';
import { PlainPage } from '@/app/ui/plain-page';

/** Where an invite leads: it is read, leaves the address bar at once, and the book that it names is opened. */
export function JoinPage() {
  const router = useRouter();
  const [error, setError] = useState<BookError | null>(null);
  const invite = useRef<string | null>(null);
  useEffect(() => {
    invite.current ??= window.location.hash.slice(1);
    window.history.replaceState(null, '', window.location.pathname);
    // What comes next is fetched while this device writes the invite down.
    router.prefetch('/book/');
    loadWelcome().catch((error: unknown) =>
      console.info(`The next page could not be fetched ahead: ${error}`),
    );
    void books.join(invite.current).then((joined) => {
      // Without leaving the page: where the browser stores nothing, the book is in its memory alone.
      if (joined.ok) router.replace(bookHref(joined.value));
      else setError(joined.error);
    });
  }, [router]);
  if (error) return <ErrorPage error={error} />;
  return (
    <PlainPage title="Opening the invite">
      <p className="text-soft">One moment.</p>
    </PlainPage>
  );
}
