'use client';

import { useEffect, useState } from 'react';
import { BookProvider } from '@/app/book/book-context';
import { books } from '@/app/composition/books';
import type { BookError, LedgerId, OpenBook } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { wordsFor } from '@/app/ui/error-page';
import { Sheet } from '@/app/ui/sheet';
import { Leave } from './leave';

export interface LeaveSheetProps {
  readonly id: LedgerId;
  readonly name: string;
  onLeft(): void;
  onClose(): void;
}

/** Leaving from the shelf: the book is opened for it, as only then it is known who has it, and the others can be told. */
export function LeaveSheet({ id, name, onLeft, onClose }: LeaveSheetProps) {
  const [opened, setOpened] = useState<{ readonly book: OpenBook } | { readonly error: BookError } | null>(
    null,
  );
  useEffect(() => {
    let gone = false;
    const opening = books.open(id);
    void opening.then((result) => {
      if (!gone) setOpened(result.ok ? { book: result.value } : { error: result.error });
    });
    return () => {
      gone = true;
      void opening.then((result) => (result.ok ? result.value.close() : undefined));
    };
  }, [id]);
  return (
    <Sheet title={`Remove ${name}`} onClose={onClose}>
      {opened === null ? <p className="text-soft">Looking who else has it.</p> : null}
      {opened !== null && 'book' in opened ? (
        <BookProvider value={opened.book}>
          <Leave onLeft={onLeft} />
        </BookProvider>
      ) : null}
      {opened !== null && 'error' in opened ? (
        <Unopened error={opened.error} forget={() => void books.forget(id).then(onLeft)} />
      ) : null}
    </Sheet>
  );
}

function Unopened({ error, forget }: { readonly error: BookError; forget(): void }) {
  return (
    <div className="space-y-5">
      <p>It cannot be opened, so nothing is known of who else has it. {wordsFor(error).text}</p>
      <Button look="wrong" onClick={forget}>
        Remove it unseen
      </Button>
    </div>
  );
}
