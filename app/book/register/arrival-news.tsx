import type { Member, RecordId } from '@/lib/ledger/records';

/** What has just arrived, for who cannot see the lines light up. */
export function ArrivalNews({ arrived }: { readonly arrived: ReadonlyMap<RecordId, Member | null> }) {
  const names = new Set([...arrived.values()].map((member) => member?.name ?? 'somebody'));
  const lines = arrived.size === 1 ? 'A line' : `${arrived.size} lines`;
  return (
    <p role="status" className="sr-only">
      {arrived.size === 0 ? '' : `${lines} from ${[...names].join(', ')}`}
    </p>
  );
}
