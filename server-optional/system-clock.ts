/** The machine's clock and dice, for lib/sync, which has none of its own. */

import type { Clock } from '@/lib/sync/clock';

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
