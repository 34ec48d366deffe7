/** What each way of sharing costs in this very room, in words: counted from who is here, not measured. */

import type { SyncSnapshot } from '@/app/composition/contract';
import type { StrategyName } from '@/lib/sync/strategy';

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

interface Costs {
  /** How often one change is sent, by all together, until everyone has it. */
  readonly sends: number;
  /** How often a newcomer is sent the whole book. */
  readonly books: number;
}

/** Up to so many others nobody is told to keep quiet: what is sent twice then is less than what it would take to agree on a way. */
const FEW = 3;

const costsOf = (name: StrategyName, others: number): Costs => {
  switch (name) {
    case 'nearest-peer':
      return { sends: others > FEW ? others : others * others, books: 1 };
    case 'fixed-server':
    case 'elected-server':
      return { sends: others, books: 1 };
    case 'data-blast':
      // Whoever gets a change sends it on to all but the one it came from.
      return { sends: others * others, books: others + 1 };
  }
};

/** '' while nobody else is here: there is nothing to count then. */
export const sayCosts = (name: StrategyName, { peers }: Pick<SyncSnapshot, 'peers'>): string => {
  const others = peers.length;
  if (others === 0) return '';
  if (name === 'fixed-server' && !peers.some(({ role }) => role === 'server'))
    return 'Here and now: the home server is not in sight.';
  const { sends, books } = costsOf(name, others);
  return `Here and now: a change is sent ${times(sends)} in all, and a newcomer gets the book ${times(books)}.`;
};
