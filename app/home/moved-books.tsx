'use client';

import { useState } from 'react';
import { books } from '@/app/composition/books';
import type { BookCard } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { locale } from '@/app/ui/locale';
import { useNotice } from '@/app/ui/notice';
import { formatDate, today } from '@/lib/ledger/dates';

export interface MovedBooksProps {
  readonly books: readonly BookCard[];
  changed(): void;
}

/** What was taken to another address: it is there, and lies here as it was until it is removed. */
export function MovedBooks({ books: cards, changed }: MovedBooksProps) {
  const say = useNotice();
  const [asking, setAsking] = useState(false);
  const moved = cards[0]?.movedTo;
  if (!moved) return null;
  const remove = async () => {
    const done = await Promise.all(cards.map(({ id }) => books.forget(id)));
    say({
      text: done.every(({ ok }) => ok)
        ? 'Removed from this address.'
        : 'Not all could be removed. Close their other tabs first.',
    });
    changed();
  };
  return (
    <section className="mt-8 space-y-3 border-y border-ink py-4">
      <h2 className="text-2xl">Moved to another address</h2>
      <p>
        {cards.map(({ name }) => name || 'A book').join(', ')} moved to{' '}
        <a className="link break-all" href={moved.origin}>
          {moved.origin}
        </a>{' '}
        on {formatDate(today(moved.at), locale(), 'long')}, on this device. What lies here is as it was then,
        and no longer shared.
      </p>
      {asking ? (
        <div className="space-y-3">
          <p>Look there first: if everything is there, what is left here is of no use any more.</p>
          <div className="flex flex-wrap gap-2">
            <Button small onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button small look="wrong" onClick={() => void remove()}>
              Remove it here
            </Button>
          </div>
        </div>
      ) : (
        <Button small onClick={() => setAsking(true)}>
          Remove what is left here
        </Button>
      )}
    </section>
  );
}
