'use client';

import { useLedger } from '@/app/book/book-context';
import { sayLost } from '@/app/sync/words';
import { Button } from '@/app/ui/button';
import { CopyReminder } from './copy-reminder';

/** What this device should hear of now and then, in a line above the book and never over its numbers. */
export function BookNotes({ openExport }: { openExport(): void }) {
  return (
    <>
      <LostNote />
      <CopyReminder openExport={openExport} />
    </>
  );
}

/** Whoever has found the device reads it as well as its owner. */
function LostNote() {
  const ledger = useLedger();
  const device = ledger.identity()?.device;
  if (!device?.lost) return null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-wrong bg-wrong-wash px-4 py-2"
    >
      <p className="min-w-0 flex-1 basis-72">
        <strong>This device was {sayLost(device.lost)}.</strong> If it is not yours, please give it back. If
        it is yours and in your hands, say so to the others.
      </p>
      <Button small onClick={() => ledger.change('device', device.id, { lost: null })}>
        It is found again
      </Button>
    </div>
  );
}
