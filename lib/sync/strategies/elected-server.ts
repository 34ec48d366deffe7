/**
 * The transient elected state server: the peer that has been present longest keeps the state for all, as long as it does the
 * work. It does not know how work is judged (auditing.ts); who is failing stands in the room that it is given.
 *
 * Every peer elects for itself, and no vote is taken: two servers for a moment are harmless, because data merges, and being
 * elected never decides whether somebody may write. Who finds itself elected keeps a session with everyone.
 */

import type { PeerView, Room } from '../room';
import type { Plan, PlannedNeighbor, Strategy } from '../strategy';
import type { PeerId } from '../transport';
import { successors } from './circle';

/** The article names both: the oldest changes least, the youngest spreads the burden. */
export type Seniority = 'oldest' | 'youngest';

/** Who knows nobody's age yet asks so many at once. */
const ACQUAINTANCES = 4;
/** Links that carry names and signals alone, so that the room does not fall apart with its server. */
const PRESENCE_NEIGHBORS = 2;

interface Candidate {
  readonly peer: PeerId;
  readonly joinedAt: number;
}

const isKnown = (view: PeerView): view is PeerView & Candidate => view.joinedAt !== null;

const isFit = ({ failing, linked, failures }: PeerView): boolean => !failing && (linked || failures === 0);

const elect = (candidates: readonly Candidate[], seniority: Seniority): PeerId | null => {
  const sign = seniority === 'oldest' ? 1 : -1;
  const [first] = [...candidates].sort(
    (one, other) => sign * (one.joinedAt - other.joinedAt) || (one.peer < other.peer ? -1 : 1),
  );
  return first?.peer ?? null;
};

const withAll = (views: readonly PeerView[]): PlannedNeighbor[] =>
  views.map(({ peer }) => ({ peer, exchange: 'diff' }));

/** What a peer plans that has elected another: state with it alone, and with the relay until that session stands. */
const followerPlan = (
  room: Room,
  server: PeerId,
  peers: readonly PeerView[],
  relays: readonly PeerView[],
): Plan => {
  const isServed = peers.some(({ peer, linked }) => peer === server && linked);
  const others = peers.filter((view) => view.peer !== server && isFit(view));
  const beside = successors(room.self.peer, others, PRESENCE_NEIGHBORS);
  return {
    neighbors: [
      { peer: server, exchange: 'diff' },
      ...beside.map((peer): PlannedNeighbor => ({ peer, exchange: 'presence' })),
      ...(isServed ? [] : withAll(relays)),
    ],
    server,
    stalled: null,
  };
};

export const electedServerBy =
  (seniority: Seniority): Strategy =>
  (room: Room): Plan => {
    if (room.self.role === 'server') return { neighbors: [], stalled: null };
    const present = room.peers.filter(({ linked, reachable }) => linked || reachable);
    const peers = present.filter(({ role }) => role === 'peer');
    const relays = present.filter(({ role }) => role === 'server');
    const known = peers.filter(isKnown);
    const strangers = peers.filter((view) => !isKnown(view) && isFit(view));
    if (known.length === 0 && strangers.length > 0)
      return { neighbors: withAll([...strangers.slice(0, ACQUAINTANCES), ...relays]), stalled: null };
    const server = elect([room.self, ...known.filter(isFit)], seniority);
    if (server === null || server === room.self.peer)
      return { neighbors: withAll([...peers, ...relays]), server: room.self.peer, stalled: null };
    return followerPlan(room, server, peers, relays);
  };

export const electedServer = electedServerBy('oldest');
