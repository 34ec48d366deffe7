import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Journal } from '@/lib/ledger/journal';
import { newPeerId } from '@/lib/sync/peer-id';
import { createReplica, type Replica } from '@/lib/sync/replica';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import type { WebSocketLike } from '@/lib/sync/transports/web-socket';
import { createWebSocketTransport } from '@/lib/sync/transports/websocket';
import { createReplica as createHousehold, found } from '../../ledger/household';
import { createDice } from '../../random';
import { realClock } from '../../sync/support/real-clock';

export const newToken = (): string => randomBytes(32).toString('hex');

/** A book with its own journal, not yet shared with anybody. */
export const newBook = (name: string, seed: number) => createHousehold(name, createDice(seed));

/** A book that somebody has begun: some entries, and an account to write to. */
export const startedBook = (seed: number) => {
  const book = newBook('anna', seed);
  const { account } = found([book]);
  return { ...book, account };
};

/** Brings a journal to a relay, as the app does; ended with the test. */
export const join = (ws: string, room: string, token: string, document: Journal): Replica => {
  const replica = createReplica({
    self: { peer: newPeerId(Math.random), role: 'peer', joinedAt: Date.now() },
    token,
    document,
    transports: [
      createWebSocketTransport({
        url: `${ws}/sync/${room}`,
        openSocket: (url) => new WebSocket(url) as unknown as WebSocketLike,
        clock: realClock,
        random: Math.random,
      }),
    ],
    strategy: nearestPeer,
    clock: realClock,
    random: Math.random,
  });
  replica.start();
  onTestFinished(() => replica.stop());
  return replica;
};
