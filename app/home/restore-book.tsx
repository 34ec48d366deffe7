'use client';

import { useRouter } from 'next/navigation';
import { type ChangeEvent, useState } from 'react';
import { bookHref } from '@/app/book/address';
import { books } from '@/app/composition/books';
import { Button, buttonClass } from '@/app/ui/button';
import { wordsFor } from '@/app/ui/error-page';
import { Sheet } from '@/app/ui/sheet';

/** Reads a copy that was saved to a file. Beside a live copy it adds what is missing and doubles nothing. */
export function RestoreBook({ onClose }: { onClose(): void }) {
  const router = useRouter();
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const restore = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    setBusy(true);
    const done = await books.restore(await file.text());
    if (done.ok) {
      router.push(bookHref(done.value));
      return;
    }
    setBusy(false);
    const { text } = wordsFor(done.error);
    setWrong('detail' in done.error ? `${text} (${done.error.detail})` : text);
  };
  return (
    <Sheet title="Restore a copy" onClose={onClose}>
      <p>
        Choose the file, with a name that ends in .json. If the book is on this device already, what is
        missing is added and nothing is doubled.
      </p>
      <p role="alert" className="min-h-6 pt-2 text-wrong">
        {wrong}
      </p>
      <div className="flex justify-end gap-2 pt-2">
        <Button onClick={onClose}>Cancel</Button>
        <label className={`${buttonClass('filled')} focus-within:outline-2 focus-within:outline-accent`}>
          {busy ? 'Reading' : 'Choose the file'}
          <input
            type="file"
            accept="application/json,.json"
            className="sr-only"
            disabled={busy}
            onChange={(event) => void restore(event)}
          />
        </label>
      </div>
    </Sheet>
  );
}
