/**
 * Letting go of links to spare, politely: who has more than it needs asks a neighbor to look for others, and names some.
 * SPEC.md, rule R8. It does not know which links are needed: a strategy says so.
 */

import type { Clock } from './clock';
import type { PeerId } from './transport';

/** A request is kept in mind for so long, and not repeated sooner. */
const MEMORY_MS = 60_000;
const REPEAT_MS = 15_000;

export interface Sparing {
  /** This peer has asked us to look for others. */
  asked(peer: PeerId): void;
  /** Whether it has asked lately. */
  isFull(peer: PeerId): boolean;
  /** Those of them that are to be asked now. */
  due(peers: readonly PeerId[]): PeerId[];
}

export const createSparing = (clock: Clock): Sparing => {
  const askedBy = new Map<PeerId, number>();
  const told = new Map<PeerId, number>();

  const isRecent = (times: Map<PeerId, number>, peer: PeerId, ms: number): boolean => {
    const at = times.get(peer);
    if (at === undefined) return false;
    if (clock.now() - at < ms) return true;
    times.delete(peer);
    return false;
  };

  return {
    asked: (peer) => {
      askedBy.set(peer, clock.now());
    },
    isFull: (peer) => isRecent(askedBy, peer, MEMORY_MS),
    due: (peers) => {
      const due = peers.filter((peer) => !isRecent(told, peer, REPEAT_MS));
      for (const peer of due) told.set(peer, clock.now());
      return due;
    },
  };
};
