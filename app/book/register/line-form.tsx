'use client';

import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '@/app/ui/button';
import type { Account, RecordId } from '@/lib/ledger/records';
import { useBook, useLedger } from '../book-context';
import type { DrawerState } from '../drawers';
import { type DraftField, todayHere } from './draft';
import { AmountInput, CategoryInput, DateInput, DraftErrorNote, PayeeInput, PlainInput } from './draft-cells';
import { MeanwhileNote } from './meanwhile-note';
import { useDraft } from './use-draft';
import { useLineActions } from './use-line-actions';

export interface LineFormProps {
  readonly account: Account;
  /** null: a new line. */
  readonly line: RecordId | null;
  open(drawer: DrawerState): void;
  onDone(): void;
}

/** A line under a thumb: the amount first, and two taps to save. */
export function LineForm({ account, line: id, open, onDone }: LineFormProps) {
  const ledger = useLedger();
  const { sync } = useBook();
  const line = id === null ? null : ledger.transaction(id);
  const draft = useDraft({ account, line, date: line?.date ?? todayHere() });
  const form = useRef<HTMLFormElement>(null);
  const showHistory = (which: RecordId) => open({ kind: 'history', line: which });
  const actions = useLineActions({ edit: () => undefined, showHistory });
  const moneyIn = draft.texts.deposit !== '' && draft.texts.payment === '';

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('[data-draft="payment"]')?.focus();
  }, []);
  useEffect(() => {
    sync.setEditing(id);
    return () => sync.setEditing(null);
  }, [sync, id]);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (draft.commit() !== null) onDone();
  };

  return (
    <form ref={form} className="space-y-4" onSubmit={save}>
      <div className="grid grid-cols-2 gap-5">
        <Labelled label="Payment" field="payment">
          {(input) => <AmountInput draft={draft} column="payment" id={input} className="min-h-13 text-2xl" />}
        </Labelled>
        <Labelled label="Deposit" field="deposit">
          {(input) => (
            <AmountInput
              draft={draft}
              column="deposit"
              id={input}
              className={`min-h-13 text-2xl ${moneyIn ? 'text-accent' : ''}`}
            />
          )}
        </Labelled>
      </div>
      <Labelled label="Payee" field="payee">
        {(input) => <PayeeInput draft={draft} id={input} className="min-h-11 text-base" />}
      </Labelled>
      <div className="grid grid-cols-2 gap-5">
        <Labelled label="Category" field="category">
          {(input) => <CategoryInput draft={draft} id={input} className="min-h-11 text-base" />}
        </Labelled>
        <Labelled label="Date" field="date">
          {(input) => <DateInput draft={draft} id={input} className="min-h-11 text-base" />}
        </Labelled>
      </div>
      <div className="grid grid-cols-[2fr_1fr] gap-5">
        <Labelled label="Memo" field="memo">
          {(input) => <PlainInput draft={draft} field="memo" id={input} className="min-h-11 text-base" />}
        </Labelled>
        <Labelled label="Number" field="number">
          {(input) => <PlainInput draft={draft} field="number" id={input} className="min-h-11 text-base" />}
        </Labelled>
      </div>
      <DraftErrorNote draft={draft}>{line ? <MeanwhileNote line={line} /> : null}</DraftErrorNote>
      <div className="flex items-center gap-2">
        {line ? (
          <>
            <Button look="plain" onClick={() => showHistory(line.id)}>
              History
            </Button>
            <Button
              look="plain"
              className="!text-wrong"
              onClick={() => {
                onDone();
                actions.remove(line);
              }}
            >
              Delete
            </Button>
          </>
        ) : null}
        <Button look="filled" type="submit" className="ml-auto min-w-32">
          {line ? 'Save' : 'Write it'}
        </Button>
      </div>
    </form>
  );
}

function Labelled({
  label,
  field,
  children,
}: {
  readonly label: string;
  readonly field: DraftField;
  readonly children: (id: string) => ReactNode;
}) {
  const id = `${useId()}-${field}`;
  return (
    <div>
      <label htmlFor={id} className="block text-[0.8125rem] text-soft">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
