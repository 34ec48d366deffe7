'use client';

import { useBook, useLedger } from '@/app/book/book-context';
import { namesHere } from '@/app/book/sharing-words';
import { HandMeeting } from '@/app/sync/hand-meeting';
import { Receiving } from '@/app/sync/receiving';
import { nameIn } from '@/app/sync/words';
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
  const { sync, invitedBy, byHand } = useBook();
  const snapshot = useLive(sync);
  const names = namesHere(snapshot, null);
  const coming = ledger.entryCount();
  const from = names.length > 0 ? invitedBy || names.join(', ') : null;
  return (
    <PlainPage title="Waiting for the first copy">
      {snapshot.progress === null ? null : <Receiving progress={snapshot.progress} />}
      <p role="status">
        {coming > 0
          ? `It is coming: ${coming} entries so far.`
          : from
            ? `From ${from}: the book follows in a moment.`
            : `Nobody who has the book is near. Open it on ${invitedBy === '' ? 'a device that shares it' : invitedBy}, and this page goes on by itself.`}
      </p>
      {byHand === null || from !== null ? null : (
        <section className="space-y-3 border-t border-rule pt-4">
          <h2 className="text-base">Connect without the home server</h2>
          <HandMeeting meeting={byHand} nameOf={nameIn(snapshot)} invites={false} />
        </section>
      )}
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
