'use client';

import { useLedger } from '@/app/book/book-context';
import { locale } from '@/app/ui/locale';
import type { JudgedLine, StatementCheck } from '@/lib/ledger/csv-import';
import { formatDate } from '@/lib/ledger/dates';
import { formatMoney } from '@/lib/ledger/money';
import type { Account } from '@/lib/ledger/records';
import { balanceAfter } from './review';

export interface StatementNoteProps {
  readonly account: Account;
  readonly statement: StatementCheck | null;
  readonly chosen: readonly JudgedLine[];
}

/** Whether the book will agree with the bank's own closing balance. */
export function StatementNote({ account, statement, chosen }: StatementNoteProps) {
  const ledger = useLedger();
  if (!statement) return null;
  const book = balanceAfter(ledger, account, statement.date, chosen);
  const money = (minor: number) => formatMoney(minor, account.currency, locale());
  const apart = book - statement.closing;
  return (
    <div className="border-y border-rule py-2.5">
      <p>
        On {formatDate(statement.date, locale(), 'long')} the bank has{' '}
        <strong>{money(statement.closing)}</strong>.{' '}
        {apart === 0
          ? 'With these lines the book says the same.'
          : `With these lines the book has ${money(book)}: ${money(Math.abs(apart))} ${apart > 0 ? 'more' : 'less'}.`}
      </p>
      {statement.breaks.length > 0 ? (
        <p className="text-wrong">
          The bank’s own balances do not follow at line {statement.breaks.slice(0, 5).join(', ')} of the file:
          a line may be missing or misread there.
        </p>
      ) : null}
    </div>
  );
}
