/** Who else has all of a book, as far as this device knows. */

import { sayMoment } from '@/app/book/history/moment';
import type { SyncSnapshot } from '@/app/composition/contract';

export interface Holders {
  /** One sentence for each that has everything, those that are here now first. */
  readonly sentences: readonly string[];
  /** Changes made here that nobody else is known to have. */
  readonly alone: number;
}

/** Nobody has all of it while there is something that nobody else is known to have. */
export const holdersOf = ({ devices, peers, unsharedChanges }: SyncSnapshot): Holders => {
  if (unsharedChanges > 0) return { sentences: [], alone: unsharedChanges };
  const whole = devices.filter(({ self, left, lacks }) => !self && left === null && lacks === 0);
  const now = whole.filter(({ here }) => here).map(({ name }) => `${name} has all of it.`);
  const before = whole
    .filter(({ here, lastSeen }) => !here && lastSeen !== null)
    .map(({ name, lastSeen }) => `${name} had all of it when it was last here, ${sayMoment(lastSeen ?? 0)}.`);
  const server = peers.some(({ role, neighbor, lacks }) => role === 'server' && neighbor && lacks === 0);
  return { sentences: [...now, ...(server ? ['The home server has all of it.'] : []), ...before], alone: 0 };
};
