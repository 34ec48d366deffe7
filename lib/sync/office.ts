/**
 * When this peer's own time of joining begins anew, so that one who was away does not come back as the longest present:
 * after a sleep, and when it believes itself elected while most have another. SPEC.md, rule E4.
 * It does not know who is elected instead.
 */

import type { Clock } from './clock';
import type { PeerId } from './transport';

/** A look that comes so much too late says that the page was frozen or the machine asleep. */
const ASLEEP_MS = 3_000;
/** A follower asks its server every second or so; one that stood still for five seconds does so again after 6.5 and a way. */
const UNASKED_MS = 8_000;
/** Stepping down is not repeated sooner: others may share in other ways, and never ask. */
const REPEAT_MS = 60_000;

export interface Office {
  /** When this peer joined, in ms since the epoch. */
  joinedAt(): number;
  /** This moment, in the same time. */
  wall(): number;
  /** This peer, which holds us to be elected, has asked for a proof of our work. */
  asked(peer: PeerId): void;
  /**
   * To be called regularly. True if the time of joining has begun anew.
   * @param followers those that an elected server exchanges data with.
   */
  look(isElected: boolean, followers: readonly PeerId[]): boolean;
  rejoin(): void;
}

export const createOffice = (joined: number, clock: Clock): Office => {
  const startedAt = clock.now();
  /** When each follower asked last, or was first seen since we hold ourselves elected. */
  const lastAsked = new Map<PeerId, number>();
  let joinedAt = joined;
  let hasServed = false;
  let lastLook: number | null = null;
  let steppedDownAt = Number.NEGATIVE_INFINITY;

  const wall = (): number => Math.round(joined + clock.now() - startedAt);

  /** By more than half of them: a few may be wrong, and will find it out. Whom nobody ever followed is itself wrong. */
  const isUnasked = (followers: readonly PeerId[]): boolean => {
    const now = clock.now();
    for (const peer of followers) if (!lastAsked.has(peer)) lastAsked.set(peer, now);
    for (const peer of lastAsked.keys()) if (!followers.includes(peer)) lastAsked.delete(peer);
    const silent = [...lastAsked.values()].filter((at) => now - at > UNASKED_MS);
    return hasServed && 2 * silent.length > lastAsked.size && now - steppedDownAt > REPEAT_MS;
  };

  const leaveOffice = (): void => {
    lastAsked.clear();
    hasServed = false;
  };

  const rejoin = (): void => {
    joinedAt = wall();
    leaveOffice();
  };

  return {
    joinedAt: () => joinedAt,
    wall,
    asked: (peer) => {
      lastAsked.set(peer, clock.now());
      hasServed = true;
    },
    look: (isElected, followers) => {
      const slept = lastLook !== null && clock.now() - lastLook > ASLEEP_MS;
      lastLook = clock.now();
      if (!isElected) leaveOffice();
      const unasked = isElected && isUnasked(followers);
      if (!slept && !unasked) return false;
      if (unasked) steppedDownAt = clock.now();
      rejoin();
      return true;
    },
    rejoin,
  };
};
