'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { bookHref } from '@/app/book/address';
import { books } from '@/app/composition/books';
import type { NearbySearch } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { Digits } from '@/app/ui/digits';
import { TextField } from '@/app/ui/field';
import { useLive } from '@/app/ui/use-live';
import type { AskingStep, NearbyBook } from '@/lib/sync/nearby/asking';

/** Books of others at this home server that one may ask to join; nothing where there are none. */
export function NearbyBooks() {
  const [search, setSearch] = useState<NearbySearch | null>(null);
  useEffect(() => {
    let gone = false;
    const opening = books.nearby();
    void opening.then((opened) => (gone ? opened.close() : setSearch(opened)));
    return () => {
      gone = true;
      void opening.then((opened) => opened.close());
    };
  }, []);
  return search === null ? null : <Found search={search} />;
}

function Found({ search }: { readonly search: NearbySearch }) {
  const { books: found, step } = useLive(search);
  const [chosen, setChosen] = useState<NearbyBook | null>(null);
  useJoinWhenAdmitted(step);
  if (step.kind !== 'idle') return <Asked step={step} close={() => search.cancel()} />;
  if (found === null || found.length === 0) return null;
  return (
    <section aria-labelledby="nearby" className="mt-10">
      <h2 id="nearby" className="mb-1 text-lg">
        At this home server
      </h2>
      <ul className="border-t border-rule">
        {found.map((book) => (
          <li key={book.book} className="border-b border-rule py-2.5">
            <div className="flex items-center justify-between gap-4">
              <span className="min-w-0 truncate font-serif text-xl font-semibold">{book.name}</span>
              <Button
                small
                aria-expanded={chosen?.book === book.book}
                onClick={() => setChosen(chosen?.book === book.book ? null : book)}
              >
                Ask to join<span className="sr-only"> {book.name}</span>
              </Button>
            </div>
            {chosen?.book === book.book ? <AskForm ask={(name) => search.ask(book, name)} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AskForm({ ask }: { ask(name: string): void }) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(name.trim());
  };
  return (
    <form className="flex flex-wrap items-end gap-4 pt-3 pb-1" onSubmit={submit}>
      <div className="min-w-48 flex-1">
        <TextField
          label="Your name, so that they know who asks"
          value={name}
          required
          autoFocus
          maxLength={40}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <Button look="filled" type="submit">
        Ask
      </Button>
    </form>
  );
}

/** Let in, the invite is kept like any other, and the book opens. */
function useJoinWhenAdmitted(step: AskingStep): void {
  const router = useRouter();
  const invite = step.kind === 'admitted' ? step.invite : null;
  useEffect(() => {
    if (invite === null) return;
    void books.join(invite).then((joined) => {
      if (joined.ok) router.push(bookHref(joined.value));
    });
  }, [invite, router]);
}

interface AskedProps {
  readonly step: Exclude<AskingStep, { readonly kind: 'idle' }>;
  close(): void;
}

function Asked({ step, close }: AskedProps) {
  const isUnderWay = step.kind === 'asked' || step.kind === 'compare';
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is brought into view
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [step.kind]);
  return (
    <section
      ref={box}
      aria-label="Asking to join"
      className="mt-10 scroll-mb-6 border-y border-rule-strong py-4"
    >
      <div role="status">
        <Words step={step} />
      </div>
      {step.kind === 'admitted' ? null : (
        <Button small className="mt-4" onClick={close}>
          {isUnderWay ? 'Cancel' : 'Back'}
        </Button>
      )}
    </section>
  );
}

function Words({ step }: { readonly step: AskedProps['step'] }) {
  const { name } = step.book;
  switch (step.kind) {
    case 'asked':
      return (
        <p>
          Asked to join “{name}”. Somebody who has it must answer on a screen where it is open: call them.
          This waits for two minutes.
        </p>
      );
    case 'compare':
      return (
        <>
          <p className="text-2xl">
            <Digits code={step.code} />
          </p>
          <p className="mt-2">
            The same six digits must stand on the screen of whoever lets you in to “{name}”. If others stand
            there, cancel: somebody is between the two of you.
          </p>
        </>
      );
    case 'admitted':
      return <p>You are in. “{name}” opens in a moment.</p>;
    case 'refused':
      return <p>They said no to “{name}” this time. If that was a mistake, talk to them and ask again.</p>;
    case 'expired':
      return <p>Nobody answered. Ask somebody to open “{name}”, and try again.</p>;
    case 'disturbed':
      return (
        <p className="text-wrong">
          What was said between the two devices was changed on its way, so nothing came of it. Do not try
          again over this network: let them show you an invite instead.
        </p>
      );
  }
}
