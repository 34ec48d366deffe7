'use client';

import { useMemo, useRef, useState } from 'react';
import { locale } from '@/app/ui/locale';
import { currencyExponent, formatPlain, numberStyleOf } from '@/lib/ledger/money';
import type { PayeeHint } from '@/lib/ledger/payees';
import type { RecordId } from '@/lib/ledger/records';
import { dateOrderOf } from '@/lib/ledger/typed-date';
import { useLedger } from '../book-context';
import {
  type DraftError,
  type DraftField,
  type Hand,
  type Place,
  type Texts,
  type Typed,
  textsOf,
  typeInto,
} from './draft';
import { writeLine } from './write-line';

export interface DraftHandle {
  readonly place: Place;
  readonly hand: Hand;
  readonly texts: Texts;
  readonly typed: Typed;
  readonly error: DraftError | null;
  type(field: DraftField, text: string): void;
  /** Takes what was written with this payee last time, where nothing was typed yet. */
  takeHint(hint: PayeeHint): void;
  clear(): void;
  /** The line's id once it is in the book; null when something cannot be read, which `error` then says. */
  commit(): RecordId | null;
}

const handOf = (language: string): Hand => ({
  locale: language,
  style: numberStyleOf(language),
  order: dateOrderOf(language),
});

/**
 * The line being written at `place`. `kept` is where the typed texts of a line that is in the book outlive this
 * component, for when somebody deletes the line and it is put back.
 */
export function useDraft(place: Place, kept?: Map<RecordId, Typed>): DraftHandle {
  const ledger = useLedger();
  const hand = useMemo(() => handOf(locale()), []);
  const [typed, setTyped] = useState<Typed>(() => (place.line && kept?.get(place.line.id)) ?? {});
  const [error, setError] = useState<DraftError | null>(null);
  // A key can both take a suggestion and commit: the commit must see what the suggestion wrote.
  const latest = useRef(typed);

  const write = (next: Typed) => {
    latest.current = next;
    if (place.line) kept?.set(place.line.id, next);
    setTyped(next);
    setError(null);
  };

  const hintTexts = (hint: PayeeHint): Typed => {
    const category = hint.category === null ? undefined : ledger.category(hint.category)?.name;
    const known = category === undefined || place.line?.category ? {} : { category };
    if (place.line) return known;
    const size = Math.abs(hint.amount);
    const amount = formatPlain(size, currencyExponent(place.account.currency), hand.style.decimal);
    const column = hint.amount < 0 ? 'payment' : 'deposit';
    const free = !latest.current.payment && !latest.current.deposit;
    return { ...known, memo: hint.memo, ...(free ? { [column]: amount } : {}) };
  };

  return {
    place,
    hand,
    texts: textsOf(ledger, place, typed, hand),
    typed,
    error,
    type: (field, text) => write(typeInto(latest.current, field, text)),
    takeHint: (hint) => write({ ...hintTexts(hint), ...latest.current, payee: hint.payee }),
    clear() {
      write({});
      if (place.line) kept?.delete(place.line.id);
    },
    commit() {
      const now = latest.current;
      const texts = textsOf(ledger, place, now, hand);
      const written = writeLine(ledger, { texts, typed: now, place, hand });
      setError(written.ok ? null : written.error);
      if (written.ok && place.line) kept?.delete(place.line.id);
      return written.ok ? written.value : null;
    },
  };
}
