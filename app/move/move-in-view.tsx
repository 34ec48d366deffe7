'use client';

import { sayBooks } from '@/app/backup/words';
import type { MoveIn, OfferedBook } from '@/app/composition/move-in';
import { sayCount } from '@/app/sync/words';
import { Button, buttonClass } from '@/app/ui/button';
import { PlainPage } from '@/app/ui/plain-page';
import { useLive } from '@/app/ui/use-live';

/** At the new address: what would come and from where, and nothing before somebody has agreed. */
export function MoveInView({ moveIn }: { readonly moveIn: MoveIn }) {
  const step = useLive(moveIn);
  switch (step.kind) {
    case 'waiting':
      return (
        <PlainPage title="Waiting for the other window">
          <p role="status">It says in a moment what it has.</p>
        </PlainPage>
      );
    case 'asked':
      return <Question moveIn={moveIn} books={step.books} />;
    case 'taking':
      return (
        <PlainPage title="Your books are coming over">
          <p role="status">
            {step.books === 0 ? 'The first one is on its way.' : `${sayBooks(step.books)} so far.`} Leave both
            windows open.
          </p>
        </PlainPage>
      );
    case 'here':
      return (
        <PlainPage title="Your books are here">
          <p role="status">
            All of {sayBooks(step.books) === 'one book' ? 'it' : 'them'}, with everything that can be undone,
            and you are the same person in {step.books === 1 ? 'it' : 'them'}. From now on write here; make a
            new bookmark.
          </p>
          <p>
            <a className={buttonClass('filled')} href="/">
              Open your books
            </a>
          </p>
        </PlainPage>
      );
    case 'failed':
      return (
        <PlainPage title="The books could not be taken over">
          <p role="alert">
            Nothing is lost: they are where they were, at {moveIn.origin}. What has come so far does no harm.
            Try it once more from there.
          </p>
          <p className="text-[0.8125rem] text-soft">{step.detail}</p>
        </PlainPage>
      );
  }
}

function Question({ moveIn, books }: { readonly moveIn: MoveIn; readonly books: readonly OfferedBook[] }) {
  const refuse = () => {
    moveIn.refuse();
    window.close();
  };
  return (
    <PlainPage title="Take these books over?">
      <p>
        They come from <strong className="break-all">{moveIn.origin}</strong>. Take them only if this is where
        you have kept your books, and if you have just asked for it there.
      </p>
      <ul className="border-t border-rule">
        {books.map(({ name, entries, here }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
          <li key={index} className="border-b border-rule py-2">
            <span className="block font-medium">{name || 'A book whose first copy has not come yet'}</span>
            <span className="block text-[0.8125rem] text-soft">
              {sayCount(entries)} entries
              {here ? '; it is here already: what is missing is added, and nothing doubled' : ''}
            </span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3 pt-2">
        <Button look="filled" onClick={moveIn.accept}>
          Take them over
        </Button>
        <Button onClick={refuse}>No, thank you</Button>
      </div>
    </PlainPage>
  );
}
