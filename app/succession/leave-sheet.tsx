'use client';

import { useState } from 'react';
import { BookProvider } from '@/app/book/book-context';
import { useOpened } from '@/app/book/use-opened';
import { books } from '@/app/composition/books';
import type { BookError, LedgerId } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { sayError, wordsFor } from '@/app/ui/error-page';
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
  const opened = useOpened(id);
  return (
    <Sheet title={`Remove ${name}`} onClose={onClose}>
      {opened === null ? <p className="text-soft">Looking who else has it.</p> : null}
      {opened !== null && 'book' in opened ? (
        <BookProvider value={opened.book}>
          <Leave onLeft={onLeft} />
        </BookProvider>
      ) : null}
      {opened !== null && 'error' in opened ? (
        <Unopened id={id} error={opened.error} onLeft={onLeft} />
      ) : null}
    </Sheet>
  );
}

interface UnopenedProps {
  readonly id: LedgerId;
  readonly error: BookError;
  onLeft(): void;
}

function Unopened({ id, error, onLeft }: UnopenedProps) {
  const [wrong, setWrong] = useState<string | null>(null);
  const forget = async () => {
    const done = await books.forget(id);
    if (done.ok) onLeft();
    else setWrong(sayError(done.error));
  };
  return (
    <div className="space-y-4">
      <p>It cannot be opened, so nothing is known of who else has it. {wordsFor(error).text}</p>
      <p role="alert" className="text-wrong">
        {wrong}
      </p>
      <Button look="wrong" onClick={() => void forget()}>
        Remove it unseen
      </Button>
    </div>
  );
}
