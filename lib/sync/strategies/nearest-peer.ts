/**
 * Nearest peer synchronization, the article's own pattern: a few near neighbors, links that keep the room in one piece,
 * and no server; the relay, where there is one, is one more neighbor that is always awake.
 *
 * After HyParView (Leitão, Pereira, Rodrigues, 2007): few links that are used, and all others whom presence has named as the
 * reserve from which a lost neighbor is replaced.
 */

import type { PeerView, Room } from '../room';
import type { Plan, PlannedNeighbor, Strategy } from '../strategy';
import type { PeerId } from '../transport';
import { allotted, firstOf, successors } from './circle';

/** Up to so many others everyone simply keeps a session with everyone. */
const FULL_MESH = 6;
/** Beyond, how many neighbors a peer plans; those that plan it come on top. */
const PLANNED = 5;
/** Above so many links a peer asks those that it does not need to look for others. */
const MOST = 8;

/** Who cannot be reached now is no neighbor to plan for. */
const isCandidate = ({ linked, reachable }: PeerView): boolean => linked || reachable;

/** Linked first, lest links come and go for a few milliseconds; then who has room, the shorter way, the longer presence. */
const byNearness = (one: PeerView, other: PeerView): number =>
  Number(one.full) - Number(other.full) ||
  Number(other.linked) - Number(one.linked) ||
  one.failures - other.failures ||
  Number(one.degree >= MOST) - Number(other.degree >= MOST) ||
  (one.rtt ?? Number.POSITIVE_INFINITY) - (other.rtt ?? Number.POSITIVE_INFINITY) ||
  (one.joinedAt ?? Number.POSITIVE_INFINITY) - (other.joinedAt ?? Number.POSITIVE_INFINITY) ||
  (one.peer < other.peer ? -1 : 1);

/** The next one in the circle, one that chance allots, and near ones: a ring alone is long, near ones alone fall into islands. */
const neighborsAmong = (self: PeerId, peers: readonly PeerView[]): PeerId[] => {
  if (peers.length <= FULL_MESH) return peers.map(({ peer }) => peer);
  const answering = peers.filter(({ linked, failures }) => linked || failures === 0);
  const planned = new Set(successors(self, answering, 1));
  const across = allotted(
    self,
    answering.filter(({ full, peer }) => !full && !planned.has(peer)),
  );
  if (across !== null) planned.add(across);
  for (const { peer } of firstOf(peers, PLANNED, byNearness)) if (planned.size < PLANNED) planned.add(peer);
  return [...planned];
};

/** Links beyond the bound that this peer has not planned itself, the longest way first. */
const tooMany = (peers: readonly PeerView[], planned: readonly PeerId[]): PeerId[] => {
  const linked = peers.filter((view) => view.linked);
  return linked
    .filter(({ peer }) => !planned.includes(peer))
    .sort((one, other) => (other.rtt ?? 0) - (one.rtt ?? 0) || (one.peer < other.peer ? -1 : 1))
    .slice(0, Math.max(0, linked.length - MOST))
    .map(({ peer }) => peer);
};

export const nearestPeer: Strategy = (room: Room): Plan => {
  if (room.self.role === 'server') return { neighbors: [], stalled: null };
  const candidates = room.peers.filter(isCandidate);
  const servers = candidates.filter(({ role }) => role === 'server').map(({ peer }) => peer);
  const peers = candidates.filter(({ role }) => role === 'peer');
  const planned = neighborsAmong(room.self.peer, peers);
  return {
    neighbors: [...planned, ...servers].map((peer): PlannedNeighbor => ({ peer, exchange: 'diff' })),
    spare: tooMany(peers, planned),
    stalled: null,
  };
};
