'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { sayLines } from '@/app/backup/words';
import type { CopiedBook, GoesOnAs } from '@/app/composition/copies';
import { Button } from '@/app/ui/button';
import { guessDeviceName } from '@/app/ui/device-name';
import { TextField } from '@/app/ui/field';

export interface GoOnFormProps {
  readonly books: readonly CopiedBook[];
  readonly busy: boolean;
  goOn(as: GoesOnAs): void;
}

/** Two browsers must not write as one device: so whoever restores says which of the two this is. */
export function GoOnForm({ books, busy, goOn }: GoOnFormProps) {
  const writers = books.flatMap(({ writer }) => writer ?? []);
  const devices = [...new Set(writers.map(({ device }) => device))].join(', ');
  const members = [...new Set(writers.map(({ member }) => member))].join(', ');
  const [kind, setKind] = useState<GoesOnAs['kind'] | null>(null);
  const [deviceName, setDeviceName] = useState(() =>
    guessDeviceName(navigator.userAgent, writers[0]?.member ?? ''),
  );
  const question = useRef<HTMLFieldSetElement>(null);
  useEffect(() => question.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (kind !== null) goOn(kind === 'same' ? { kind } : { kind, deviceName });
  };
  return (
    <form className="space-y-5" onSubmit={submit}>
      <ul className="border-t border-rule">
        {books.map(({ id, name, lines }) => (
          <li key={id} className="flex justify-between gap-4 border-b border-rule py-2">
            <span className="min-w-0 truncate font-medium">{name}</span>
            <span className="shrink-0 text-soft">{sayLines(lines)}</span>
          </li>
        ))}
      </ul>
      <fieldset ref={question} tabIndex={-1} className="outline-none">
        <legend className="mb-2">
          The copy was made on <strong>{devices}</strong>. You go on as {members}, and this is
        </legend>
        <Choice checked={kind === 'same'} choose={() => setKind('same')} title="The same device as before">
          It was lost, reset or moved here, and nobody writes on the old one any more.
        </Choice>
        <Choice checked={kind === 'another'} choose={() => setKind('another')} title="One more device">
          The old one goes on as well.
        </Choice>
      </fieldset>
      {kind === 'another' ? (
        <TextField
          label="Name of this device"
          value={deviceName}
          required
          maxLength={40}
          onChange={(event) => setDeviceName(event.target.value)}
        />
      ) : null}
      <div className="flex justify-end">
        <Button look="filled" type="submit" disabled={busy || kind === null}>
          Restore
        </Button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly checked: boolean;
  readonly title: string;
  readonly children: string;
  choose(): void;
}

function Choice({ checked, title, children, choose }: ChoiceProps) {
  return (
    <label
      className={`flex cursor-pointer items-start gap-3 border-b border-rule px-2 py-2.5 first-of-type:border-t focus-within:outline-2 focus-within:outline-accent ${checked ? 'bg-wash' : 'hover:bg-wash'}`}
    >
      <input
        type="radio"
        name="goes-on"
        className="mt-1.5 accent-(--accent)"
        checked={checked}
        onChange={choose}
      />
      <span>
        <span className="block font-medium">{title}</span>
        <span className="block text-[0.875rem] text-soft">{children}</span>
      </span>
    </label>
  );
}
