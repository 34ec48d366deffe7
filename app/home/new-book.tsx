'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { bookHref } from '@/app/book/address';
import { books } from '@/app/composition/books';
import type { BookError } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { guessDeviceName } from '@/app/ui/device-name';
import { wordsFor } from '@/app/ui/error-page';
import { TextField } from '@/app/ui/field';
import { locale } from '@/app/ui/locale';
import { Sheet } from '@/app/ui/sheet';
import { calculate } from '@/lib/ledger/arithmetic';
import { currencyExponent, numberStyleOf } from '@/lib/ledger/money';
import { guessCurrency } from './currencies';

/** A new book: its name, who writes in it here, and its first account. */
export function NewBook({ onClose }: { onClose(): void }) {
  const router = useRouter();
  const [name, setName] = useState('');
  const [memberName, setMemberName] = useState('');
  const [device, setDevice] = useState<string | null>(null);
  const [currency, setCurrency] = useState(() => guessCurrency(locale()));
  const [accountName, setAccountName] = useState('Everyday');
  const [opening, setOpening] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [error, setError] = useState<BookError | null>(null);
  const [busy, setBusy] = useState(false);
  const deviceName = device ?? guessDeviceName(navigator.userAgent, memberName);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    const mark = numberStyleOf(locale()).decimal;
    const amount = calculate(opening.trim() || '0', currencyExponent(currency), mark);
    setWrong(amount.ok ? null : amount.error.message);
    if (!amount.ok) return;
    setBusy(true);
    const created = await books.create({
      name: name.trim(),
      memberName: memberName.trim(),
      deviceName: deviceName.trim(),
      currency,
      accountName: accountName.trim(),
      opening: amount.value,
    });
    if (created.ok) {
      router.push(bookHref(created.value));
      return;
    }
    setBusy(false);
    setError(created.error);
  };

  return (
    <Sheet title="Start a new book" onClose={onClose}>
      <form className="space-y-5" onSubmit={(event) => void create(event)}>
        <TextField
          label="Name of the book"
          placeholder="Such as: Our household"
          value={name}
          required
          maxLength={80}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="grid gap-5 desk:grid-cols-2">
          <TextField
            label="Your name"
            value={memberName}
            required
            maxLength={40}
            onChange={(event) => setMemberName(event.target.value)}
          />
          <TextField
            label="Name of this device"
            value={deviceName}
            required
            maxLength={40}
            onChange={(event) => setDevice(event.target.value)}
          />
        </div>
        <div className="grid grid-cols-[1fr_5.5rem] gap-5">
          <TextField
            label="First account"
            value={accountName}
            required
            maxLength={80}
            onChange={(event) => setAccountName(event.target.value)}
          />
          <TextField
            label="Currency"
            value={currency}
            required
            pattern="[A-Z]{3}"
            title="Three letters, such as EUR"
            maxLength={3}
            onChange={(event) => setCurrency(event.target.value.toUpperCase())}
          />
        </div>
        <TextField
          label="What is in it now"
          value={opening}
          placeholder="0"
          error={wrong}
          inputMode="decimal"
          className="figures"
          onChange={(event) => setOpening(event.target.value)}
        />
        {error ? (
          <p role="alert" className="text-wrong">
            {wordsFor(error).text}
          </p>
        ) : null}
        <div className="flex justify-end gap-2 pt-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="filled" type="submit" disabled={busy}>
            Start the book
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
