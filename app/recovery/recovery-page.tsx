'use client';

import { useEffect, useState } from 'react';
import { bookHref, readAddress } from '@/app/book/address';
import { books } from '@/app/composition/books';
import type { BookError } from '@/app/composition/contract';
import { type Recovery, readRecovery } from '@/app/composition/recovery';
import { Button, buttonClass } from '@/app/ui/button';
import { ErrorPage } from '@/app/ui/error-page';
import { PlainPage } from '@/app/ui/plain-page';
import { useHash } from '@/app/ui/use-hash';
import { Wordmark } from '@/app/ui/wordmark';
import { PaperSheet } from './paper-sheet';

type Reading =
  | { readonly recovery: Recovery; readonly origin: string }
  | { readonly error: BookError }
  | null;

/** The recovery sheet of the book that the address names, as it will be on paper. */
export function RecoveryPage() {
  const hash = useHash();
  const id = hash === null ? null : (readAddress(hash)?.ledger ?? '');
  const [reading, setReading] = useState<Reading>(null);
  useEffect(() => {
    if (id === null) return;
    void Promise.all([readRecovery(id), books.addresses()]).then(([recovery, [origin]]) =>
      setReading(
        recovery.ok
          ? { recovery: recovery.value, origin: origin ?? window.location.origin }
          : { error: recovery.error },
      ),
    );
  }, [id]);
  if (id === null || reading === null)
    return (
      <PlainPage title="Recovery sheet">
        <p className="text-soft">One moment.</p>
      </PlainPage>
    );
  if ('error' in reading) return <ErrorPage error={reading.error} />;
  return (
    <main className="mx-auto w-full max-w-[52rem] px-5 pb-16 print:max-w-none print:p-0">
      <div className="no-print">
        <Wordmark />
        <h1 className="mt-10 text-3xl leading-tight">Recovery sheet</h1>
        <p className="mt-3 max-w-[36rem]">
          Print it, and keep it where you keep papers that matter. It leads back into the book after a device
          is lost or the address of WeSpend has changed, as long as one other device or the home server has
          the book.
        </p>
        <p className="mt-3 max-w-[36rem]">
          It opens the book to whoever holds it, like a key: it has no passphrase. It does not hold the book
          itself; for that, keep a copy in a file, too.
        </p>
        <div className="mt-5 mb-8 flex flex-wrap gap-3">
          <Button look="filled" onClick={() => window.print()}>
            Print the sheet
          </Button>
          <a href={bookHref(id)} className={buttonClass('ruled')}>
            Back to the book
          </a>
        </div>
      </div>
      <PaperSheet {...reading} />
    </main>
  );
}
