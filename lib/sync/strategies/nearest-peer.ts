/**
 * Nearest peer synchronization, the article's own pattern: a few near neighbors, links that keep the room in one piece,
 * and no server; the relay, where there is one, is one more neighbor that is always awake.
 */

import type { PeerView, Room } from '../room';
import type { Plan, PlannedNeighbor, Strategy } from '../strategy';
import type { PeerId } from '../transport';

/** How many neighbors a peer seeks by nearness; up to so many in all, everyone simply keeps a session with everyone. */
const NEAR = 4;
const FULL_MESH = 6;

/** Who cannot be reached now is no neighbor to plan for. */
const isCandidate = ({ linked, reachable }: PeerView): boolean => linked || reachable;

/** Linked first, lest links come and go for a few milliseconds; then the shorter way, then the longer presence. */
const byNearness = (one: PeerView, other: PeerView): number =>
  Number(other.linked) - Number(one.linked) ||
  one.failures - other.failures ||
  (one.rtt ?? Number.POSITIVE_INFINITY) - (other.rtt ?? Number.POSITIVE_INFINITY) ||
  one.joinedAt - other.joinedAt ||
  (one.peer < other.peer ? -1 : 1);

/**
 * The two next ones in the circle of ids. Everyone keeping a session with its successor makes one ring, so that near
 * neighbors alone cannot fall into islands (measured: nearest alone partitions far clusters, with the ring none).
 */
const successors = (self: PeerId, peers: readonly PeerView[]): PeerId[] => {
  const ids = peers.map(({ peer }) => peer).sort();
  const after = ids.filter((peer) => peer > self);
  return [...after, ...ids].slice(0, 2);
};

const neighborsAmong = (room: Room, peers: readonly PeerView[]): PeerId[] => {
  if (peers.length <= FULL_MESH) return peers.map(({ peer }) => peer);
  const near = [...peers].sort(byNearness).slice(0, NEAR);
  return [...new Set([...near.map(({ peer }) => peer), ...successors(room.self.peer, peers)])];
};

export const nearestPeer: Strategy = (room: Room): Plan => {
  if (room.self.role === 'server') return { neighbors: [], stalled: null };
  const candidates = room.peers.filter(isCandidate);
  const servers = candidates.filter(({ role }) => role === 'server').map(({ peer }) => peer);
  const peers = candidates.filter(({ role }) => role === 'peer');
  const planned = [...neighborsAmong(room, peers), ...servers];
  return {
    neighbors: planned.map((peer): PlannedNeighbor => ({ peer, exchange: 'diff' })),
    stalled: null,
  };
};
