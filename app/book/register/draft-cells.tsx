'use client';

import type { KeyboardEvent, ReactNode } from 'react';
import { ComboInput, type Suggestion } from '@/app/ui/combo-input';
import { stepDate } from '@/lib/ledger/dates';
import { formatAmount } from '@/lib/ledger/money';
import { parseFullDate } from '@/lib/ledger/typed-date';
import { useLedger } from '../book-context';
import { type DraftField, todayHere } from './draft';
import { showDate } from './show-date';
import type { DraftHandle } from './use-draft';

export interface DraftInputProps {
  readonly draft: DraftHandle;
  readonly className?: string;
  readonly id?: string;
}

const names: Readonly<Record<DraftField, string>> = {
  date: 'Date',
  payee: 'Payee',
  category: 'Category',
  memo: 'Memo',
  number: 'Number',
  payment: 'Payment',
  deposit: 'Deposit',
};

const errorId = 'draft-error';

function common(
  draft: DraftHandle,
  field: DraftField,
  { id, className = '' }: Omit<DraftInputProps, 'draft'>,
) {
  const wrong = draft.error?.field === field;
  return {
    ...(id ? { id } : { 'aria-label': names[field] }),
    'data-draft': field,
    value: draft.texts[field],
    'aria-invalid': wrong || undefined,
    'aria-describedby': wrong ? errorId : undefined,
    className: `line-field ${className}`,
  } as const;
}

/** A field that holds plain text: the memo or the check number. */
export function PlainInput({
  draft,
  field,
  ...rest
}: DraftInputProps & { readonly field: 'memo' | 'number' }) {
  return (
    <input
      {...common(draft, field, rest)}
      placeholder={rest.id || field === 'number' ? undefined : names[field]}
      autoComplete="off"
      onChange={(event) => draft.type(field, event.target.value)}
    />
  );
}

/** Takes a day, a day and month, or a whole date; and the keys of those who keep books. */
export function DateInput({ draft, ...rest }: DraftInputProps) {
  const { hand, texts, place } = draft;
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    const whole = parseFullDate(texts.date, hand.order);
    // Some keyboards have the brackets behind AltGr, which also reports Ctrl and Alt.
    const command = event.metaKey || (!event.getModifierState('AltGraph') && (event.ctrlKey || event.altKey));
    if (command || (whole === null && texts.date !== '')) return;
    const next = stepDate(whole ?? place.date, event.key, todayHere());
    if (next === null) return;
    event.preventDefault();
    const { currentTarget } = event;
    draft.type('date', showDate(next, hand.locale));
    // By then Tab may have left the field, and selecting would fetch the focus back.
    window.requestAnimationFrame(() => document.activeElement === currentTarget && currentTarget.select());
  };
  return (
    <input
      {...common(draft, 'date', { ...rest, className: `figures !text-left ${rest.className ?? ''}` })}
      title="A day, a day and month, or a whole date. + and − a day, [ and ] the month’s ends, t today"
      autoComplete="off"
      inputMode="numeric"
      onFocus={(event) => event.target.select()}
      onChange={(event) => draft.type('date', event.target.value)}
      onKeyDown={step}
    />
  );
}

export function PayeeInput({ draft, ...rest }: DraftInputProps) {
  const ledger = useLedger();
  const text = draft.texts.payee;
  const typing = draft.typed.payee !== undefined && text !== '';
  const hints = typing ? ledger.payees(text, 6) : [];
  const { currency } = draft.place.account;
  return (
    <ComboInput
      {...common(draft, 'payee', rest)}
      placeholder={rest.id ? undefined : 'Payee'}
      suggestions={hints.map((hint) => ({
        key: hint.payee,
        text: hint.payee,
        detail: formatAmount(hint.amount, currency, draft.hand.locale),
      }))}
      onText={(next) => draft.type('payee', next)}
      onTake={(taken) => {
        const hint = hints.find((one) => one.payee === taken.key);
        if (hint) draft.takeHint(hint);
      }}
    />
  );
}

export function CategoryInput({ draft, ...rest }: DraftInputProps) {
  const ledger = useLedger();
  const text = draft.texts.category.trim().toLocaleLowerCase();
  const typing = draft.typed.category !== undefined && text !== '';
  const starts = (name: string) => name.toLocaleLowerCase().startsWith(text);
  const found = typing
    ? ledger.categories().filter(({ name }) => starts(name) || name.toLocaleLowerCase().includes(` ${text}`))
    : [];
  const known = found.slice(0, 6).map((category): Suggestion => ({ key: category.id, text: category.name }));
  const isNew = typing && !found.some(({ name }) => name.toLocaleLowerCase() === text);
  const fresh: Suggestion = { key: 'new', text: draft.texts.category.trim(), detail: 'new category' };
  return (
    <ComboInput
      {...common(draft, 'category', rest)}
      placeholder={rest.id ? undefined : 'Category'}
      enterTakesFirst
      suggestions={isNew ? [...known, fresh] : known}
      onText={(next) => draft.type('category', next)}
      onTake={(taken) => draft.type('category', taken.text)}
    />
  );
}

/** An amount, or a sum of amounts: what is written is worked out on leaving the field. */
export function AmountInput({
  draft,
  column,
  ...rest
}: DraftInputProps & { readonly column: 'payment' | 'deposit' }) {
  return (
    <input
      {...common(draft, column, { ...rest, className: `figures ${rest.className ?? ''}` })}
      placeholder={rest.id ? undefined : names[column]}
      autoComplete="off"
      inputMode="decimal"
      onFocus={(event) => event.target.select()}
      onChange={(event) => draft.type(column, event.target.value)}
    />
  );
}

/** What cannot be read in the draft, said aloud as it appears. */
export function DraftErrorNote({
  draft,
  children,
}: {
  readonly draft: DraftHandle;
  readonly children?: ReactNode;
}) {
  return (
    <p id={errorId} role="alert" className="min-h-5 text-[0.8125rem] text-wrong">
      {draft.error?.message ?? children}
    </p>
  );
}
