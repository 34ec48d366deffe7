/**
 * How long a message is under way. Links deliver in order and lose nothing, as data channels and sockets do: what the network
 * drops is sent again, and comes late. It does not know the messages.
 */

import type { Random } from '@/lib/sync/clock';
import type { Parameters } from './parameters';

/** The sender waits for so many round trips before it sends again, at least so long. */
const PATIENCE_ROUND_TRIPS = 1.5;
const LEAST_PATIENCE_MS = 200;

export const delayOf = ({ delay, loss }: Pick<Parameters, 'delay' | 'loss'>) => {
  const patience = Math.max(LEAST_PATIENCE_MS, PATIENCE_ROUND_TRIPS * 2 * delay);
  return (random: Random): number => {
    let taken = delay * (0.5 + random());
    while (random() * 100 < loss) taken += patience;
    return taken;
  };
};
