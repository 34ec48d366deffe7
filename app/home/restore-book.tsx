'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { CopyFile } from '@/app/backup/copy-file';
import { useLock } from '@/app/backup/use-lock';
import { sayCopyError, sayRestored } from '@/app/backup/words';
import { bookHref } from '@/app/book/address';
import { type GoesOnAs, type OpenedCopy, openCopy, type RestoredBook } from '@/app/composition/copies';
import { Button } from '@/app/ui/button';
import { Sheet } from '@/app/ui/sheet';
import { GoOnForm } from './go-on-form';

type Step =
  | { readonly kind: 'choose' }
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
    if (!opened.ok) {
      setWrong(opened.error.kind === 'called-off' ? null : sayCopyError(opened.error));
      return false;
    }
    if (opened.value.books.some(({ writer }) => writer !== null))
      setStep({ kind: 'whose', copy: opened.value });
    else await restore(opened.value, { kind: 'same' });
    return true;
  };
  return (
    <Sheet title="Restore a copy" onClose={onClose}>
      {step.kind === 'choose' ? (
        <CopyFile
          label="Choose the file"
          look="filled"
          intro={
            <p>
              Choose the file, with a name that ends in .age or .json. If a book is on this device already,
              what is missing is added and nothing is doubled.
            </p>
          }
          beside={<Button onClick={onClose}>Cancel</Button>}
          busy={busy}
          lock={lock}
          read={read}
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
