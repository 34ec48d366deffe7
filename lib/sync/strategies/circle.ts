/**
 * The circle of all peers by their ids, and choices on it that everyone makes alike without a word being said.
 * It does not know which links a strategy wants, or what for.
 */

import type { PeerView } from '../room';
import type { PeerId } from '../transport';

/** The first `count` in the given order, at the price of one walk where few of many are wanted. */
export const firstOf = <Item>(
  items: readonly Item[],
  count: number,
  inOrder: (one: Item, other: Item) => number,
): Item[] => {
  const first: Item[] = [];
  for (const item of items) {
    const last = first[count - 1];
    if (last !== undefined && inOrder(item, last) >= 0) continue;
    let place = first.length;
    for (; place > 0; place--) {
      const before = first[place - 1];
      if (before === undefined || inOrder(before, item) <= 0) break;
    }
    first.splice(place, 0, item);
    first.length = Math.min(first.length, count);
  }
  return first;
};

/** The next `count` peers in the circle. If everyone keeps to its successor, the room is one ring. */
export const successors = (self: PeerId, peers: readonly PeerView[], count: number): PeerId[] => {
  const alongTheCircle = (one: PeerView, other: PeerView): number =>
    Number(one.peer < self) - Number(other.peer < self) || (one.peer < other.peer ? -1 : 1);
  return firstOf(peers, count, alongTheCircle).map(({ peer }) => peer);
};

/** FNV-1a, one letter after the other. */
const hashOn = (start: number, text: string): number => {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
};

/** The same bits in another order of importance: the last step of MurmurHash3, so that similar texts differ everywhere. */
const mixed = (bits: number): number => {
  let hash = bits;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * The peer that chance allots to this one (rendezvous hashing): it stays the same while others come and go, and such links
 * cross the room, so that news needs few hops whoever is near to whom. null if there is nobody.
 */
export const allotted = (self: PeerId, peers: readonly PeerView[]): PeerId | null => {
  const ours = hashOn(0x811c9dc5, `${self} `);
  let chosen: PeerId | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { peer } of peers) {
    const lot = mixed(hashOn(ours, peer));
    if (lot >= least) continue;
    least = lot;
    chosen = peer;
  }
  return chosen;
};
