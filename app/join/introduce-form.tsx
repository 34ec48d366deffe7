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
  const isNew = who === someoneNew;
  const memberName = isNew ? name : (members.find(({ id }) => id === who)?.name ?? '');
  const deviceName = device ?? guessDeviceName(navigator.userAgent, memberName);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (who === null) {
      setError('Say first who you are.');
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
