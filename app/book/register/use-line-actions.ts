'use client';

import { useMemo, useRef } from 'react';
import { useNotice } from '@/app/ui/notice';
import type { RecordId, Transaction } from '@/lib/ledger/records';
import { useBook } from '../book-context';
import { sayRefused } from '../refusals';
import type { DraftField } from './draft';

export interface LineActions {
  edit(id: RecordId, field: DraftField): void;
  toggleCleared(line: Transaction): void;
  remove(line: Transaction): void;
  showHistory(id: RecordId): void;
}

/** What can be done to a line. The object stays the same, so that lines do not render for its sake. */
export function useLineActions(given: Pick<LineActions, 'edit' | 'showHistory'>): LineActions {
  const { ledger } = useBook();
  const say = useNotice();
  const latest = useRef(given);
  latest.current = given;
  return useMemo(
    () => ({
      edit: (id, field) => latest.current.edit(id, field),
      showHistory: (id) => latest.current.showHistory(id),
      toggleCleared(line) {
        const done = ledger.change('transaction', line.id, { cleared: !line.cleared });
        if (!done.ok) say({ text: sayRefused(done.error.kind, 'line') });
      },
      remove(line) {
        const done = ledger.remove(line.id);
        if (!done.ok) {
          say({ text: sayRefused(done.error.kind, 'line') });
          return;
        }
        say({
          text: `Deleted: ${line.payee || 'a line'}.`,
          action: { label: 'Put it back', run: () => ledger.restore(line.id) },
        });
      },
    }),
    [ledger, say],
  );
}
