'use client';

import { type ChangeEvent, useEffect, useState } from 'react';
import { useBook } from '@/app/book/book-context';
import { sayMoment } from '@/app/book/history/moment';
import { books } from '@/app/composition/books';
import type { BookCard, BookError, Going } from '@/app/composition/contract';
import { sayCount } from '@/app/sync/words';
import { Button, buttonClass } from '@/app/ui/button';
import { wordsFor } from '@/app/ui/error-page';
import type { BroughtIn } from '@/lib/ledger/bring-in';

type Outcome = BroughtIn | BookError | null;

/** Two books that were one come together again: what both have is there once. */
export function BringIn() {
  const { id, going } = useBook();
  const [others, setOthers] = useState<readonly BookCard[]>([]);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(null);
  useEffect(() => {
    void books.list().then((all) => setOthers(all.filter((card) => card.id !== id && card.entries > 0)));
  }, [id]);
  const bring = async (from: Parameters<Going['bringIn']>[0]) => {
    setBusy(true);
    const done = await going.bringIn(from);
    setBusy(false);
    setOutcome(done.ok ? done.value : done.error);
  };
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (file) await bring({ text: await file.text() });
  };
  return (
    <div className="space-y-5">
      <p>
        Somebody went on in the old book, or with a copy of it, and you want one book again. Their lines and
        changes are added to this one; what both have is there once. Where both changed the same line, you are
        asked which one holds.
      </p>
      <label className={`${buttonClass('ruled')} focus-within:outline-2 focus-within:outline-accent`}>
        {busy ? 'Reading …' : 'From a saved copy'}
        <input
          type="file"
          accept="application/json,.json"
          className="sr-only"
          disabled={busy}
          onChange={(event) => void read(event)}
        />
      </label>
      {others.length > 0 ? (
        <section>
          <h4 className="mb-1 text-[0.875rem] font-medium">Or from a book on this device</h4>
          <ul className="border-t border-rule">
            {others.map((card) => (
              <li key={card.id} className="flex items-center gap-3 border-b border-rule py-2">
                <span className="min-w-0 flex-1 leading-5">
                  <span className="block truncate">{card.name}</span>
                  <span className="block text-[0.8125rem] text-soft">
                    {sayCount(card.entries)} entries, opened {sayMoment(card.openedAt)}
                  </span>
                </span>
                <Button small disabled={busy} onClick={() => void bring({ ledger: card.id })}>
                  Bring in<span className="sr-only"> the lines of {card.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div role="status">{outcome === null ? null : <Said outcome={outcome} />}</div>
    </div>
  );
}

function Said({ outcome }: { readonly outcome: BroughtIn | BookError }) {
  if ('kind' in outcome) {
    const { title, text } = wordsFor(outcome);
    return (
      <p className="text-wrong">
        {title}. {text}
      </p>
    );
  }
  const { added, forked, refused } = outcome;
  return (
    <div className="space-y-2">
      <p>
        {added === 0
          ? 'Everything in it is here already.'
          : `${sayCount(added)} ${added === 1 ? 'entry' : 'entries'} came in.`}
      </p>
      {forked === 0 ? null : (
        <p className="text-wrong">
          {forked === 1 ? 'One run of entries goes' : `${forked} runs of entries go`} on differently there, as
          when an old copy of a device is brought back. This book keeps what it has; keep that copy as well.
        </p>
      )}
      {refused.map((reason) => (
        <p key={reason} className="text-[0.8125rem] text-soft">
          Left out: {reason}.
        </p>
      ))}
    </div>
  );
}
