'use client';

import { useEffect, useState } from 'react';
import { reasonToMove } from '@/app/composition/addresses';

const words = {
  safer:
    'WeSpend can be reached under a safe address now. To this browser that is another place, and your books do not go there by themselves.',
  changed:
    'The home server has another address by now, as happens when the router hands out new ones. This one may stop working.',
} as const;

/** Only where there is a reason; on every other day nobody should think of addresses. */
export function MoveNotice() {
  const [reason, setReason] = useState<keyof typeof words | null>(null);
  useEffect(() => {
    void reasonToMove().then(setReason);
  }, []);
  if (reason === null) return null;
  return (
    <aside aria-label="Another address" className="mt-6 border-l-2 border-accent pl-4">
      <p>{words[reason]}</p>
      <a className="link" href="/move/">
        Move your books to the new address
      </a>
    </aside>
  );
}
