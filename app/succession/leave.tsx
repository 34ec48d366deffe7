'use client';

import { useState } from 'react';
import { useBook, useLedger } from '@/app/book/book-context';
import { books } from '@/app/composition/books';
import { forgetMappings } from '@/app/import/remembered';
import { Button } from '@/app/ui/button';
import { wordsFor } from '@/app/ui/error-page';
import { useLive } from '@/app/ui/use-live';
import { type Holders, holdersOf } from './holders';
import { useCopy } from './use-copy';

/** Nothing of the book stays on this device; who else has it is said first. */
export function Leave({ onLeft }: { onLeft(): void }) {
  const { going, sync } = useBook();
  const ledger = useLedger();
  const holders = holdersOf(useLive(sync));
  const copy = useCopy();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const isSafe = holders.sentences.length > 0 || ledger.isEmpty();
  const leave = async () => {
    setBusy(true);
    const done = await going.leave();
    if (!done.ok) {
      setBusy(false);
      setWrong(wordsFor(done.error).text);
      return;
    }
    if ((await books.list()).length === 0) forgetMappings();
    onLeft();
  };
  return (
    <div className="space-y-5">
      <p>
        This device’s copy, its keys and what can be undone are erased, in all tabs. The others keep theirs.
        To come back you need a new invite.
      </p>
      {ledger.isClosed() ? (
        <p>
          This book goes on in another one. Who was chosen for that and has not come over yet hears of it only
          from those who still keep this one.
        </p>
      ) : null}
      <WhoHasIt holders={holders} isEmpty={ledger.isEmpty()} />
      <div>
        <Button onClick={copy.take}>Save a copy first</Button>
        <p role="status" className="mt-1 min-h-5 text-[0.8125rem] text-soft">
          {copy.taken ? 'The copy was handed to your browser to save.' : ''}
        </p>
      </div>
      <p role="alert" className="text-wrong">
        {wrong}
      </p>
      <Button look="wrong" disabled={busy} onClick={() => void leave()}>
        {busy ? 'Leaving …' : isSafe || copy.taken ? 'Leave, and forget here' : 'Erase the only known copy'}
      </Button>
    </div>
  );
}

function WhoHasIt({ holders, isEmpty }: { readonly holders: Holders; readonly isEmpty: boolean }) {
  const { sentences, alone } = holders;
  if (isEmpty) return <p className="text-soft">No line of it has come to this device yet.</p>;
  if (sentences.length > 0)
    return (
      <ul className="space-y-1 border-l-2 border-accent pl-3">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    );
  return (
    <p role="alert" className="border-l-2 border-wrong bg-wrong-wash px-3 py-2">
      <strong>No other device is known to have all of it.</strong>{' '}
      {alone > 0
        ? `${alone === 1 ? 'One change was' : `${alone} changes were`} made here that nobody else has. Wait until somebody is near, or save a copy.`
        : 'If nobody has it, it is gone for good. Save a copy, or wait until somebody is near.'}
    </p>
  );
}
