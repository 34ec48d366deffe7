'use client';

import { type CSSProperties, useState } from 'react';
import { locale } from '@/app/ui/locale';
import { formatAmount } from '@/lib/ledger/money';
import type { Account } from '@/lib/ledger/records';
import type { LaidOutRegister } from './use-register';

/** In rem, what the style sheet has as the least of the columns in a narrow register, without their padding. */
const LEAST_AMOUNT = 5;
const LEAST_BALANCE = 5.25;
const REM_PX = 16;

export interface MoneyWidths {
  /** Properties for the style sheet. */
  readonly style: CSSProperties;
  /** Pixels that the columns take beyond their least. */
  readonly extra: number;
  /** To be told which rows are in view. */
  see(lines: LaidOutRegister, rows: readonly { readonly index: number }[]): void;
}

/** The largest that were in view of an account, in minor units. */
interface Largest {
  readonly account: string;
  readonly amount: number;
  readonly balance: number;
}

/** In rem, of the printed figures: digits and signs are of one width, points and commas are narrow. */
const widthOf = (minor: number, currency: string): number =>
  [...formatAmount(-minor, currency, locale())].reduce(
    (sum, letter) => sum + (/[\d−-]/.test(letter) ? 0.62 : 0.3),
    0,
  );

/**
 * How wide the money columns have to be. They grow with what comes into view and do not shrink again, so that nothing moves to
 * and fro under the eye.
 */
export function useMoneyWidths({ id, currency }: Account): MoneyWidths {
  const [seen, setSeen] = useState<Largest>({ account: id, amount: 0, balance: 0 });
  const largest = seen.account === id ? seen : { account: id, amount: 0, balance: 0 };
  const amount = Math.max(LEAST_AMOUNT, widthOf(largest.amount, currency));
  const balance = Math.max(LEAST_BALANCE, widthOf(largest.balance, currency));
  return {
    style: { '--amount-width': `${amount}rem`, '--balance-width': `${balance}rem` } as CSSProperties,
    extra: Math.round((2 * (amount - LEAST_AMOUNT) + balance - LEAST_BALANCE) * REM_PX),
    see: ({ register, layout }, rows) => {
      const lines = rows.flatMap(({ index }) => {
        const slot = layout.slotAt(index);
        return slot.kind === 'line' ? register.window(slot.line, slot.line + 1) : [];
      });
      const next = {
        account: id,
        amount: Math.max(largest.amount, ...lines.map(({ transaction }) => Math.abs(transaction.amount))),
        balance: Math.max(largest.balance, ...lines.map((line) => Math.abs(line.balance))),
      };
      if (next.amount > largest.amount || next.balance > largest.balance) setSeen(next);
    },
  };
}
