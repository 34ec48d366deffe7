import { afterAll, describe, it } from 'vitest';
import { WebSocket } from 'ws';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { createSimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { passLargeState } from './large-state';
import { broadcastPair, webSocketPair } from './support/pairs';
import { realClock } from './support/real-clock';
import { startRelayStandIn } from './support/relay-stand-in';
import type { MakePair } from './transport-cases';

const relay = await startRelayStandIn();
afterAll(() => relay.stop());

const pairs: { readonly [transport: string]: MakePair } = {
  websocket: webSocketPair(`ws://127.0.0.1:${relay.port}`, (url) => new WebSocket(url)),
  'broadcast-channel': broadcastPair((name) => new BroadcastChannel(name)),
};

const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 10));

describe('a book of 50 MB, with progress shown, passes', () => {
  for (const [transport, makePair] of Object.entries(pairs))
    it(`over ${transport}, in Node`, async () => {
      const pair = await makePair();
      await passLargeState(pair, realClock, turn);
      await pair.end();
    });

  it('over the simulated network', async () => {
    const clock = createVirtualClock();
    const random = createSeededRandom(1);
    const network = createSimulatedNetwork({ clock, random, delay: () => 20, bandwidth: 5_000 });
    const side = (peer: string) => ({ peer, transport: network.attach(peer) });
    const pair = {
      left: side('left'),
      right: side('right'),
      until: async () => undefined,
      settle: async () => undefined,
      end: async () => undefined,
    };
    await passLargeState(pair, clock, async () => clock.advance(10));
  });
});
