'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { bookHref } from '@/app/book/address';
import { sayMoment } from '@/app/book/history/moment';
import type { BookCard } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { locale } from '@/app/ui/locale';
import { useNotice } from '@/app/ui/notice';
import { formatDate } from '@/lib/ledger/dates';

const LeaveSheet = dynamic(() => import('@/app/succession/leave-sheet').then((module) => module.LeaveSheet), {
  ssr: false,
});

export interface BookShelfProps {
  readonly books: readonly BookCard[];
  changed(): void;
}

const count = new Intl.NumberFormat('en');

/** The books on this device, the one opened last first; those that go on in another one come behind. */
export function BookShelf({ books: cards, changed }: BookShelfProps) {
  const isOver = ({ wentOn }: BookCard) => (wentOn === null ? 0 : 1);
  const sorted = [...cards].sort((a, b) => isOver(a) - isOver(b) || b.openedAt - a.openedAt);
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
  const left = () => {
    setAsking(false);
    say({ text: `Removed from this device: ${name}.` });
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
            {card.wentOn === null
              ? ''
              : `. Closed on ${formatDate(card.wentOn, locale(), 'long')}: it goes on in another book`}
          </span>
        </a>
        <Button small look="plain" className="text-soft" onClick={() => setAsking(true)}>
          Remove<span className="sr-only"> {name} from this device</span>
        </Button>
      </div>
      {asking ? <LeaveSheet id={card.id} name={name} onLeft={left} onClose={() => setAsking(false)} /> : null}
    </li>
  );
}
