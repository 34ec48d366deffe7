'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { BookProvider, useBook, useLedger } from '@/app/book/book-context';
import type { DrawerState } from '@/app/book/drawers';
import { Register } from '@/app/book/register/register';
import { SharingKnot } from '@/app/book/sharing-knot';
import type { OpenBook } from '@/app/composition/contract';
import { Button } from '@/app/ui/button';
import { Icon } from '@/app/ui/icons';
import { locale } from '@/app/ui/locale';
import { MemberMark } from '@/app/ui/member-mark';
import { formatMoney } from '@/lib/ledger/money';
import type { RecordId } from '@/lib/ledger/records';

const DrawerSheet = dynamic(() => import('@/app/book/drawer').then((module) => module.DrawerSheet), {
  ssr: false,
});

export interface DemoBookProps {
  readonly book: OpenBook;
  /** Taken off the network by hand. */
  readonly away: boolean;
  readonly second: boolean;
}

/** One of the two books: the account and its register, with everything else in a sheet. */
export function DemoBook(props: DemoBookProps) {
  return (
    <BookProvider value={props.book}>
      <Side {...props} />
    </BookProvider>
  );
}

function Side({ away, second }: DemoBookProps) {
  const ledger = useLedger();
  const { id } = useBook();
  const [chosen, setChosen] = useState<RecordId | null>(null);
  const [drawer, setDrawer] = useState<DrawerState | null>(null);
  const account = (chosen === null ? null : ledger.account(chosen)) ?? ledger.accounts()[0] ?? null;
  const owner = ledger.identity()?.member ?? null;
  const twice = ledger.openConflicts().length;
  if (!account) return null;
  return (
    <section
      aria-label={`${owner?.name ?? 'A'}’s book`}
      className={`flex min-w-0 flex-1 flex-col ${second ? 'desk:border-l desk:border-rule-strong' : ''}`}
    >
      <header className="flex items-center gap-3 border-b border-rule px-4 py-2">
        <MemberMark member={owner} />
        <select
          aria-label={`Account in ${owner?.name ?? 'this'}’s book`}
          className="line-field min-h-9 w-auto max-w-[45%] border-transparent bg-paper font-serif text-lg font-semibold"
          value={account.id}
          onChange={(event) => setChosen(event.target.value)}
        >
          {ledger.accounts().map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
        <span className="figures ml-auto text-lg font-semibold">
          {formatMoney(ledger.register(account.id).balance, account.currency, locale())}
        </span>
      </header>
      <Register
        key={`${id} ${account.id}`}
        account={account}
        showHistory={(line) => setDrawer({ kind: 'history', line })}
        openSheet={(line) => setDrawer({ kind: 'line', line })}
      />
      <footer className="flex items-center justify-between gap-3 border-t border-rule px-4">
        {away ? (
          <p className="py-3 text-[0.8125rem] text-wrong">
            Off the network: what is written stays here for now
          </p>
        ) : (
          <SharingKnot open={setDrawer} compact />
        )}
        <span className="flex items-center gap-1">
          {twice > 0 ? (
            <Button
              small
              look="plain"
              className="!text-wrong"
              onClick={() => setDrawer({ kind: 'versions' })}
            >
              <Icon name="two" />
              {twice === 1 ? 'One line has two versions' : `${twice} lines have two versions`}
            </Button>
          ) : null}
          <Button small className="desk:hidden" onClick={() => setDrawer({ kind: 'line', line: null })}>
            <Icon name="plus" size={14} /> Add
          </Button>
        </span>
      </footer>
      {drawer ? (
        <DrawerSheet state={drawer} account={account} open={setDrawer} close={() => setDrawer(null)} />
      ) : null}
    </section>
  );
}
