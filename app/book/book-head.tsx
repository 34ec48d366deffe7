'use client';

import { Button } from '@/app/ui/button';
import { Icon } from '@/app/ui/icons';
import { locale } from '@/app/ui/locale';
import { formatMoney } from '@/lib/ledger/money';
import type { Account } from '@/lib/ledger/records';
import { useLedger } from './book-context';
import type { DrawerState } from './drawers';
import { SavedWord } from './save-note';
import { SharingKnot } from './sharing-knot';
import { useUndo } from './use-undo';

export interface BookHeadProps {
  readonly account: Account | null;
  readonly desk: boolean;
  open(drawer: DrawerState): void;
}

/** The head of the page: the account, its balance, and the few things to do with it. */
export function BookHead({ account, desk, open }: BookHeadProps) {
  const ledger = useLedger();
  const { undo, redo } = useUndo();
  const twice = ledger.openConflicts().length;
  return (
    <header className="border-b border-rule-strong px-4 pt-3 pb-2 desk:pt-5">
      {desk ? null : (
        <div className="-mt-1 mb-1 flex items-center justify-between gap-3">
          <a href="/" className="truncate py-2 text-[0.8125rem] text-soft no-underline">
            {ledger.settings().name}
          </a>
          <SharingKnot open={open} compact />
        </div>
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="flex min-w-0 flex-1 items-baseline gap-4">
          <h1 className="truncate text-2xl leading-8">{account?.name ?? ledger.settings().name}</h1>
          {account ? (
            <span className="figures ml-auto text-lg font-semibold desk:ml-0">
              {formatMoney(ledger.register(account.id).balance, account.currency, locale())}
            </span>
          ) : null}
        </div>
        {desk ? (
          <div className="-mr-2 flex items-center">
            <SavedWord />
            <Button
              small
              look="plain"
              aria-label="Undo"
              title="Undo (Ctrl+Z)"
              disabled={!ledger.canUndo()}
              onClick={undo}
            >
              <Icon name="undo" />
            </Button>
            <Button
              small
              look="plain"
              aria-label="Redo"
              title="Redo (Ctrl+Y)"
              disabled={!ledger.canRedo()}
              onClick={redo}
            >
              <Icon name="redo" />
            </Button>
            {account ? (
              <Button small look="plain" onClick={() => open({ kind: 'account', account: account.id })}>
                Account
              </Button>
            ) : null}
            <Button small look="plain" disabled={ledger.isClosed()} onClick={() => open({ kind: 'import' })}>
              Import
            </Button>
            <Button small look="plain" onClick={() => open({ kind: 'export' })}>
              Export
            </Button>
            <Button small look="plain" onClick={() => open({ kind: 'people' })}>
              People
            </Button>
            <Button small look="plain" onClick={() => open({ kind: 'book', step: null })}>
              Book
            </Button>
          </div>
        ) : null}
      </div>
      {twice > 0 ? (
        <button
          type="button"
          className="mt-1 flex min-h-8 items-center gap-2 text-left text-wrong"
          onClick={() => open({ kind: 'versions' })}
        >
          <Icon name="two" />
          <span className="underline underline-offset-4">
            {twice === 1 ? 'One line has two versions' : `${twice} lines have two versions`}
          </span>
        </button>
      ) : null}
    </header>
  );
}
