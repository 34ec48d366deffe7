'use client';

import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '@/app/ui/button';
import { locale } from '@/app/ui/locale';
import { formatAmount } from '@/lib/ledger/money';
import type { Account, RecordId, Transaction } from '@/lib/ledger/records';
import type { DraftField, Typed } from './draft';
import { AmountInput, CategoryInput, DateInput, DraftErrorNote, PayeeInput, PlainInput } from './draft-cells';
import { MeanwhileNote } from './meanwhile-note';
import { useDraft } from './use-draft';

export interface LineEditorProps {
  readonly account: Account;
  readonly line: Transaction;
  readonly balance: number;
  readonly field: DraftField;
  readonly kept: Map<RecordId, Typed>;
  /** `saved` is false when the person let go of what they typed. */
  onDone(saved: boolean): void;
  onDelete(): void;
  onHistory(): void;
}

/** A line of the book with its fields open, in the place where it stands. */
export function LineEditor({
  account,
  line,
  balance,
  field,
  kept,
  onDone,
  onDelete,
  onHistory,
}: LineEditorProps) {
  const draft = useDraft({ account, line, date: line.date }, kept);
  const box = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus goes to the field once, on opening
  useEffect(() => {
    box.current?.querySelector<HTMLInputElement>(`[data-draft="${field}"]`)?.focus();
  }, []);

  const save = () => {
    if (draft.commit() !== null) onDone(true);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || !(event.target instanceof HTMLButtonElement))) {
      event.preventDefault();
      save();
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      draft.clear();
      onDone(false);
    }
  };

  return (
    <div role="row">
      <div role="gridcell">
        <form
          ref={box}
          aria-label={`Edit ${line.payee || 'this line'}`}
          className="border-b border-rule-strong bg-raised"
          onKeyDown={keys}
          onSubmit={(event) => event.preventDefault()}
        >
          <div className="register-grid h-10 items-end">
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
            <div className="figures pb-px text-soft">{formatAmount(balance, account.currency, locale())}</div>
          </div>
          <div className="flex items-center gap-2 px-4 pt-2">
            <div className="min-w-0 flex-1">
              <PlainInput draft={draft} field="memo" className="text-[0.8125rem]" />
            </div>
            <Button small look="plain" onClick={onHistory}>
              History
            </Button>
            <Button small look="plain" className="!text-wrong" onClick={onDelete}>
              Delete
            </Button>
            <Button
              small
              onClick={() => {
                draft.clear();
                onDone(false);
              }}
            >
              Cancel
            </Button>
            <Button small look="filled" onClick={save}>
              Save
            </Button>
          </div>
          <div className="px-4 pt-1">
            <DraftErrorNote draft={draft}>
              <MeanwhileNote line={line} />
            </DraftErrorNote>
          </div>
        </form>
      </div>
    </div>
  );
}
