'use client';

import { useLive } from '@/app/ui/use-live';
import { useBook } from './book-context';

/** Whether all that is on the screen is on this device's disk, too. */
export function SavedWord() {
  const saved = useLive(useBook().saved);
  const words = { saved: 'Saved', saving: 'Saving …', failed: 'Not saved' } as const;
  return <span className="mr-2 text-[0.75rem] text-soft">{words[saved.kind]}</span>;
}

/** Silent while all is well. If this device cannot store any more, it says so until it can. */
export function SaveNote({ openExport }: { openExport(): void }) {
  const saved = useLive(useBook().saved);
  if (saved.kind !== 'failed') return null;
  return (
    <div role="alert" className="border-b border-wrong bg-wrong-wash px-4 py-2">
      <strong>This device can no longer store the book.</strong> What you see is still here until you close
      the page, and goes on to the others while they are near.{' '}
      <button type="button" className="link" onClick={openExport}>
        Take a copy now
      </button>{' '}
      <span className="text-[0.8125rem] text-soft">({saved.detail})</span>
    </div>
  );
}
