'use client';

import { useEffect, useState } from 'react';
import { useBook } from '@/app/book/book-context';
import { books } from '@/app/composition/books';
import { TrustFirst } from '@/app/trust/trust-first';
import { CopyText } from '@/app/ui/copy-text';
import { ChoiceField } from '@/app/ui/field';
import { QrImage } from './qr-image';

type Origins = readonly string[] | null;

/** The invite as a picture for a phone's camera, and as a link to send. */
export function Invite() {
  const book = useBook();
  const [origins, setOrigins] = useState<Origins>(null);
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    void books.addresses().then((found) => setOrigins(found.length > 0 ? found : ownOrigin()));
  }, []);
  if (origins === null) return <p className="text-soft">Looking for an address that others can reach.</p>;
  const origin = origins[chosen];
  if (origin === undefined) return <NoAddress />;
  const link = book.inviteLink(origin);
  return (
    <section className="space-y-5">
      <div>
        <h3 className="mb-1 text-base">Invite somebody, or another device of yours</h3>
        <p className="text-[0.875rem] text-soft">
          Who has this link can read and write everything in this book. Give it only to whom you would give
          the book itself.
        </p>
      </div>
      {origins.length > 1 ? (
        <ChoiceField
          label="Address of this computer, as the other device sees it"
          value={chosen}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {origins.map((one, index) => (
            <option key={one} value={index}>
              {one.replace(/^https?:\/\//u, '')}
            </option>
          ))}
        </ChoiceField>
      ) : null}
      <TrustFirst origin={origin} />
      <QrImage text={link} label="The invite as a QR code" />
      <CopyText label="Link" name="link" text={link} />
    </section>
  );
}

/** The address of this page itself serves, unless it means this very device. */
function ownOrigin(): readonly string[] {
  const { hostname, origin } = window.location;
  const onlyHere = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return onlyHere ? [] : [origin];
}

function NoAddress() {
  return (
    <p>
      This page is open under an address that only this device knows, and the home server tells no other.
      Start WeSpend in a network that the other device is in too, and open People again.
    </p>
  );
}
