/** Peers that hold some of the others to be failing, for no reason and for ever. */

import type { Room } from '@/lib/sync/room';
import type { Strategy } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import { createDice } from '../random';

/** As its strategy would plan, by somebody who is wrong about some of the others, and stays wrong. */
export const mistakenly =
  (strategy: Strategy, isWrong: (peer: PeerId) => boolean): Strategy =>
  (room: Room) =>
    strategy({
      ...room,
      peers: room.peers.map((view) =>
        view.role === 'peer' && isWrong(view.peer) ? { ...view, failing: true, failures: 1 } : view,
      ),
    });

/** Of half of all pairs one is wrong about the other; no two are wrong about each other. */
export const isWrongAbout = (seed: number, place: number, other: number): boolean => {
  const pair = createDice((seed + 1) * 7_919 + Math.min(place, other) * 101 + Math.max(place, other));
  const isOne = pair.chance(0.5);
  return pair.chance(0.5) && isOne === place < other;
};
