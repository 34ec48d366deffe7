'use client';

import { type FormEvent, useState } from 'react';
import { todayHere } from '@/app/book/register/draft';
import { makeCopy, noteCopied } from '@/app/composition/copies';
import { downloadFile } from '@/app/export/download';
import { Button } from '@/app/ui/button';
import { TextField } from '@/app/ui/field';
import { LockProgress } from './lock-progress';
import { complaintAboutPassphrase, drawPassphrase } from './passphrase';
import { useLock } from './use-lock';
import { sayBooks, sayCopyError } from './words';

const draw = (): string => drawPassphrase((into) => crypto.getRandomValues(into));

/** All books of this device in one file, locked with a passphrase. */
export function CopyForm({ onDone }: { onDone?(): void }) {
  const [drawn, setDrawn] = useState(draw);
  const [own, setOwn] = useState<{ readonly first: string; readonly again: string } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const lock = useLock();

  const make = async (event: FormEvent) => {
    event.preventDefault();
    const complaint = own === null ? null : complaintAboutOwn(own);
    setWrong(complaint);
    if (complaint !== null) return;
    const made = await lock.run((watch) => makeCopy(own?.first.trim() ?? drawn, watch));
    if (!made.ok) {
      setWrong(made.error.kind === 'called-off' ? null : sayCopyError(made.error));
      return;
    }
    downloadFile(`wespend-${todayHere()}.age`, made.value.file);
    await noteCopied();
    setSaid(`The copy of ${sayBooks(made.value.books)} was handed to your browser to save.`);
    onDone?.();
  };

  return (
    <form className="space-y-5" onSubmit={(event) => void make(event)}>
      <p>
        All books of this device with their history, how they are shared, and who you are in them, in one file
        that opens with its passphrase alone. Keep it off this device: on a stick, or with somebody you trust.
      </p>
      {own === null ? (
        <DrawnPassphrase words={drawn} others={() => setDrawn(draw())} />
      ) : (
        <div className="grid gap-4">
          <TextField
            label="Your passphrase"
            type="password"
            autoComplete="new-password"
            value={own.first}
            required
            onChange={(event) => setOwn({ ...own, first: event.target.value })}
          />
          <TextField
            label="The same again"
            type="password"
            autoComplete="new-password"
            value={own.again}
            required
            onChange={(event) => setOwn({ ...own, again: event.target.value })}
          />
        </div>
      )}
      <button
        type="button"
        className="link text-[0.875rem]"
        onClick={() => {
          setWrong(null);
          setOwn(own === null ? { first: '', again: '' } : null);
        }}
      >
        {own === null ? 'Use a passphrase of your own' : 'Use the drawn words'}
      </button>
      <label className="flex cursor-pointer items-start gap-3">
        <input type="checkbox" required className="mt-1 size-4 shrink-0 accent-(--accent)" />
        <span>
          I have written the passphrase down, away from the file. Without it nobody can open the copy, and
          there is no other way in.
        </span>
      </label>
      {wrong === null ? null : (
        <p role="alert" className="text-wrong">
          {wrong}
        </p>
      )}
      {lock.progress === null ? (
        <div className="flex justify-end">
          <Button look="filled" type="submit">
            Make the copy
          </Button>
        </div>
      ) : (
        <LockProgress progress={lock.progress} what="Locking the copy" cancel={lock.cancel} />
      )}
      <p role="status" className="text-soft">
        {said}
      </p>
    </form>
  );
}

function complaintAboutOwn({
  first,
  again,
}: {
  readonly first: string;
  readonly again: string;
}): string | null {
  const complaint = complaintAboutPassphrase(first.trim());
  if (complaint !== null) return complaint;
  return first === again ? null : 'The two are not the same.';
}

function DrawnPassphrase({ words, others }: { readonly words: string; others(): void }) {
  return (
    <div className="border-y border-rule py-3">
      <p className="text-[0.8125rem] text-soft">The passphrase: six words, with the strokes between them</p>
      <output className="mt-1 block text-lg leading-7 font-semibold break-words select-all">{words}</output>
      <button type="button" className="link mt-1 text-[0.8125rem]" onClick={others}>
        Draw other words
      </button>
    </div>
  );
}
