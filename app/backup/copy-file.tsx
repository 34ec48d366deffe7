'use client';

import { type ChangeEvent, type FormEvent, type ReactNode, useState } from 'react';
import { isLocked } from '@/app/composition/copies';
import { Button, buttonClass } from '@/app/ui/button';
import { TextField } from '@/app/ui/field';
import { LockProgress } from './lock-progress';
import { tidiedPassphrase } from './passphrase';
import type { LockWork } from './use-lock';

export interface CopyFileProps {
  readonly label: string;
  readonly look: 'filled' | 'ruled';
  /** What is said while no file is chosen, and what stands beside the button. */
  readonly intro?: ReactNode;
  readonly beside?: ReactNode;
  readonly busy: boolean;
  readonly lock: LockWork;
  /** @param passphrase '' for a file that is not locked. Answers whether the file was taken: if not it can be tried again. */
  read(file: File, passphrase: string): Promise<boolean>;
}

/** The choosing of a copy, and of the passphrase where it is locked. */
export function CopyFile({ label, look, intro, beside, busy, lock, read }: CopyFileProps) {
  const [locked, setLocked] = useState<File | null>(null);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const file = input.files?.[0];
    if (!file) return;
    if (await isLocked(file)) setLocked(file);
    else await read(file, '');
    input.value = '';
  };
  const open = async (file: File, passphrase: string) => {
    if (await read(file, tidiedPassphrase(passphrase))) setLocked(null);
  };
  if (locked !== null)
    return (
      <PassphraseForm
        file={locked}
        lock={lock}
        open={(passphrase) => void open(locked, passphrase)}
        back={() => setLocked(null)}
      />
    );
  return (
    <>
      {intro}
      <div className={`flex gap-2 pt-5 ${beside ? 'justify-end' : ''}`}>
        {beside}
        <label className={`${buttonClass(look)} focus-within:outline-2 focus-within:outline-accent`}>
          {busy ? 'Reading …' : label}
          <input
            type="file"
            accept=".age,.json,application/json"
            className="sr-only"
            disabled={busy}
            onChange={(event) => void choose(event)}
          />
        </label>
      </div>
    </>
  );
}

interface PassphraseFormProps {
  readonly file: File;
  readonly lock: LockWork;
  open(passphrase: string): void;
  back(): void;
}

function PassphraseForm({ file, lock, open, back }: PassphraseFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open(passphrase);
  };
  return (
    <form className="space-y-5" onSubmit={submit}>
      <p>
        <strong className="break-all">{file.name}</strong> is locked. Type the passphrase that was written
        down when it was made.
      </p>
      <TextField
        label="Passphrase"
        value={passphrase}
        required
        autoFocus
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      {lock.progress === null ? (
        <div className="flex justify-end gap-2">
          <Button onClick={back}>Another file</Button>
          <Button look="filled" type="submit">
            Open the copy
          </Button>
        </div>
      ) : (
        <LockProgress progress={lock.progress} what="Opening the copy" cancel={lock.cancel} />
      )}
    </form>
  );
}
