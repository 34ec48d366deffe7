'use client';

import { Icon } from '@/app/ui/icons';
import { locale } from '@/app/ui/locale';
import { formatMoney } from '@/lib/ledger/money';
import type { RecordId } from '@/lib/ledger/records';
import { writeAddress } from './address';
import { useBook, useLedger } from './book-context';
import type { DrawerState } from './drawers';
import { totalsByCurrency } from './totals';

export interface AccountListProps {
  readonly current: RecordId | null;
  open(drawer: DrawerState): void;
  /** After another account was chosen. */
  onChosen?(): void;
}

/** The contents page: every account with its balance, and what they come to. */
export function AccountList({ current, open, onChosen }: AccountListProps) {
  const ledger = useLedger();
  const { id } = useBook();
  const accounts = ledger.accounts();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="px-4 pt-5 pb-4">
        <a href="/" className="text-[0.75rem] text-soft no-underline hover:underline">
          All books
        </a>
        <p className="font-serif text-xl leading-tight font-semibold">{ledger.settings().name}</p>
      </div>
      <ul>
        {accounts.map((account) => {
          const here = account.id === current;
          return (
            <li key={account.id} className="border-t border-rule last:border-b">
              <a
                href={writeAddress({ ledger: id, account: account.id })}
                aria-current={here ? 'page' : undefined}
                onClick={onChosen}
                className={`block border-l-[3px] px-4 py-2 leading-5 no-underline outline-offset-[-2px] ${here ? 'border-accent bg-wash' : 'border-transparent hover:bg-wash'}`}
              >
                <span className={`block truncate ${here ? 'font-semibold' : ''}`}>{account.name}</span>
                <span className="figures block !text-left text-[0.875rem] text-soft">
                  {formatMoney(ledger.register(account.id).balance, account.currency, locale())}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
      <dl className="px-4 py-3">
        {totalsByCurrency(ledger).map(({ currency, total }) => (
          <div key={currency} className="flex items-baseline justify-between gap-3">
            <dt className="text-[0.8125rem] text-soft">Together</dt>
            <dd className="figures font-semibold">{formatMoney(total, currency, locale())}</dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        className="flex min-h-11 w-full items-center gap-2 px-4 text-soft hover:bg-wash hover:text-ink desk:min-h-9"
        onClick={() => open({ kind: 'account', account: null })}
      >
        <Icon name="plus" size={14} /> Open an account
      </button>
    </div>
  );
}
