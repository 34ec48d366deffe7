'use client';

import { useEffect, useState } from 'react';
import { askToKeep, howLasting, type Lasting } from '@/app/composition/lasting-storage';
import { PlainHttp } from '@/app/offline/plain-http';
import { Button } from '@/app/ui/button';

/** How well the book is kept on this device, and whether it opens with nobody near. */
export function ThisDevice() {
  return (
    <details className="border-t border-rule pt-3">
      <summary className="text-[0.875rem] font-medium">Kept on this device</summary>
      <div className="space-y-3 pt-3 text-[0.875rem]">
        {window.isSecureContext ? <SafeAddress /> : <PlainHttp />}
      </div>
    </details>
  );
}

function SafeAddress() {
  const [lasting, setLasting] = useState<Lasting | null>(null);
  useEffect(() => {
    void howLasting().then(setLasting);
  }, []);
  return (
    <>
      {navigator.serviceWorker?.controller ? (
        <p>WeSpend opens here without the home server, and without a network.</p>
      ) : null}
      {lasting === 'lasting' ? <p>The browser has promised to keep your books for good.</p> : null}
      {lasting === 'unsure' || lasting === 'cannot-promise' ? (
        <p>
          The browser has not promised to keep your books: it may clear them away when space is short, and
          some browsers do so after a week without a visit. Install WeSpend from the browser’s menu, or take a
          copy now and then.
        </p>
      ) : null}
      {lasting === 'unsure' ? (
        <Button small onClick={() => void askToKeep().then(setLasting)}>
          Ask the browser again
        </Button>
      ) : null}
    </>
  );
}
