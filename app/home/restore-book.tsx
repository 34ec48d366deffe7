'use client';

import { useRouter } from 'next/navigation';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { LockProgress } from '@/app/backup/lock-progress';
import { tidiedPassphrase } from '@/app/backup/passphrase';
import { useLock } from '@/app/backup/use-lock';
import { sayCopyError, sayRestored } from '@/app/backup/words';
import { bookHref } from '@/app/book/address';
import {
  type GoesOnAs,
  isLocked,
  type OpenedCopy,
  openCopy,
  type RestoredBook,
} from '@/app/composition/copies';
import { Button, buttonClass } from '@/app/ui/button';
import { TextField } from '@/app/ui/field';
import { Sheet } from '@/app/ui/sheet';
import { GoOnForm } from './go-on-form';

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'locked'; readonly file: File }
  /** Whose device goes on here has to be said. */
  | { readonly kind: 'whose'; readonly copy: OpenedCopy }
  | { readonly kind: 'restored'; readonly books: readonly RestoredBook[] };

/** Reads copies that were saved to a file. Beside living books they add what is missing and double nothing. */
export function RestoreBook({ onClose, changed }: { onClose(): void; changed(): void }) {
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const lock = useLock();

  const restore = async (copy: OpenedCopy, as: GoesOnAs) => {
    setBusy(true);
    const done = await copy.restore(as);
    setBusy(false);
    if (!done.ok) return setWrong(sayCopyError(done.error));
    changed();
    setStep({ kind: 'restored', books: done.value });
  };
  const read = async (file: File, passphrase: string) => {
    setWrong(null);
    const opened = await lock.run((watch) => openCopy(file, passphrase, watch));
    if (!opened.ok) return setWrong(opened.error.kind === 'called-off' ? null : sayCopyError(opened.error));
    if (opened.value.books.some(({ writer }) => writer !== null))
      return setStep({ kind: 'whose', copy: opened.value });
    await restore(opened.value, { kind: 'same' });
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    setWrong(null);
    if (await isLocked(file)) setStep({ kind: 'locked', file });
    else await read(file, '');
  };

  return (
    <Sheet title="Restore a copy" onClose={onClose}>
      {step.kind === 'choose' ? <ChooseFile choose={choose} busy={busy} onClose={onClose} /> : null}
      {step.kind === 'locked' ? (
        <PassphraseForm
          file={step.file}
          lock={lock}
          open={(passphrase) => void read(step.file, tidiedPassphrase(passphrase))}
          back={() => setStep({ kind: 'choose' })}
        />
      ) : null}
      {step.kind === 'whose' ? (
        <GoOnForm books={step.copy.books} busy={busy} goOn={(as) => void restore(step.copy, as)} />
      ) : null}
      {step.kind === 'restored' ? <Restored books={step.books} onClose={onClose} /> : null}
      <p role="alert" className="pt-3 text-wrong empty:hidden">
        {wrong}
      </p>
    </Sheet>
  );
}

interface ChooseFileProps {
  readonly busy: boolean;
  choose(event: ChangeEvent<HTMLInputElement>): Promise<void>;
  onClose(): void;
}

function ChooseFile({ choose, busy, onClose }: ChooseFileProps) {
  return (
    <>
      <p>
        Choose the file, with a name that ends in .age or .json. If a book is on this device already, what is
        missing is added and nothing is doubled.
      </p>
      <div className="flex justify-end gap-2 pt-5">
        <Button onClick={onClose}>Cancel</Button>
        <label className={`${buttonClass('filled')} focus-within:outline-2 focus-within:outline-accent`}>
          Choose the file
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
  readonly lock: ReturnType<typeof useLock>;
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

function Restored({ books, onClose }: { readonly books: readonly RestoredBook[]; onClose(): void }) {
  const router = useRouter();
  const only = books.length === 1 ? books[0] : undefined;
  return (
    <div className="space-y-5">
      {books.length === 0 ? <p>The file is whole, and there is no book in it.</p> : null}
      <ul role="status">
        {books.map((book) => (
          <li key={book.id} className="border-b border-rule py-2 first:border-t">
            <span className="block font-medium">{book.name}</span>
            <span className="block text-[0.875rem] text-soft">{sayRestored(book)}</span>
          </li>
        ))}
      </ul>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose} autoFocus={only === undefined}>
          Done
        </Button>
        {only === undefined ? null : (
          <Button look="filled" autoFocus onClick={() => router.push(bookHref(only.id))}>
            Open {only.name}
          </Button>
        )}
      </div>
    </div>
  );
}
