/**
 * Who can be reached through announcements that come again and again, and who has fallen silent.
 * It does not count in time but in rounds of our own announcing, so that a page which slept does not take all others for gone.
 */

import type { PeerId } from '../transport';

/** Rounds without a word after which a peer is gone; browsers let a hidden page speak only every other round or so. */
const PATIENCE_ROUNDS = 5;

export interface Sightings {
  has(peer: PeerId): boolean;
  /** True if the peer was not known. */
  heard(peer: PeerId): boolean;
  /** True if the peer was known. */
  left(peer: PeerId): boolean;
  /** One round has passed: gives those who have been silent too long, and forgets them. */
  round(): readonly PeerId[];
  /** Forgets all, and gives them. */
  clear(): readonly PeerId[];
}

export const createSightings = (): Sightings => {
  const silentRounds = new Map<PeerId, number>();

  const remove = (peers: readonly PeerId[]): readonly PeerId[] => {
    for (const peer of peers) silentRounds.delete(peer);
    return peers;
  };

  return {
    has: (peer) => silentRounds.has(peer),
    heard: (peer) => {
      const news = !silentRounds.has(peer);
      silentRounds.set(peer, 0);
      return news;
    },
    left: (peer) => silentRounds.delete(peer),
    round: () => {
      for (const [peer, rounds] of silentRounds) silentRounds.set(peer, rounds + 1);
      return remove([...silentRounds].filter(([, rounds]) => rounds > PATIENCE_ROUNDS).map(([peer]) => peer));
    },
    clear: () => remove([...silentRounds.keys()]),
  };
};
