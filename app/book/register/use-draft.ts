'use client';

import { useMemo, useState } from 'react';
import type { PayeeHint } from '@/app/composition/ledger-shape';
import { locale } from '@/app/ui/locale';
import { currencyExponent, formatPlain, numberStyleOf } from '@/lib/ledger/money';
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

export function useDraft(place: Place): DraftHandle {
  const ledger = useLedger();
  const hand = useMemo(() => handOf(locale()), []);
  const [typed, setTyped] = useState<Typed>({});
  const [error, setError] = useState<DraftError | null>(null);
  const texts = textsOf(ledger, place, typed, hand);
  return {
    place,
    hand,
    texts,
    typed,
    error,
    type(field, text) {
      setError(null);
      setTyped((before) => typeInto(before, field, text));
    },
    takeHint(hint) {
      setError(null);
      setTyped((before) => ({ ...hintTexts(hint), ...before, payee: hint.payee }));
    },
    clear() {
      setTyped({});
      setError(null);
    },
    commit() {
      const written = writeLine(ledger, { texts, typed, place, hand });
      setError(written.ok ? null : written.error);
      return written.ok ? written.value : null;
    },
  };

  function hintTexts(hint: PayeeHint): Typed {
    const category = hint.category === null ? undefined : ledger.category(hint.category)?.name;
    const known = category === undefined || place.line?.category ? {} : { category };
    if (place.line) return known;
    const size = Math.abs(hint.amount);
    const amount = formatPlain(size, currencyExponent(place.account.currency), hand.style.decimal);
    const column = hint.amount < 0 ? 'payment' : 'deposit';
    const free = typed.payment === undefined && typed.deposit === undefined;
    return { ...known, memo: hint.memo, ...(free ? { [column]: amount } : {}) };
  }
}
