/**
 * When this peer's own time of joining begins anew, so that one who was away does not come back as the longest present:
 * after a sleep, and when it believes itself elected while nobody asks it for anything. SPEC.md, rule E4.
 * It does not know who is elected instead.
 */

import type { Clock } from './clock';

/** A look that comes so much too late says that the page was frozen or the machine asleep. */
const ASLEEP_MS = 3_000;
/** An elected server with neighbors is asked every second or so: so long without a question says that others have another. */
const UNASKED_MS = 6_000;
/** Stepping down is not repeated sooner: others may share in other ways, and never ask. */
const REPEAT_MS = 60_000;

export interface Office {
  /** When this peer joined, in ms since the epoch. */
  joinedAt(): number;
  /** This moment, in the same time. */
  wall(): number;
  /** Somebody who holds us to be elected has asked for a proof of our work. */
  asked(): void;
  /** To be called regularly. True if the time of joining has begun anew. */
  look(isElected: boolean, hasNeighbors: boolean): boolean;
  rejoin(): void;
}

export const createOffice = (joined: number, clock: Clock): Office => {
  const startedAt = clock.now();
  let joinedAt = joined;
  let lastLook: number | null = null;
  let unaskedSince: number | null = null;
  let steppedDownAt = Number.NEGATIVE_INFINITY;

  const wall = (): number => Math.round(joined + clock.now() - startedAt);

  const isUnasked = (isElected: boolean, hasNeighbors: boolean): boolean => {
    if (!isElected || !hasNeighbors) {
      unaskedSince = null;
      return false;
    }
    unaskedSince ??= clock.now();
    return clock.now() - unaskedSince > UNASKED_MS && clock.now() - steppedDownAt > REPEAT_MS;
  };

  const rejoin = (): void => {
    joinedAt = wall();
    unaskedSince = null;
  };

  return {
    joinedAt: () => joinedAt,
    wall,
    asked: () => {
      unaskedSince = clock.now();
    },
    look: (isElected, hasNeighbors) => {
      const slept = lastLook !== null && clock.now() - lastLook > ASLEEP_MS;
      lastLook = clock.now();
      const unasked = isUnasked(isElected, hasNeighbors);
      if (!slept && !unasked) return false;
      if (unasked) steppedDownAt = clock.now();
      rejoin();
      return true;
    },
    rejoin,
  };
};
