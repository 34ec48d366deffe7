'use client';

import { useState } from 'react';
import { bookHref } from '@/app/book/address';
import { useBook, useLedger } from '@/app/book/book-context';
import type { DrawerState } from '@/app/book/drawers';
import type { Heir } from '@/app/composition/contract';
import { Button, buttonClass } from '@/app/ui/button';
import { wordsFor } from '@/app/ui/error-page';
import { useLive } from '@/app/ui/use-live';
import { explainHeir, sayHeir } from './words';

export interface HeirNotesProps {
  open(drawer: DrawerState): void;
}

/** Where this book goes on, and what this device can do about it: every one that was made, as nobody decides for others. */
export function HeirNotes({ open }: HeirNotesProps) {
  const { going } = useBook();
  const closed = useLedger().isClosed();
  const heirs = useLive(going.heirs);
  return (
    <section
      aria-label="Where this book goes on"
      className={`no-print bg-raised ${closed ? 'border-t-2 border-ink' : 'border-b border-rule-strong'}`}
    >
      {heirs.map((heir) => (
        <HeirNote key={heir.record} heir={heir} open={open} />
      ))}
      {closed ? (
        <p className="px-4 pb-3 text-[0.8125rem] text-soft">
          Something must still be written here?{' '}
          <button type="button" className="link" onClick={going.reopen}>
            Open it once more
          </button>
        </p>
      ) : null}
    </section>
  );
}

function HeirNote({ heir, open }: { readonly heir: Heir; open(drawer: DrawerState): void }) {
  const isOver = heir.how === 'clean' || heir.standing === 'here';
  const mayLeave = isOver || heir.standing === 'left-out';
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="max-w-[46rem] min-w-0 flex-1 basis-72">
        <p className="font-serif text-base leading-snug font-semibold">{sayHeir(heir)}</p>
        <p className="text-[0.875rem] text-soft">{explainHeir(heir)}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {mayLeave ? (
          <Button onClick={() => open({ kind: 'book', step: 'leave' })}>
            {isOver ? 'Erase the old book here' : 'Leave this book'}
          </Button>
        ) : null}
        {heir.standing === 'here' ? (
          <a className={buttonClass('filled')} href={bookHref(heir.ledger)}>
            Open the new book
          </a>
        ) : null}
        {heir.standing === 'offered' ? <Follow heir={heir} /> : null}
      </div>
    </div>
  );
}

/** Never by itself: nobody is moved without knowing. */
function Follow({ heir }: { readonly heir: Heir }) {
  const { going } = useBook();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const follow = async () => {
    setBusy(true);
    const done = await going.follow(heir);
    if (done.ok) {
      window.location.assign(bookHref(done.value));
      return;
    }
    setBusy(false);
    setWrong(
      done.error.kind === 'bad-invite'
        ? 'What was sent to this device could not be opened with its key. Ask for an invite by hand.'
        : wordsFor(done.error).text,
    );
  };
  return (
    <>
      {wrong === null ? null : (
        <p role="alert" className="max-w-80 text-[0.875rem] text-wrong">
          {wrong}
        </p>
      )}
      <Button look="filled" disabled={busy} onClick={() => void follow()}>
        Go on in the new one
      </Button>
    </>
  );
}
