'use client';

import { useLedger } from '@/app/book/book-context';
import { locale } from '@/app/ui/locale';
import type { JudgedLine, StatementCheck } from '@/lib/ledger/csv-import';
import { formatDate } from '@/lib/ledger/dates';
import type { Ledger } from '@/lib/ledger/ledger';
import { formatMoney } from '@/lib/ledger/money';
import type { Account } from '@/lib/ledger/records';
import { takenOverOn } from '@/lib/ledger/settled-lines';
import { balanceAfter } from './review';

export interface StatementNoteProps {
  readonly account: Account;
  readonly statement: StatementCheck | null;
  readonly chosen: readonly JudgedLine[];
}

/** How far the book will be from the bank; it cannot say so of a day that lies in the book before. */
function compare(
  ledger: Ledger,
  account: Account,
  { date, closing }: StatementCheck,
  chosen: readonly JudgedLine[],
): string {
  const money = (minor: number) => formatMoney(minor, account.currency, locale());
  const began = takenOverOn(ledger.settledLines(), account.id);
  if (began !== null && date < began)
    return `This book begins on ${formatDate(began, locale(), 'long')}: what it was then is in the old one.`;
  const book = balanceAfter(ledger, account, date, chosen);
  const apart = book - closing;
  if (apart === 0) return 'With these lines the book says the same.';
  return `With these lines the book has ${money(book)}: ${money(Math.abs(apart))} ${apart > 0 ? 'more' : 'less'}.`;
}

/** Whether the book will agree with the bank's own closing balance. */
export function StatementNote({ account, statement, chosen }: StatementNoteProps) {
  const ledger = useLedger();
  if (!statement) return null;
  const money = (minor: number) => formatMoney(minor, account.currency, locale());
  return (
    <div className="border-y border-rule py-2.5">
      <p>
        On {formatDate(statement.date, locale(), 'long')} the bank has{' '}
        <strong>{money(statement.closing)}</strong>. {compare(ledger, account, statement, chosen)}
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
