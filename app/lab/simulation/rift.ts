/**
 * A cut through the middle of the room, by places: nothing passes from one half to the other until it is healed.
 * It does not know what anybody makes of it.
 */

import type { SimulatedNetwork } from '@/lib/sync/transports/simulated';
import type { Inhabitant } from './inhabitant';

export interface Rift {
  cut(): void;
  heal(): void;
  /** A newcomer is on its side of a cut too. */
  joined(one: Inhabitant): void;
}

export const createRift = (
  network: SimulatedNetwork,
  places: number,
  here: () => readonly Inhabitant[],
): Rift => {
  let isOpen = false;

  const isLeft = ({ place }: Inhabitant): boolean => place < places / 2;

  const part = (one: Inhabitant): void => {
    for (const other of here()) if (isLeft(one) !== isLeft(other)) network.cut(one.peer, other.peer);
  };

  return {
    cut: () => {
      isOpen = true;
      for (const one of here()) part(one);
    },
    heal: () => {
      isOpen = false;
      const all = here();
      for (const one of all) for (const other of all) if (one !== other) network.heal(one.peer, other.peer);
    },
    joined: (one) => {
      if (isOpen) part(one);
    },
  };
};
