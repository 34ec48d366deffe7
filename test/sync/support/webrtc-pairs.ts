/** Pairs of WebRTC transports, for the real browser: Node has no RTCPeerConnection. */

import { newPeerId } from '@/lib/sync/peer-id';
import { createSealer, type Sealer } from '@/lib/sync/sealing';
import { deriveSealingKey } from '@/lib/sync/sealing-key';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { SignalPath } from '@/lib/sync/signaling';
import { createSignalingSocket } from '@/lib/sync/signaling-socket';
import { createWebRtcTransport, type WebRtcSetup } from '@/lib/sync/transports/webrtc';
import type { MakePair, Side } from '../transport-cases';
import { freshTopic, realPair } from './pairs';
import { realClock } from './real-clock';
import { createSignalHub } from './signal-hub';

const random = createSeededRandom(11);

export type SideOptions = Partial<Pick<WebRtcSetup, 'connect' | 'patience' | 'random'>>;

const sealers = new Map<string, Sealer>();

/** One for each topic: deriving a key is slow on purpose, and slower where the page has no `crypto.subtle`. */
const sealerFor = (topic: string): Sealer => {
  const randomBytes = (into: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(into);
  const means = { randomBytes, subtle: crypto.subtle, deriveKey: deriveSealingKey };
  const sealer = sealers.get(topic) ?? createSealer({ password: 'secret', topic, ...means });
  sealers.set(topic, sealer);
  return sealer;
};

export const webRtcSide = (topic: string, path: SignalPath, options: SideOptions = {}): Side => {
  const peer = newPeerId(options.random ?? random);
  const transport = createWebRtcTransport({
    self: peer,
    paths: [path],
    sealer: sealerFor(topic),
    clock: realClock,
    random,
    connect: (configuration) => new RTCPeerConnection(configuration),
    patience: 3000,
    ...options,
  });
  return { peer, transport };
};

export const webRtcPairInMemory: MakePair = async () => {
  const hub = createSignalHub(realClock, random);
  return realPair(webRtcSide('in-memory', hub.path()), webRtcSide('in-memory', hub.path()));
};

/** `origin`: of a relay or its stand-in, such as ws://127.0.0.1:4321. */
export const socketPath = (origin: string, topic: string): SignalPath =>
  createSignalingSocket({
    url: `${origin}/signal`,
    topic,
    openSocket: (url) => new WebSocket(url),
    clock: realClock,
    random,
  });

export const webRtcPairByRelay =
  (origin: string): MakePair =>
  async () => {
    const topic = freshTopic();
    const side = (): Side => webRtcSide(topic, socketPath(origin, topic));
    return realPair(side(), side());
  };
