'use client';

import { useEffect, useState } from 'react';
import { books } from '@/app/composition/books';
import type { BookCard } from '@/app/composition/contract';
import { AUTHORITY_FILE, isTrusted, offeredFingerprint } from '@/app/composition/home-server';
import { PlainHttp } from '@/app/offline/plain-http';
import { buttonClass } from '@/app/ui/button';
import { PlainPage } from '@/app/ui/plain-page';
import { BooksLeft } from './books-left';
import { looksForBooks, safeHref } from './safe-href';
import { type SystemName, systemNames, systemOf, systems } from './systems';
import { OpenSafely, TrustCheck } from './trust-check';

interface Found {
  readonly trusted: boolean;
  /** null: this home server has nothing that could be trusted. */
  readonly fingerprint: string | null;
  /** Books on this device under the plain address. */
  readonly left: readonly BookCard[];
}

const look = async (): Promise<Found> => {
  const [trusted, fingerprint, shelf] = await Promise.all([isTrusted(), offeredFingerprint(), books.list()]);
  return {
    trusted,
    fingerprint,
    left: window.isSecureContext ? [] : shelf.filter(({ movedTo }) => movedTo === null),
  };
};

/** Where a device learns to trust the home server; one that does already is sent on at once. */
export function TrustPage() {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    void look().then((seen) => {
      const { location } = window;
      const stays = location.protocol === 'https:' || (seen.left.length > 0 && looksForBooks(location));
      if (seen.trusted && !stays) location.replace(safeHref(location));
      else setFound(seen);
    });
  }, []);
  if (found === null)
    return (
      <PlainPage title="Looking for the safe address">
        <p className="text-soft">One moment.</p>
      </PlainPage>
    );
  if (found.fingerprint === null && !found.trusted)
    return (
      <PlainPage title="No safe address here">
        <PlainHttp />
      </PlainPage>
    );
  return found.trusted ? <Trusted found={found} /> : <Stranger found={found} />;
}

function Stranger({ found: { fingerprint, left } }: { readonly found: Found }) {
  return (
    <PlainPage title="Trust this computer, once">
      <p>
        Under its safe address WeSpend opens without the home server, can be installed, and nobody in the
        network can read along. Each device has to be told once that this computer may be trusted.
      </p>
      {fingerprint === null ? null : <Lesson fingerprint={fingerprint} />}
      <TrustCheck />
      {left.length > 0 ? <BooksLeft books={left} /> : null}
    </PlainPage>
  );
}

function Trusted({ found: { fingerprint, left } }: { readonly found: Found }) {
  return (
    <PlainPage title="This device trusts the home server">
      <OpenSafely />
      {left.length > 0 ? <BooksLeft books={left} /> : null}
      {fingerprint === null ? null : (
        <details className="border-t border-rule pt-3">
          <summary className="font-medium">How a device learns that</summary>
          <div className="space-y-4">
            <Lesson fingerprint={fingerprint} />
          </div>
        </details>
      )}
    </PlainPage>
  );
}

function Lesson({ fingerprint }: { readonly fingerprint: string }) {
  const own = systemOf(navigator.userAgent, navigator.maxTouchPoints);
  return (
    <>
      <h2 className="pt-4 text-xl">1. Take the certificate</h2>
      <p>
        <a href={AUTHORITY_FILE} download="wespend-authority.crt" className={buttonClass('filled')}>
          Download the certificate
        </a>
      </p>
      <p>
        Do this in a network that you know, and compare these letters with those that the home server shows
        where it was started. Many systems show them once more before they trust a certificate: those count.
        If any differ, somebody is between you and the home server: stop here.
      </p>
      <p className="max-w-80 text-[0.875rem] leading-relaxed tabular-nums">
        {fingerprint.match(/.{1,24}/gu)?.map((part) => (
          <span key={part} className="inline-block">
            {part}
          </span>
        ))}
      </p>
      <p className="text-[0.875rem] text-soft">
        It holds for addresses at home alone: nobody can pass for a bank, or for any other place on the
        internet, with it.
      </p>
      <h2 className="pt-4 text-xl">2. Tell this device</h2>
      <Steps name={own} />
      <div className="border-t border-rule">
        {systemNames
          .filter((name) => name !== own)
          .map((name) => (
            <details key={name} className="border-b border-rule py-3">
              <summary className="font-medium">{systems[name].title}</summary>
              <div className="pt-3">
                <StepList name={name} />
              </div>
            </details>
          ))}
      </div>
    </>
  );
}

function Steps({ name }: { readonly name: SystemName }) {
  return (
    <section className="space-y-3">
      <h3 className="text-base">{systems[name].title}</h3>
      <StepList name={name} />
    </section>
  );
}

function StepList({ name }: { readonly name: SystemName }) {
  return (
    <ol className="list-decimal space-y-2 pl-5">
      {systems[name].steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
