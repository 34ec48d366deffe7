'use client';

import { useEffect } from 'react';
import { useNotice } from '@/app/ui/notice';
import { useBook } from '../book-context';
import type { Editing } from './line-slot';

/** When somebody deletes the line that is being edited here: says so, and offers to put it back with what was typed. */
export function useVanishedLine(
  editing: Editing | null,
  setEditing: (editing: Editing | null) => void,
): void {
  const { ledger } = useBook();
  const say = useNotice();
  const gone = editing !== null && ledger.transaction(editing.id)?.deleted === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when it happens
  useEffect(() => {
    if (!gone) return;
    setEditing(null);
    say({
      text: 'The line you were editing has just been deleted by somebody else. What you typed is kept.',
      action: {
        label: 'Put it back',
        run() {
          if (ledger.restore(editing.id).ok) setEditing(editing);
        },
      },
    });
  }, [gone]);
}
