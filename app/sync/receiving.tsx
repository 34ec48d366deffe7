import type { SyncSnapshot } from '@/app/composition/contract';
import { sayCount } from './words';

/** How much of the book has come so far, while a neighbor is handing it over. */
export function Receiving({ progress }: { readonly progress: NonNullable<SyncSnapshot['progress']> }) {
  const { entries, of } = progress;
  return (
    <div className="mt-3">
      <progress className="w-full" value={Math.min(entries, of)} max={of} aria-label="What has come so far" />
      <p className="figures text-[0.8125rem] text-soft">
        {sayCount(Math.min(entries, of))} of {sayCount(of)} entries are here
      </p>
    </div>
  );
}
