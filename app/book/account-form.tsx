'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/app/ui/button';
import { ChoiceField, TextField } from '@/app/ui/field';
import { locale } from '@/app/ui/locale';
import { useNotice } from '@/app/ui/notice';
import { calculate } from '@/lib/ledger/arithmetic';
import { currencyExponent, formatPlain, numberStyleOf } from '@/lib/ledger/money';
import { type AccountKind, accountKinds, type RecordId } from '@/lib/ledger/records';
import { writeAddress } from './address';
import { useBook, useLedger } from './book-context';
import { sayRefused } from './refusals';

const kindNames: Readonly<Record<AccountKind, string>> = {
  checking: 'Checking account',
  savings: 'Savings',
  cash: 'Cash',
  card: 'Credit card',
  loan: 'Loan',
  other: 'Something else',
};

export interface AccountFormProps {
  /** null: a new one. */
  readonly account: RecordId | null;
  onDone(): void;
}

/** Opens an account, or changes one that is open. */
export function AccountForm({ account: id, onDone }: AccountFormProps) {
  const book = useBook();
  const ledger = useLedger();
  const say = useNotice();
  const account = id === null ? null : ledger.account(id);
  const mark = numberStyleOf(locale()).decimal;
  const [name, setName] = useState(account?.name ?? '');
  const [kind, setKind] = useState<AccountKind>(account?.kind ?? 'checking');
  const [currency, setCurrency] = useState(account?.currency ?? ledger.accounts()[0]?.currency ?? 'EUR');
  const [opening, setOpening] = useState(() =>
    formatPlain(account?.opening ?? 0, currencyExponent(account?.currency ?? currency), mark),
  );
  const [error, setError] = useState<{ readonly field: string; readonly message: string } | null>(null);
  const wrong = (field: string) => (error?.field === field ? error.message : null);

  const save = (event: FormEvent) => {
    event.preventDefault();
    const amount = calculate(opening, currencyExponent(currency), mark);
    if (!amount.ok) {
      setError({ field: 'opening', message: amount.error.message });
      return;
    }
    const fields = { name: name.trim(), kind, currency, opening: amount.value };
    const done = id === null ? ledger.create('account', fields) : ledger.change('account', id, fields);
    if (!done.ok) {
      const { error: failure } = done;
      setError(
        failure.kind === 'invalid-field'
          ? failure
          : { field: 'name', message: sayRefused(failure.kind, 'account') },
      );
      return;
    }
    if (done.value !== null) window.location.hash = writeAddress({ ledger: book.id, account: done.value });
    say({ text: id === null ? `Opened: ${fields.name}.` : `Changed: ${fields.name}.` });
    onDone();
  };

  return (
    <form className="space-y-5" onSubmit={save}>
      <TextField
        label="Name"
        value={name}
        error={wrong('name')}
        onChange={(event) => setName(event.target.value)}
        required
        maxLength={80}
      />
      <ChoiceField label="Kind" value={kind} onChange={(event) => setKind(event.target.value as AccountKind)}>
        {accountKinds.map((one) => (
          <option key={one} value={one}>
            {kindNames[one]}
          </option>
        ))}
      </ChoiceField>
      <TextField
        label="Currency"
        value={currency}
        error={wrong('currency')}
        hint="Three letters, such as EUR, USD or JPY"
        maxLength={3}
        required
        onChange={(event) => setCurrency(event.target.value.toUpperCase())}
      />
      <TextField
        label="Balance at the start"
        value={opening}
        error={wrong('opening')}
        hint="What you owe is written with a minus"
        inputMode="decimal"
        className="figures"
        onChange={(event) => setOpening(event.target.value)}
      />
      <div className="flex justify-end gap-2 pt-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button look="filled" type="submit">
          {id === null ? 'Open the account' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
