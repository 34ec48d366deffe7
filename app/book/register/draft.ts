/**
 * A line as it is being written: the texts that a person has typed, and what they come to.
 * Only typed fields are kept, so whatever others change meanwhile shows through, and is never overwritten.
 */

import { calculate } from '@/lib/ledger/arithmetic';
import { today } from '@/lib/ledger/dates';
import type { Ledger } from '@/lib/ledger/ledger';
import { currencyExponent, formatPlain, type NumberStyle } from '@/lib/ledger/money';
import type { Account, Fields, Transaction } from '@/lib/ledger/records';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { type DateOrder, parseTypedDate } from '@/lib/ledger/typed-date';
import { showDate } from './show-date';

export const draftFields = ['date', 'payee', 'category', 'memo', 'number', 'payment', 'deposit'] as const;
export type DraftField = (typeof draftFields)[number];
export type Texts = Readonly<Record<DraftField, string>>;
/** What was typed, by field; a field that is absent was not touched. */
export type Typed = Readonly<Partial<Texts>>;

/** How this person writes figures and dates. */
export interface Hand {
  readonly locale: string;
  readonly style: NumberStyle;
  readonly order: DateOrder;
}

/** Where the line goes: its account, and the line as the book has it, or null for a new one on `date`. */
export interface Place {
  readonly account: Account;
  readonly line: Transaction | null;
  readonly date: string;
}

export interface DraftError {
  readonly kind: 'invalid';
  readonly field: DraftField;
  readonly message: string;
}

type TransactionFields = Fields<'transaction'>;

export interface Reading {
  /** Of a line that is in the book only what was typed; of a new one, everything. */
  readonly fields: Partial<Omit<TransactionFields, 'category'>>;
  /** undefined: untouched; null: none; a name that may or may not be a category yet. */
  readonly category: string | null | undefined;
}

/** The texts of the fields: what was typed, and else what the book says. */
export function textsOf(ledger: Ledger, place: Place, typed: Typed, hand: Hand): Texts {
  return { ...bookTexts(ledger, place, hand), ...typed };
}

function bookTexts(ledger: Ledger, { account, line, date }: Place, hand: Hand): Texts {
  if (!line) {
    const blank = { payee: '', category: '', memo: '', number: '', payment: '', deposit: '' };
    return { date: showDate(date, hand.locale), ...blank };
  }
  const amount = formatPlain(Math.abs(line.amount), currencyExponent(account.currency), hand.style.decimal);
  return {
    date: showDate(line.date, hand.locale),
    payee: line.payee,
    category: line.category === null ? '' : (ledger.category(line.category)?.name ?? ''),
    memo: line.memo,
    number: line.number,
    payment: line.amount < 0 ? amount : '',
    deposit: line.amount >= 0 ? amount : '',
  };
}

/** One more typed text. An amount stands in one of its two columns: writing in one empties the other. */
export function typeInto(typed: Typed, field: DraftField, text: string): Typed {
  if (field === 'payment' && text !== '') return { ...typed, payment: text, deposit: '' };
  if (field === 'deposit' && text !== '') return { ...typed, deposit: text, payment: '' };
  return { ...typed, [field]: text };
}

/** What the typed texts come to, or the first field that cannot be read and why. */
export function readDraft(texts: Texts, typed: Typed, place: Place, hand: Hand): Result<Reading, DraftError> {
  const whole = place.line === null;
  const touched = (field: DraftField) => whole || typed[field] !== undefined;
  const date = touched('date') ? readDate(texts.date, place, hand) : ok(null);
  if (!date.ok) return date;
  const amount = touched('payment') || touched('deposit') ? readAmount(texts, place.account, hand) : ok(null);
  if (!amount.ok) return amount;
  const category = texts.category.trim();
  return ok({
    fields: {
      ...(whole ? { account: place.account.id, cleared: false } : {}),
      ...(date.value === null ? {} : { date: date.value }),
      ...(amount.value === null ? {} : { amount: amount.value }),
      ...(touched('payee') ? { payee: texts.payee.trim() } : {}),
      ...(touched('memo') ? { memo: texts.memo.trim() } : {}),
      ...(touched('number') ? { number: texts.number.trim() } : {}),
    },
    category: touched('category') ? category || null : undefined,
  });
}

function readDate(text: string, place: Place, hand: Hand): Result<string, DraftError> {
  const base = place.line?.date ?? place.date;
  const read = parseTypedDate(text, base, hand.order);
  return read.ok ? read : fail({ kind: 'invalid', field: 'date', message: read.error.message });
}

function readAmount(texts: Texts, account: Account, hand: Hand): Result<number, DraftError> {
  const field = texts.deposit.trim() === '' ? 'payment' : 'deposit';
  const read = calculate(texts[field], currencyExponent(account.currency), hand.style.decimal);
  if (!read.ok) {
    const message = read.error.kind === 'empty' ? 'How much was it?' : read.error.message;
    return fail({ kind: 'invalid', field, message });
  }
  return ok(field === 'payment' && read.value !== 0 ? -read.value : read.value);
}

/** Nothing worth keeping has been typed. */
export const isBlank = (typed: Typed): boolean =>
  draftFields.every((field) => field === 'date' || !typed[field]);

export const todayHere = (): string => today(Date.now());
