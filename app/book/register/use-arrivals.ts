'use client';

import { useEffect, useState } from 'react';
import type { Member, RecordId } from '@/lib/ledger/records';
import { useBook } from '../book-context';

/** How long a line that has arrived is marked: the length of its animation. */
const shownMs = 1500;
/** More than this at once is a first copy or a long absence: nobody wants a hundred lines to glow. */
const tooMany = 40;

/** The lines that others have just brought or changed, and who. */
export function useArrivals(): ReadonlyMap<RecordId, Member | null> {
  const { ledger } = useBook();
  const [arrived, setArrived] = useState<ReadonlyMap<RecordId, Member | null>>(new Map());
  useEffect(() => {
    const timers = new Set<number>();
    const stop = ledger.subscribe((change) => {
      if (change.origin === 'local' || change.records.size > tooMany) return;
      const news = [...change.records].map((id) => [id, change.by.get(id) ?? null] as const);
      setArrived((before) => new Map([...before, ...news]));
      const timer = window.setTimeout(() => {
        timers.delete(timer);
        setArrived((before) => new Map([...before].filter(([id]) => !change.records.has(id))));
      }, shownMs);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, [ledger]);
  return arrived;
}
