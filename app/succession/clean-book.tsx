'use client';

import { useCallback, useState } from 'react';
import { bookHref } from '@/app/book/address';
import { useBook } from '@/app/book/book-context';
import { todayHere } from '@/app/book/register/draft';
import { useAsked } from '@/app/book/use-asked';
import { sayCount } from '@/app/sync/words';
import { Button } from '@/app/ui/button';
import { sayError } from '@/app/ui/error-page';
import { ChoiceField } from '@/app/ui/field';
import { locale } from '@/app/ui/locale';
import type { CleanPlan } from '@/lib/ledger/clean-book';
import { addDays, addMonths } from '@/lib/ledger/dates';
import { formatMoney } from '@/lib/ledger/money';

const spans = [
  { name: 'of the last 30 days', since: (today: string) => addDays(today, -30) },
  { name: 'of the last three months', since: (today: string) => addMonths(today, -3) },
  { name: 'of the last year', since: (today: string) => addMonths(today, -12) },
  { name: 'however old', since: () => '1000-01-01' },
] as const;

/** Balances and open items in a new book; the old one closes. Shown in figures before anything happens. */
export function CleanBook() {
  const { going } = useBook();
  const [span, setSpan] = useState(1);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const today = todayHere();
  const openSince = (spans[span] ?? spans[1]).since(today);
  const plan = useAsked(useCallback(() => going.planClean({ today, openSince }), [going, today, openSince]));
  const start = async () => {
    setBusy(true);
    const done = await going.startClean({ today, openSince });
    if (done.ok) {
      window.location.assign(bookHref(done.value));
      return;
    }
    setBusy(false);
    setWrong(sayError(done.error));
  };
  return (
    <div className="space-y-5">
      <p>
        People, accounts and categories go on, and what the book has learned of payees. Lines that are open go
        along; all others become part of the balance that each account opens with.
      </p>
      <ChoiceField
        label="Lines without a tick that count as open"
        value={span}
        onChange={(event) => setSpan(Number(event.target.value))}
      >
        {spans.map(({ name }, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </ChoiceField>
      {plan === null ? <p className="text-soft">Adding up.</p> : <Balances plan={plan} today={today} />}
      <ul className="list-disc space-y-1 pl-5 text-[0.875rem] text-soft">
        <li>This book closes for everybody, with a note of today. Nothing in it is lost or changed.</li>
        <li>The devices of this book are handed the new one, and go over with one click each.</li>
        <li>Once you do not need the old one any more, erase it on each device. Save a copy first.</li>
        <li>
          Statements may overlap: lines from the bank that are in this book are known in the new one, and do
          not count twice.
        </li>
      </ul>
      <p role="alert" className="text-wrong">
        {wrong}
      </p>
      <Button look="filled" disabled={busy || plan === null} onClick={() => void start()}>
        {busy ? 'Starting …' : 'Start the clean book'}
      </Button>
    </div>
  );
}

function sayCarried(lines: number): string {
  if (lines === 0) return 'No line is open.';
  return lines === 1 ? 'One open line goes along.' : `${sayCount(lines)} open lines go along.`;
}

function Balances({ plan, today }: { readonly plan: CleanPlan; readonly today: string }) {
  return (
    <table className="w-full text-[0.875rem]">
      <caption className="pb-1 text-left text-[0.8125rem] text-soft">
        {sayCarried(plan.lines)} The balances of today:
      </caption>
      <thead>
        <tr className="border-b border-ink text-[0.75rem] text-soft">
          <th scope="col" className="py-1 text-left font-normal">
            Account
          </th>
          <th scope="col" className="text-right font-normal">
            Here
          </th>
          <th scope="col" className="pl-3 text-right font-normal">
            In the new one
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.accounts.map(({ account, balance, opening, carried }) => {
          const open = carried.filter(({ date }) => date <= today);
          const there = open.reduce((sum, { amount }) => sum + amount, opening);
          const say = (minor: number) => formatMoney(minor, account.currency, locale());
          return (
            <tr key={account.id} className="border-b border-rule align-top">
              <th scope="row" className="py-1.5 text-left font-normal">
                {account.name}
                <span className="block text-[0.75rem] text-soft">
                  opens with {say(opening)}
                  {carried.length > 0 ? `, ${sayCount(carried.length)} open` : ''}
                </span>
              </th>
              <td className="figures py-1.5">{say(balance)}</td>
              <td className="figures py-1.5 pl-3">{say(there)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
