'use client';

import { type FormEvent, useState } from 'react';
import { useBook, useLedger } from '@/app/book/book-context';
import { Button } from '@/app/ui/button';
import { guessDeviceName } from '@/app/ui/device-name';
import { wordsFor } from '@/app/ui/error-page';
import { TextField } from '@/app/ui/field';
import { MemberMark } from '@/app/ui/member-mark';
import type { RecordId } from '@/lib/ledger/records';

const someoneNew = 'new';

/** Which member one is, or someone new; and what this device is called. */
export function IntroduceForm() {
  const book = useBook();
  const ledger = useLedger();
  const members = ledger.members();
  const [who, setWho] = useState<RecordId | null>(null);
  const [name, setName] = useState('');
  const [device, setDevice] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  /** The name of which somebody new has said that they are another person. */
  const [another, setAnother] = useState('');
  const isNew = who === someoneNew;
  const namesake = isNew ? members.find((member) => sameName(member.name, name)) : undefined;
  const asks = namesake !== undefined && !sameName(another, name);
  const memberName = isNew ? name : (members.find(({ id }) => id === who)?.name ?? '');
  const deviceName = device ?? guessDeviceName(navigator.userAgent, memberName);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (who === null) {
      setError('Say first who you are.');
      return;
    }
    if (asks) {
      setError(`Say first whether you are the ${namesake.name} who is in this book already.`);
      return;
    }
    const member = isNew ? { name: name.trim() } : { known: who };
    const done = await book.introduce({ member, deviceName: deviceName.trim() });
    if (!done.ok) setError(wordsFor(done.error).text);
  };

  return (
    <form className="space-y-7" onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend className="mb-2 text-lg">Who are you?</legend>
        <p className="mb-3 text-soft">
          If you have written in this book before, on any device, choose your own name: so you stay the same
          person in it.
        </p>
        <div className="border-t border-rule">
          {members.map((member) => (
            <Choice key={member.id} checked={who === member.id} choose={() => setWho(member.id)}>
              <MemberMark member={member} />
              {member.name}
            </Choice>
          ))}
          <Choice checked={isNew} choose={() => setWho(someoneNew)}>
            <span className="inline-grid size-6 place-items-center rounded-full border border-dashed border-rule-strong text-soft">
              +
            </span>
            Someone new
          </Choice>
        </div>
      </fieldset>
      {isNew ? (
        <TextField
          label="Your name"
          value={name}
          required
          maxLength={40}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
      ) : null}
      {asks ? (
        <div role="status" className="space-y-3 border-l-2 border-accent pl-4">
          <p>Are you the {namesake.name} who is in this book already?</p>
          <div className="flex flex-wrap gap-2">
            <Button small onClick={() => setWho(namesake.id)}>
              Yes, I am {namesake.name}
            </Button>
            <Button small onClick={() => setAnother(name)}>
              No, another {namesake.name}
            </Button>
          </div>
        </div>
      ) : null}
      <TextField
        label="Name of this device"
        hint="So that the others know where a line came from"
        value={deviceName}
        required
        maxLength={40}
        onChange={(event) => setDevice(event.target.value)}
      />
      <p role="alert" className="min-h-6 text-wrong">
        {error}
      </p>
      <Button look="filled" type="submit">
        Open the book
      </Button>
    </form>
  );
}

const sameName = (one: string, other: string): boolean =>
  one.trim() !== '' && one.trim().localeCompare(other.trim(), undefined, { sensitivity: 'base' }) === 0;

function Choice({
  checked,
  choose,
  children,
}: {
  readonly checked: boolean;
  choose(): void;
  readonly children: React.ReactNode;
}) {
  return (
    <label
      className={`flex min-h-12 cursor-pointer items-center gap-3 border-b border-rule px-2 focus-within:outline-2 focus-within:outline-accent ${checked ? 'bg-wash font-semibold' : 'hover:bg-wash'}`}
    >
      <input type="radio" name="member" className="accent-(--accent)" checked={checked} onChange={choose} />
      {children}
    </label>
  );
}
