'use client';

import { useEffect, useState } from 'react';
import { books } from '@/app/composition/books';
import type { Demo } from '@/app/composition/contract';
import { PlainPage } from '@/app/ui/plain-page';
import { DemoView } from './demo-view';

/** A household to try things with: two people's books side by side, as two real devices would have them. */
export function DemoPage() {
  const [demo, setDemo] = useState<Demo | null>(null);
  useEffect(() => {
    let gone = false;
    const starting = books.demo();
    void starting.then((started) => {
      if (!gone) setDemo(started);
    });
    return () => {
      gone = true;
      void starting.then((started) => started.close());
    };
  }, []);
  if (demo) return <DemoView demo={demo} />;
  return (
    <PlainPage title="The demo household">
      <p className="text-soft" role="status">
        Writing two years of a family’s accounts. One moment.
      </p>
    </PlainPage>
  );
}
