/**
 * How long to wait before something is done that may soon be due again: briefly after a quiet time, and twice as long each
 * time while it goes on. It does not know what is done.
 */

import type { Clock } from './clock';

/** It goes on while less than so many waits have passed since the last time. */
const QUIET_WAITS = 4;

export interface Pace {
  /** In ms. */
  wait(): number;
  /** It has been done. */
  done(): void;
}

/** @param longest in ms; where it is less than the soonest it does not count. */
export const createPace = (clock: Clock, soonest: number, longest: () => number): Pace => {
  let current = soonest;
  let doneAt = Number.NEGATIVE_INFINITY;

  const goesOn = (): boolean => clock.now() - doneAt < QUIET_WAITS * current;

  return {
    wait: () => (goesOn() ? current : soonest),
    done: () => {
      current = goesOn() ? Math.max(soonest, Math.min(2 * current, longest())) : soonest;
      doneAt = clock.now();
    },
  };
};
