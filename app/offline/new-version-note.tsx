'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/app/ui/button';
import { useLive } from '@/app/ui/use-live';
import { isTyping, newVersion, takeNewVersion } from './new-version';

/** A new version is said in one quiet line, and not while somebody types: the line moves what is below it. */
export function NewVersionNote() {
  const version = useLive(newVersion);
  const still = useStill(version !== 'none');
  const [later, setLater] = useState(false);
  if (version === 'none' || later || !still) return null;
  return (
    <div
      role="status"
      className="no-print flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-rule bg-wash px-4 py-1.5"
    >
      <span>{version === 'waits' ? 'A new version is here.' : 'Another tab uses a new version.'}</span>
      <span className="flex items-center gap-2">
        <Button small onClick={takeNewVersion}>
          Use it now
        </Button>
        <Button small look="plain" className="text-soft" onClick={() => setLater(true)}>
          Later
        </Button>
      </span>
    </div>
  );
}

/** Becomes true as soon as nobody types, and stays so. */
function useStill(wanted: boolean): boolean {
  const [still, setStill] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    const look = () => {
      if (!isTyping()) setStill(true);
    };
    look();
    // The next field has the focus only after this one has lost it.
    const afterwards = () => setTimeout(look);
    document.addEventListener('focusout', afterwards);
    return () => document.removeEventListener('focusout', afterwards);
  }, [wanted]);
  return still;
}
