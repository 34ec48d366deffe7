/** Chance that repeats itself: the same seed gives the same numbers and bytes. */

import type { Random } from '@/lib/sync/clock';
import type { RandomBytes } from '@/lib/sync/invite';

/** mulberry32. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const seededBytes = (seed: number): RandomBytes => {
  const random = seededRandom(seed);
  return (into) => into.map(() => Math.floor(random() * 256));
};
