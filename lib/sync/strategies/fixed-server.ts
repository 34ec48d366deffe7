/**
 * The fixed state server, as in the article's hybrid: state is kept with the one peer whose role is server, while who is
 * there goes from peer to peer. Simple and easy to reason about; with no server in sight nothing is shared.
 */

import type { Room } from '../room';
import type { Plan, PlannedNeighbor, Strategy } from '../strategy';

/** Peers that hear of each other's presence directly; the server passes on the rest. */
const PRESENCE_NEIGHBORS = 6;

export const fixedServer: Strategy = (room: Room): Plan => {
  if (room.self.role === 'server') return { neighbors: [], stalled: null };
  const candidates = room.peers.filter(({ linked, reachable }) => linked || reachable);
  const servers = candidates.filter(({ role }) => role === 'server');
  const peers = candidates
    .filter(({ role }) => role === 'peer')
    .sort((one, other) => Number(other.linked) - Number(one.linked) || (one.peer < other.peer ? -1 : 1))
    .slice(0, PRESENCE_NEIGHBORS);
  return {
    neighbors: [
      ...servers.map(({ peer }): PlannedNeighbor => ({ peer, exchange: 'diff' })),
      ...peers.map(({ peer }): PlannedNeighbor => ({ peer, exchange: 'presence' })),
    ],
    stalled: servers.some(({ linked }) => linked) ? null : 'no-server-in-sight',
  };
};
