'use client';

import { useState } from 'react';
import { Button } from '@/app/ui/button';
import { locale } from '@/app/ui/locale';
import type { JudgedLine } from '@/lib/ledger/csv-import';
import { formatDate } from '@/lib/ledger/dates';
import { formatAmount } from '@/lib/ledger/money';
import type { Account } from '@/lib/ledger/records';
import { canComeIn, type Review, type Verdict } from './review';

export interface PreviewTableProps {
  readonly account: Account;
  readonly review: Review;
  /** Lines of the file. */
  readonly chosen: ReadonlySet<number>;
  turn(line: number): void;
}

const verdicts: Readonly<Record<Verdict, string>> = {
  new: 'New',
  'already-there': 'Already there',
  'deleted-earlier': 'Deleted earlier',
  'settled-before': 'In the old book',
  unreadable: 'Unreadable',
};
/** More rows than this at once make the page slow to answer. */
const atOnce = 400;
const order: readonly Verdict[] = ['new', 'already-there', 'settled-before', 'deleted-earlier', 'unreadable'];

/** Every line of the file: what was read, over what the bank has written, and what becomes of it. */
export function PreviewTable({ account, review, chosen, turn }: PreviewTableProps) {
  const [only, setOnly] = useState<Verdict | null>(null);
  const [shown, setShown] = useState(atOnce);
  const lines = only === null ? review.lines : review.lines.filter(({ verdict }) => verdict === only);
  return (
    <section aria-label="Lines of the file">
      <div className="mb-2 flex flex-wrap gap-x-5 gap-y-1">
        {order
          .filter((verdict) => review.counts[verdict] > 0)
          .map((verdict) => (
            <button
              key={verdict}
              type="button"
              aria-pressed={only === verdict}
              className={`min-h-8 ${only === verdict ? 'font-semibold underline underline-offset-4' : ''} ${verdict === 'unreadable' ? 'text-wrong' : ''}`}
              onClick={() => setOnly(only === verdict ? null : verdict)}
            >
              {verdicts[verdict]} <span className="figures">{review.counts[verdict]}</span>
            </button>
          ))}
      </div>
      <ul className="border-t border-ink">
        {lines.slice(0, shown).map((line) => (
          <PreviewLine
            key={line.line}
            account={account}
            line={line}
            chosen={chosen.has(line.line)}
            turn={turn}
          />
        ))}
      </ul>
      {lines.length > shown ? (
        <Button className="mt-3" onClick={() => setShown(shown + atOnce)}>
          Show more: {lines.length - shown} are left
        </Button>
      ) : null}
    </section>
  );
}

interface PreviewLineProps {
  readonly account: Account;
  readonly line: JudgedLine;
  readonly chosen: boolean;
  turn(line: number): void;
}

function PreviewLine({ account, line, chosen, turn }: PreviewLineProps) {
  const dim = chosen || line.verdict === 'unreadable' ? '' : 'text-soft';
  return (
    <li className="border-b border-rule py-2 [contain-intrinsic-size:auto_60px] [content-visibility:auto]">
      <label className="grid grid-cols-[1.5rem_1fr] items-start gap-x-2">
        <input
          type="checkbox"
          className="mt-1 size-4 accent-(--accent)"
          checked={chosen}
          disabled={!canComeIn(line)}
          aria-label={`Take in line ${line.line}`}
          onChange={() => turn(line.line)}
        />
        <span className="min-w-0">
          {line.verdict === 'unreadable' ? (
            <span className="block text-wrong">
              Line {line.line}: {line.reason}
            </span>
          ) : (
            <span className={`flex items-baseline gap-x-3 ${dim}`}>
              <span className="figures">{formatDate(line.says.date, locale(), 'numeric')}</span>
              <span className="min-w-0 flex-1 truncate font-medium">{line.says.payee || 'No payee'}</span>
              <span className={`figures ${line.says.amount > 0 && chosen ? 'text-accent' : ''}`}>
                {formatAmount(line.says.amount, account.currency, locale())}
              </span>
            </span>
          )}
          <span className="flex items-baseline justify-between gap-x-3 text-xs text-soft">
            <span className="truncate" title={line.cells.join(' | ')}>
              {line.cells.filter(Boolean).join(' | ')}
            </span>
            <span className="shrink-0">{verdicts[line.verdict]}</span>
          </span>
        </span>
      </label>
    </li>
  );
}
