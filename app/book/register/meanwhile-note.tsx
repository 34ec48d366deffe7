'use client';

import { useEffect, useRef, useState } from 'react';
import { locale } from '@/app/ui/locale';
import type { Transaction } from '@/lib/ledger/records';
import { useBook } from '../book-context';
import { describeValue, fieldName } from '../describe';

const watched = ['date', 'payee', 'category', 'memo', 'number', 'amount', 'cleared'] as const;

/** While a line is being edited: what others have made of it since. What was typed stays as it is. */
export function MeanwhileNote({ line }: { readonly line: Transaction }) {
  const { ledger } = useBook();
  const seen = useRef(line);
  const [note, setNote] = useState('');
  useEffect(() => {
    return ledger.subscribe((change) => {
      const now = ledger.transaction(line.id);
      if (!now || !change.records.has(line.id)) return;
      const before = seen.current;
      seen.current = now;
      if (change.origin === 'local') return;
      const who = change.by.get(line.id)?.name ?? 'Someone';
      const news = watched
        .filter((field) => now[field] !== before[field])
        .map(
          (field) =>
            `${fieldName(field)} to ${describeValue(ledger, now.account, field, now[field], locale())}`,
        );
      if (news.length > 0) setNote(`${who} has just changed ${news.join(' and ')}. What you typed is kept.`);
    });
  }, [ledger, line.id]);
  return <span className="text-ink">{note}</span>;
}
