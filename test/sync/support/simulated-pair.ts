/** A pair on the simulated network, in virtual time. */

import { createSeededRandom } from '@/lib/sync/seeded-random';
import { createSimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import type { MakePair, Side } from '../transport-cases';

const STEP_MS = 5;
const PATIENCE_MS = 60_000;

export const simulatedPair: MakePair = async () => {
  const clock = createVirtualClock();
  const delay = (random: () => number): number => 5 + 20 * random();
  const network = createSimulatedNetwork({ clock, random: createSeededRandom(1), delay, bandwidth: 10_000 });
  const side = (peer: string): Side => ({ peer, transport: network.attach(peer) });
  const [left, right] = [side('left'), side('right')];
  return {
    left,
    right,
    until: async (what, condition) => {
      const end = clock.now() + PATIENCE_MS;
      while (!condition()) {
        if (clock.now() > end) throw new Error(`waited in vain: ${what}`);
        clock.advance(STEP_MS);
      }
    },
    settle: async () => clock.advance(10_000),
    end: async () => {
      left.transport.stop();
      right.transport.stop();
    },
  };
};
