/**
 * The serverless data blast, as the article has it: everyone sends everything to everyone, on joining and on request, and
 * whoever has it already drops it. Kept pure, as the yardstick of what waste costs.
 */

import type { Room } from '../room';
import type { Plan, PlannedNeighbor, Strategy } from '../strategy';

export const dataBlast: Strategy = (room: Room): Plan => {
  if (room.self.role === 'server') return { neighbors: [], stalled: null };
  const everyone = room.peers.filter(({ linked, reachable }) => linked || reachable);
  return {
    neighbors: everyone.map(({ peer }): PlannedNeighbor => ({ peer, exchange: 'full' })),
    stalled: null,
  };
};
