'use client';

import { useState } from 'react';
import { bookHref } from '@/app/book/address';
import { sayMoment } from '@/app/book/history/moment';
import { books } from '@/app/composition/books';
import type { BookCard } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { useNotice } from '@/app/ui/notice';

export interface BookShelfProps {
  readonly books: readonly BookCard[];
  changed(): void;
}

const count = new Intl.NumberFormat('en');

/** The books on this device, the one opened last first. */
export function BookShelf({ books: cards, changed }: BookShelfProps) {
  const sorted = [...cards].sort((a, b) => b.openedAt - a.openedAt);
  return (
    <ul className="mt-8 border-t border-ink">
      {sorted.map((card) => (
        <Shelved key={card.id} card={card} changed={changed} />
      ))}
    </ul>
  );
}

function Shelved({ card, changed }: { readonly card: BookCard; changed(): void }) {
  const say = useNotice();
  const [asking, setAsking] = useState(false);
  const name = card.name || 'A book whose first copy has not come yet';
  const forget = async () => {
    const done = await books.forget(card.id);
    say({
      text: done.ok
        ? `Removed from this device: ${name}.`
        : 'It could not be removed. Close its other tabs first.',
    });
    changed();
  };
  return (
    <li className="border-b border-rule">
      <div className="flex items-center gap-4">
        <a href={bookHref(card.id)} className="group min-w-0 flex-1 py-4 no-underline">
          <span className="block truncate font-serif text-2xl leading-8 font-semibold group-hover:underline group-hover:decoration-1 group-hover:underline-offset-4">
            {name}
          </span>
          <span className="block text-[0.875rem] text-soft">
            {count.format(card.entries)} entries, opened {sayMoment(card.openedAt)}
          </span>
        </a>
        <Button
          small
          look="plain"
          className="text-soft"
          aria-expanded={asking}
          onClick={() => setAsking(!asking)}
        >
          Remove<span className="sr-only"> {name} from this device</span>
        </Button>
      </div>
      {asking ? (
        <div className="flex flex-wrap items-center justify-between gap-3 pb-4">
          <p className="max-w-[26rem]">
            It goes from this device alone; others keep theirs. If nobody else has it, it is gone for good.
          </p>
          <div className="flex gap-2">
            <Button small onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button small look="wrong" onClick={() => void forget()}>
              Remove it
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  );
}
