'use client';

import { useEffect, useState } from 'react';
import { createMoveIn, type MoveIn } from '@/app/composition/move-in';
import { PlainPage } from '@/app/ui/plain-page';
import { MoveInView } from './move-in-view';
import { MoveOutView } from './move-out-view';

/** One page for both ends: opened by a window that hands books over it takes them, opened by hand it sends them. */
export function MovePage() {
  const [end, setEnd] = useState<MoveIn | 'out' | null>(null);
  useEffect(() => {
    const moveIn = createMoveIn(window.location.hash, window.opener as Window | null);
    setEnd(moveIn ?? 'out');
    return () => moveIn?.end();
  }, []);
  if (end === null)
    return (
      <PlainPage title="Move to another address">
        <p className="text-soft">One moment.</p>
      </PlainPage>
    );
  return end === 'out' ? <MoveOutView /> : <MoveInView moveIn={end} />;
}
