'use client';

import { type FormEvent, useEffect, useState } from 'react';
import { otherAddresses } from '@/app/composition/addresses';
import { books } from '@/app/composition/books';
import type { BookCard } from '@/app/composition/contract';
import { createMoveOut, type MoveOutStep } from '@/app/composition/move-out';
import { originTyped } from '@/app/composition/move-talk';
import { Button, buttonClass } from '@/app/ui/button';
import { TextField } from '@/app/ui/field';
import { PlainPage } from '@/app/ui/plain-page';
import { useLive } from '@/app/ui/use-live';

/** At the old address: to where, and how it goes. */
export function MoveOutView() {
  const [moveOut] = useState(createMoveOut);
  const step = useLive(moveOut);
  const [cards, setCards] = useState<readonly BookCard[] | null>(null);
  const [known, setKnown] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    void books.list().then((all) => setCards(all.filter(({ movedTo }) => movedTo === null)));
    void otherAddresses().then((found) => {
      setKnown(found);
      setChosen(found[0] ?? '');
    });
  }, []);
  const origin = chosen || originTyped(typed);

  const start = (event: FormEvent) => {
    event.preventDefault();
    const complaint =
      origin === null
        ? 'This is no address.'
        : origin === window.location.origin
          ? 'You are there already.'
          : null;
    setWrong(complaint);
    if (complaint === null && origin !== null) moveOut.start(origin);
  };

  if (step.kind === 'moved' && origin !== null) return <Moved origin={origin} />;
  if (cards === null || chosen === null) return <PlainPage title="Move to another address">{null}</PlainPage>;
  if (cards.length === 0) return <NothingHere />;
  return (
    <PlainPage title="Move to another address">
      <p>
        A browser keeps the books of each address apart. Moving takes all of them along, with who you are in
        them and all that can be undone; the others notice nothing of it. Here they stay as they are now, and
        are closed.
      </p>
      <p className="text-soft">
        What moves: {cards.map(({ name }) => name || 'a book that has not come yet').join(', ')}.
      </p>
      <form className="space-y-5" onSubmit={start}>
        <fieldset className="space-y-2">
          <legend className="mb-2 font-medium">The new address</legend>
          {known.map((one) => (
            <AddressChoice key={one} label={one} checked={chosen === one} choose={() => setChosen(one)} />
          ))}
          {known.length === 0 ? null : (
            <AddressChoice label="Another one" checked={chosen === ''} choose={() => setChosen('')} />
          )}
          {chosen === '' ? (
            <TextField
              label="Address of WeSpend from now on"
              placeholder="Such as https://home.local:3000"
              value={typed}
              required
              error={wrong}
              inputMode="url"
              autoCapitalize="off"
              onChange={(event) => {
                setWrong(null);
                setTyped(event.target.value);
              }}
            />
          ) : null}
        </fieldset>
        <Progress step={step} origin={origin} />
        {isUnderWay(step) ? null : (
          <Button look="filled" type="submit" className="max-w-full">
            <span className="truncate">Move to {origin ?? 'the new address'}</span>
          </Button>
        )}
      </form>
    </PlainPage>
  );
}

const isUnderWay = ({ kind }: MoveOutStep): boolean => kind === 'waiting' || kind === 'sending';

function AddressChoice(props: { readonly label: string; readonly checked: boolean; choose(): void }) {
  return (
    <label className="flex min-h-9 cursor-pointer items-center gap-3">
      <input
        type="radio"
        name="address"
        className="accent-(--accent)"
        checked={props.checked}
        onChange={props.choose}
      />
      <span className="min-w-0 break-all">{props.label}</span>
    </label>
  );
}

function Progress({ step, origin }: { readonly step: MoveOutStep; readonly origin: string | null }) {
  if (step.kind === 'blocked')
    return (
      <p role="alert" className="text-wrong">
        The browser did not open the other window. Allow this page to open windows, and try again.
      </p>
    );
  if (step.kind === 'failed') return <Failure step={step} origin={origin} />;
  if (step.kind === 'waiting')
    return (
      <p role="status">
        {step.asked
          ? 'Go to the window that has opened, and say there whether to take the books over.'
          : `A window of ${origin} has opened. If it shows an error instead of WeSpend, close it and look at the address again.`}
      </p>
    );
  if (step.kind !== 'sending') return null;
  return (
    <div role="status">
      <p>The books are moving. Leave both windows open.</p>
      <progress
        aria-label="How much has moved"
        className="h-1.5 w-full accent-(--accent)"
        value={step.done}
        max={Math.max(1, step.of)}
      />
    </div>
  );
}

interface FailureProps {
  readonly step: Extract<MoveOutStep, { kind: 'failed' }>;
  readonly origin: string | null;
}

function Failure({ step, origin }: FailureProps) {
  const what = {
    refused: 'It was declined in the other window.',
    closed: 'The other window was closed before all was there.',
    trouble: `${origin} could not take the books.`,
  }[step.why];
  return (
    <p role="alert" className="text-wrong">
      {what} Your books are here as before. {step.detail === '' ? '' : `(${step.detail})`}
    </p>
  );
}

function Moved({ origin }: { readonly origin: string }) {
  return (
    <PlainPage title="Your books have moved">
      <p role="status">
        All of them are on this device under <strong className="break-all">{origin}</strong>. Write there from
        now on.
      </p>
      <p className="flex flex-wrap gap-3">
        <a className={buttonClass('filled')} href={origin}>
          Go there
        </a>
        <a className={buttonClass('ruled')} href="/">
          See what is left here
        </a>
      </p>
    </PlainPage>
  );
}

function NothingHere() {
  return (
    <PlainPage title="Move to another address">
      <p>
        There is no book under this address that could move. Open this page at the address where your books
        are.
      </p>
      <p>
        <a className="link" href="/">
          Go to your books
        </a>
      </p>
    </PlainPage>
  );
}
