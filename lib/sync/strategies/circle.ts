/**
 * The circle of all peers by their ids, and choices on it that everyone makes alike without a word being said.
 * It does not know which links a strategy wants, or what for.
 */

import type { PeerView } from '../room';
import type { PeerId } from '../transport';

/** The next `count` peers in the circle. If everyone keeps to its successor, the room is one ring. */
export const successors = (self: PeerId, peers: readonly PeerView[], count: number): PeerId[] => {
  const ids = peers.map(({ peer }) => peer).sort();
  const after = ids.filter((peer) => peer > self);
  return [...after, ...ids.filter((peer) => peer < self)].slice(0, count);
};

/** A number of 32 bits that looks random, and is the same for the same pair (FNV-1a, and a last mixing as in MurmurHash3). */
const mixOf = (one: PeerId, other: PeerId): number => {
  let hash = 0x811c9dc5;
  const text = `${one} ${other}`;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * The peer that chance allots to this one (rendezvous hashing): it stays the same while others come and go, and such links
 * cross the room, so that news needs few hops whoever is near to whom. null if there is nobody.
 */
export const allotted = (self: PeerId, peers: readonly PeerView[]): PeerId | null => {
  let chosen: PeerId | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { peer } of peers) {
    const mixed = mixOf(self, peer);
    if (mixed >= least) continue;
    least = mixed;
    chosen = peer;
  }
  return chosen;
};
