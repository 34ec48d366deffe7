/** Ties a journal to its room: the transports of this browser, the signaling of the relay, and one replica over them. */

import type { Journal } from '@/lib/ledger/journal';
import { deriveRoomKeys, type Invite } from '@/lib/sync/invite';
import { newPeerId } from '@/lib/sync/peer-id';
import { createReplica, type Replica } from '@/lib/sync/replica';
import { createRoomPost } from '@/lib/sync/room-path';
import { createSealer, type Sealer } from '@/lib/sync/sealing';
import type { SignalPath } from '@/lib/sync/signaling';
import { createSignalingSocket } from '@/lib/sync/signaling-socket';
import { strategies } from '@/lib/sync/strategies/by-name';
import type { StrategyName } from '@/lib/sync/strategy';
import type { PeerId, Transport } from '@/lib/sync/transport';
import { createBroadcastTransport } from '@/lib/sync/transports/broadcast-channel';
import { createHandedLinks } from '@/lib/sync/transports/handed-links';
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
import type { HandMeans } from './by-hand';
import { iceServers } from './ice-servers';
import { deriveKey } from './sealing-key';

export interface RoomOptions {
  readonly invite: Invite;
  readonly journal: Journal;
  readonly strategy: StrategyName;
  /** Only other tabs of this browser, no network: for the demo. */
  readonly tabsOnly: boolean;
}

export interface EnteredRoom {
  readonly replica: Replica;
  /** What connecting by hand needs; null where no network is used. */
  readonly handMeans: HandMeans | null;
}

const networkTransports = (
  self: PeerId,
  topic: string,
  sealer: Sealer,
  throughTheRoom: SignalPath,
): Transport[] => {
  const shared = { clock: browserClock, random };
  const signaling = createSignalingSocket({ ...shared, url: `${socketOrigin()}/signal`, topic, openSocket });
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

/** The transports between devices, and what makes links by hand for them. */
const joinNetwork = (invite: Invite, self: PeerId, throughTheRoom: SignalPath) => {
  const { topic, password } = deriveRoomKeys(invite);
  const sealer = createSealer({ password, topic, randomBytes, subtle: subtleCrypto(), deriveKey });
  const handed = createHandedLinks(browserClock);
  const handMeans: HandMeans = {
    self,
    ...invite,
    sealer,
    clock: browserClock,
    random,
    connect: connectPeer,
    iceServers: iceServers(),
    adopt: handed.adopt,
  };
  const transports = [...networkTransports(self, topic, sealer, throughTheRoom), handed.transport];
  return { transports, handMeans };
};

export const enterRoom = ({ invite, journal, strategy, tabsOnly }: RoomOptions): EnteredRoom => {
  const keys = deriveRoomKeys(invite);
  const self = newPeerId(random);
  const post = createRoomPost(self, browserClock);
  const network = tabsOnly ? null : joinNetwork(invite, self, post.path);
  const tabs = createBroadcastTransport({
    self,
    topic: keys.topic,
    clock: browserClock,
    random,
    openChannel,
  });
  const replica = createReplica({
    self: { peer: self, role: 'peer', joinedAt: Date.now() },
    token: keys.token,
    document: journal,
    transports: [tabs, ...(network?.transports ?? [])],
    strategy: strategies[strategy],
    post,
    clock: browserClock,
    random,
  });
  return { replica, handMeans: network?.handMeans ?? null };
};
