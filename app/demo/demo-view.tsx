'use client';

import { useState, useSyncExternalStore } from 'react';
import type { Demo, OpenBook } from '@/app/composition/contract';
import { NoticeProvider } from '@/app/ui/notice';
import { Toggle } from '@/app/ui/toggle';
import { useDesk } from '@/app/ui/use-desk';
import { useLive } from '@/app/ui/use-live';
import { Wordmark } from '@/app/ui/wordmark';
import { DemoBook } from './demo-book';

const sides = [0, 1] as const;

export function DemoView({ demo }: { readonly demo: Demo }) {
  const desk = useDesk();
  const [shown, setShown] = useState<0 | 1>(0);
  const online = useLive(demo.online);
  const names = [useOwner(demo.books[0]), useOwner(demo.books[1])] as const;
  return (
    <main className="flex h-dvh flex-col overflow-hidden">
      <div className="px-4">
        <Wordmark />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-xl leading-7 desk:text-2xl">{demo.books[0].ledger.settings().name}</h1>
          <p className="text-[0.875rem] text-soft phone:hidden">
            {names[0]} and {names[1]} keep one book on two devices. Write in one and watch the other; take{' '}
            {names[1]} off the network, write in both, and bring them together again.
          </p>
        </div>
        <Toggle
          label={online[1] ? `${names[1]} is on the network` : `${names[1]} is off the network`}
          checked={online[1]}
          onChange={(on) => demo.setOnline(1, on)}
        />
      </div>
      {desk ? null : (
        <div className="grid grid-cols-2 border-t border-rule">
          {sides.map((side) => (
            <button
              key={side}
              type="button"
              aria-pressed={shown === side}
              className={`min-h-11 border-b-2 ${shown === side ? 'border-accent font-semibold' : 'border-rule text-soft'}`}
              onClick={() => setShown(side)}
            >
              {names[side]}’s book
            </button>
          ))}
        </div>
      )}
      <div className="flex min-h-0 flex-1 border-t border-rule-strong">
        {sides.map((side) =>
          desk || shown === side ? (
            <NoticeProvider key={side}>
              <DemoBook book={demo.books[side]} away={!online[side]} second={side === 1} />
            </NoticeProvider>
          ) : null,
        )}
      </div>
    </main>
  );
}

/** Whose book it is; the second one learns it with its first copy. */
function useOwner({ ledger }: OpenBook): string {
  const name = () => ledger.identity()?.member.name ?? 'The other';
  return useSyncExternalStore((listener) => ledger.subscribe(listener), name, name);
}
