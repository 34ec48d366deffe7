'use client';

import { useBook, useLedger } from '@/app/book/book-context';
import type { NearbyDoor } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { Digits } from '@/app/ui/digits';
import { useNotice } from '@/app/ui/notice';
import { useLive } from '@/app/ui/use-live';
import type { NearbyRequest } from '@/lib/sync/nearby/letting-in';

/** Devices nearby that ask to join: one answers, compares six digits, and lets in or not. */
export function NearbyRequests() {
  const { nearby } = useBook();
  const requests = useLive(nearby);
  return (
    <section aria-label="Asking to join" className="border-b border-rule-strong bg-raised">
      {requests.map((request) => (
        <Asking key={request.ask} request={request} door={nearby} />
      ))}
    </section>
  );
}

interface AskingProps {
  readonly request: NearbyRequest;
  readonly door: NearbyDoor;
}

function Asking({ request, door }: AskingProps) {
  const { ask, name, code, isAnswered } = request;
  const say = useNotice();
  const book = useLedger().settings().name;
  const admit = () => {
    door.admit(ask);
    say({ text: `${name} was let in. The book is on its way to that device.` });
  };
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-rule px-4 py-2.5 last:border-b-0"
    >
      {code === null ? (
        <p className="min-w-0 flex-1 basis-64">
          <strong className="font-semibold">{name}</strong> asks from a device nearby to join “{book}”.
        </p>
      ) : (
        <p className="min-w-0 flex-1 basis-64">
          Does the other device show <Digits code={code} />? Look there yourself, or let it be read to you.
          Who is let in can read and write everything in this book.
        </p>
      )}
      <div className="flex gap-2">
        <Button small onClick={() => door.refuse(ask)}>
          {code === null ? 'Say no' : 'No, keep out'}
        </Button>
        {code === null ? (
          <Button small look="filled" disabled={isAnswered} onClick={() => door.answer(ask)}>
            {isAnswered ? 'One moment' : 'Compare digits'}
          </Button>
        ) : (
          <Button small look="filled" onClick={admit}>
            The same: let in
          </Button>
        )}
      </div>
    </div>
  );
}
