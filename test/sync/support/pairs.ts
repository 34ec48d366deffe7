/** Pairs for the contract of transports that exist in Node and in browsers alike. */

import { newPeerId } from '@/lib/sync/peer-id';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { type Channel, createBroadcastTransport } from '@/lib/sync/transports/broadcast-channel';
import type { OpenWebSocket } from '@/lib/sync/transports/web-socket';
import { createWebSocketTransport } from '@/lib/sync/transports/websocket';
import type { MakePair, Pair, Side } from '../transport-cases';
import { hostingSide } from './hosting-transport';
import { realClock, until } from './real-clock';

/** Gives what should not happen the time to happen. */
const SETTLING_MS = 80;

export const realPair = (left: Side, right: Side): Pair => ({
  left,
  right,
  until,
  settle: () => new Promise((resolve) => setTimeout(resolve, SETTLING_MS)),
  end: async () => {
    left.transport.stop();
    right.transport.stop();
  },
});

let rooms = 0;

/** A topic that no earlier pair of this run has used. */
export const freshTopic = (): string => `room${++rooms}x${Date.now()}`;

export const broadcastPair =
  (openChannel: (name: string) => Channel): MakePair =>
  async () => {
    const random = createSeededRandom(rooms + 1);
    const topic = freshTopic();
    const side = (): Side => {
      const peer = newPeerId(random);
      const setup = { self: peer, topic, clock: realClock, random, openChannel, patience: 1000 };
      return { peer, transport: createBroadcastTransport(setup) };
    };
    return realPair(side(), side());
  };

/** `origin`: of a relay stand-in, such as ws://127.0.0.1:4321. */
export const webSocketPair =
  (origin: string, openSocket: OpenWebSocket): MakePair =>
  async () => {
    const random = createSeededRandom(rooms + 1);
    const topic = freshTopic();
    const peer = newPeerId(random);
    const url = `${origin}/sync/${topic}`;
    const transport = createWebSocketTransport({ url, openSocket, clock: realClock, random });
    return realPair({ peer, transport }, hostingSide(`${origin}/host/${topic}`, peer, openSocket));
  };
