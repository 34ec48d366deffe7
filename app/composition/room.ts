/** Ties a journal to its room: the transports of this browser, the signaling of the relay, and one replica over them. */

import type { Journal } from '@/lib/ledger/journal';
import { deriveRoomKeys, type Invite } from '@/lib/sync/invite';
import { newPeerId } from '@/lib/sync/peer-id';
import { createReplica, type Replica } from '@/lib/sync/replica';
import { createRoomPost } from '@/lib/sync/room-path';
import { createSealer } from '@/lib/sync/sealing';
import type { SignalPath } from '@/lib/sync/signaling';
import { createSignalingSocket } from '@/lib/sync/signaling-socket';
import { strategies } from '@/lib/sync/strategies/by-name';
import type { StrategyName } from '@/lib/sync/strategy';
import type { PeerId, Transport } from '@/lib/sync/transport';
import { createBroadcastTransport } from '@/lib/sync/transports/broadcast-channel';
import { createWebRtcTransport } from '@/lib/sync/transports/webrtc';
import { createWebSocketTransport } from '@/lib/sync/transports/websocket';
import {
  browserClock,
  connectPeer,
  openChannel,
  openSocket,
  random,
  randomBytes,
  socketOrigin,
  subtleCrypto,
} from './browser';
import { iceServers } from './ice-servers';

export interface RoomOptions {
  readonly invite: Invite;
  readonly journal: Journal;
  readonly strategy: StrategyName;
  /** Only other tabs of this browser, no network: for the demo. */
  readonly tabsOnly: boolean;
}

const networkTransports = (
  self: PeerId,
  { topic, password }: ReturnType<typeof deriveRoomKeys>,
  throughTheRoom: SignalPath,
): Transport[] => {
  const shared = { clock: browserClock, random };
  const signaling = createSignalingSocket({ ...shared, url: `${socketOrigin()}/signal`, topic, openSocket });
  const sealer = createSealer({ password, topic, randomBytes, subtle: subtleCrypto() });
  return [
    createWebRtcTransport({
      ...shared,
      self,
      paths: [signaling, throughTheRoom],
      sealer,
      connect: connectPeer,
      iceServers: iceServers(),
    }),
    createWebSocketTransport({ ...shared, url: `${socketOrigin()}/sync/${topic}`, openSocket }),
  ];
};

export const enterRoom = ({ invite, journal, strategy, tabsOnly }: RoomOptions): Replica => {
  const keys = deriveRoomKeys(invite);
  const self = newPeerId(random);
  const post = createRoomPost(self, browserClock);
  const tabs = createBroadcastTransport({
    self,
    topic: keys.topic,
    clock: browserClock,
    random,
    openChannel,
  });
  return createReplica({
    self: { peer: self, role: 'peer', joinedAt: Date.now() },
    token: keys.token,
    document: journal,
    transports: tabsOnly ? [tabs] : [tabs, ...networkTransports(self, keys, post.path)],
    strategy: strategies[strategy],
    post,
    clock: browserClock,
    random,
  });
};
