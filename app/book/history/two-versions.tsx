'use client';

import { locale } from '@/app/ui/locale';
import { formatDate } from '@/lib/ledger/dates';
import { useLedger } from '../book-context';
import type { DrawerState } from '../drawers';
import { Versions } from './versions';

/** Every line that waits for somebody to say which version is right. */
export function TwoVersions({ open }: { open(drawer: DrawerState): void }) {
  const ledger = useLedger();
  const lines = ledger.openConflicts().flatMap((id) => ledger.transaction(id) ?? []);
  if (lines.length === 0) return <p className="text-soft">All settled: every line has one version.</p>;
  return (
    <ul className="space-y-8">
      {lines.map((line) => (
        <li key={line.id}>
          <p className="mb-2 flex items-baseline justify-between gap-3">
            <span>
              <strong className="font-semibold">{line.payee || 'No payee'}</strong>{' '}
              <span className="text-soft">{formatDate(line.date, locale(), 'long')}</span>
            </span>
            <button type="button" className="link" onClick={() => open({ kind: 'history', line: line.id })}>
              History
            </button>
          </p>
          <Versions line={line} />
        </li>
      ))}
    </ul>
  );
}
