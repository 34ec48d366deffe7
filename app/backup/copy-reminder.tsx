'use client';

import { useEffect, useState } from 'react';
import { useBook, useLedger } from '@/app/book/book-context';
import { lastCopied } from '@/app/composition/last-copied';
import { Button } from '@/app/ui/button';
import { useLive } from '@/app/ui/use-live';
import type { Ledger } from '@/lib/ledger/ledger';

/** With fewer lines than this there is not much to lose. */
const WORTH_A_COPY = 10;

const linesOf = (ledger: Ledger): number =>
  ledger.accounts().reduce((sum, { id }) => sum + ledger.register(id).length, 0);

/** Once there is something to lose, and a month after each copy or "later". */
export function CopyReminder({ openExport }: { openExport(): void }) {
  const book = useBook();
  const ledger = useLedger();
  const [after, setAfter] = useState<number | null>(null);
  const { devices } = useLive(book.sync);
  const copied = useLive(lastCopied);
  const worth = linesOf(ledger) >= WORTH_A_COPY;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a copy made meanwhile has changed what the disk says
  useEffect(() => {
    if (worth) void book.remindAfter().then(setAfter);
  }, [book, worth, copied]);
  if (!worth || after === null || after > Date.now()) return null;
  const hide = () => setAfter(Number.POSITIVE_INFINITY);
  return (
    <aside
      aria-label="Reminder"
      className="no-print flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-rule bg-wash px-4 py-1.5 text-[0.875rem]"
    >
      <p className="min-w-0 flex-1 basis-64">
        {sayWhere(devices.filter(({ lost }) => lost === null).length)}
      </p>
      <div className="flex gap-2">
        <Button
          small
          onClick={() => {
            hide();
            openExport();
          }}
        >
          Make a copy
        </Button>
        <Button
          small
          look="plain"
          onClick={() => {
            hide();
            void book.remindLater();
          }}
        >
          Later
        </Button>
      </div>
    </aside>
  );
}

const sayWhere = (devices: number): string =>
  devices <= 1
    ? 'This book is on this device alone. Keep a copy of it in a safe place.'
    : `This book is on ${devices} devices. A copy in a safe place helps if all of them are lost together.`;
