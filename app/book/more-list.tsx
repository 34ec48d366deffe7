'use client';

import type { Account } from '@/lib/ledger/records';
import { useLedger } from './book-context';
import type { DrawerState } from './drawers';
import { useUndo } from './use-undo';

export interface MoreListProps {
  readonly account: Account | null;
  open(drawer: DrawerState): void;
}

/** On a phone: everything that is not done every day. */
export function MoreList({ account, open }: MoreListProps) {
  const ledger = useLedger();
  const { undo, redo } = useUndo();
  const rows = [
    { label: 'Undo', run: undo, off: !ledger.canUndo() },
    { label: 'Redo', run: redo, off: !ledger.canRedo() },
    {
      label: 'Import a statement',
      run: () => open({ kind: 'import' }),
      off: account === null || ledger.isClosed(),
    },
    { label: 'Take a copy', run: () => open({ kind: 'export' }), off: false },
    { label: 'This book', run: () => open({ kind: 'book', step: null }), off: false },
    { label: 'Sharing', run: () => open({ kind: 'sync' }), off: false },
    {
      label: 'This account',
      run: () => open({ kind: 'account', account: account?.id ?? null }),
      off: account === null,
    },
  ];
  return (
    <ul className="-mx-5 -my-5">
      {rows.map(({ label, run, off }) => (
        <li key={label} className="border-b border-rule">
          <button
            type="button"
            disabled={off}
            className="min-h-13 w-full px-5 text-left disabled:text-soft"
            onClick={run}
          >
            {label}
          </button>
        </li>
      ))}
      <li>
        <a href="/" className="flex min-h-13 items-center px-5">
          All books
        </a>
      </li>
    </ul>
  );
}
