'use client';

import { useBook, useLedger } from '@/app/book/book-context';
import { namesHere } from '@/app/book/sharing-words';
import { PlainPage } from '@/app/ui/plain-page';
import { useLive } from '@/app/ui/use-live';
import { IntroduceForm } from './introduce-form';

/** Between an invite and the book: the first copy comes, then one says who one is. */
export function Welcome() {
  const ledger = useLedger();
  const name = ledger.settings().name;
  if (ledger.isEmpty() || ledger.members().length === 0) return <Waiting />;
  return (
    <PlainPage title={name ? `Welcome to ${name}` : 'Welcome'}>
      <IntroduceForm />
    </PlainPage>
  );
}

function Waiting() {
  const ledger = useLedger();
  const snapshot = useLive(useBook().sync);
  const names = namesHere(snapshot, null);
  const coming = ledger.entryCount();
  const from = names.length > 0 ? names.join(', ') : null;
  return (
    <PlainPage title="Waiting for the first copy">
      <p role="status">
        {coming > 0
          ? `It is coming: ${coming} entries so far.`
          : from
            ? `From ${from}: they are here, the book follows in a moment.`
            : 'Nobody who has the book is near. Ask somebody who shares it to open it on their device; this page goes on by itself.'}
      </p>
      <p className="text-soft">
        The invite is kept on this device: you may close this page and come back. Nothing is written
        meanwhile.
      </p>
      <p>
        <a className="link" href="/">
          Go to your books
        </a>
      </p>
    </PlainPage>
  );
}
