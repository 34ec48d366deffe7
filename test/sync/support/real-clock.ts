/** The real clock, for tests of what cannot run in virtual time: sockets and browsers. */

import type { Clock } from '@/lib/sync/clock';

export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const PATIENCE_MS = 15_000;

/** Looks until the condition holds. Fails, saying what was waited for, when it does not come to hold. */
export const until = async (what: string, condition: () => boolean): Promise<void> => {
  const end = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
};
