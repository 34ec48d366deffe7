'use client';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/app/ui/button';
import type { Account, RecordId } from '@/lib/ledger/records';
import { takeNewLineWish } from '../address';
import { useLedger } from '../book-context';
import { isBlank, todayHere } from './draft';
import { AmountInput, CategoryInput, DateInput, DraftErrorNote, PayeeInput, PlainInput } from './draft-cells';
import { useDraft } from './use-draft';

export interface EntryLineProps {
  readonly account: Account;
  onWritten(id: RecordId): void;
}

/** Where a pen would write next: always ready, at the foot of the register. Enter writes, and goes on with the next. */
export function EntryLine({ account, onWritten }: EntryLineProps) {
  const ledger = useLedger();
  const [date, setDate] = useState(todayHere);
  const draft = useDraft({ account, line: null, date });
  const form = useRef<HTMLFormElement>(null);

  const focusDate = () => form.current?.querySelector<HTMLInputElement>('[data-draft="date"]')?.focus();
  useEffect(() => {
    if (takeNewLineWish()) form.current?.querySelector<HTMLInputElement>('[data-draft="date"]')?.focus();
  }, []);
  const write = () => {
    const id = draft.commit();
    if (id === null) return;
    setDate(ledger.transaction(id)?.date ?? date);
    draft.clear();
    onWritten(id);
    focusDate();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || !(event.target instanceof HTMLButtonElement))) {
      event.preventDefault();
      write();
    }
    if (event.key === 'Escape') {
      draft.clear();
      focusDate();
    }
  };

  return (
    <form
      ref={form}
      aria-label={`New line, written by ${ledger.identity()?.member.name ?? 'nobody yet'}`}
      className="no-print border-t-2 border-ink bg-raised pb-2"
      onKeyDown={keys}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="register-grid h-11 items-end">
        <div>
          <DateInput draft={draft} />
        </div>
        <div>
          <PayeeInput draft={draft} className="font-medium" />
        </div>
        <div>
          <CategoryInput draft={draft} />
        </div>
        <div className="number-column">
          <PlainInput draft={draft} field="number" className="figures" />
        </div>
        <div />
        <div>
          <AmountInput draft={draft} column="payment" />
        </div>
        <div>
          <AmountInput draft={draft} column="deposit" />
        </div>
        <div className="text-right">
          <Button small look={isBlank(draft.typed) ? 'ruled' : 'filled'} onClick={write}>
            Write
          </Button>
        </div>
      </div>
      <div className="register-grid h-9 items-end">
        <div className=" col-span-2 self-center !pl-4">
          <DraftErrorNote draft={draft}>
            {isBlank(draft.typed) ? null : <span className="text-soft">Enter writes, Esc clears</span>}
          </DraftErrorNote>
        </div>
        <div>
          <PlainInput draft={draft} field="memo" className="text-[0.8125rem]" />
        </div>
      </div>
    </form>
  );
}
