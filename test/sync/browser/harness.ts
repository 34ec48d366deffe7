/** The page of the transport tests: runs one case of the contract, named by its transport and title, inside this browser. */

import { newPeerId } from '@/lib/sync/peer-id';
import { createBroadcastTransport } from '@/lib/sync/transports/broadcast-channel';
import { passLargeState } from '../large-state';
import { broadcastPair, webSocketPair } from '../support/pairs';
import { realClock, until } from '../support/real-clock';
import { type LinkLog, startRecorded } from '../support/recorder';
import { socketPath, webRtcPairByRelay, webRtcPairInMemory, webRtcSide } from '../support/webrtc-pairs';
import { type MakePair, type Side, transportCases } from '../transport-cases';
import { webRtcCases } from '../webrtc-cases';

export interface TransportHarness {
  /** `relay`: the WebSocket origin of a relay stand-in. Rejects if the promise named by `title` is not kept. */
  runContract(transport: string, title: string, relay: string): Promise<void>;
  runWebRtc(title: string): Promise<void>;
  /** Lets a book of 50 MB pass over it. */
  passLargeState(transport: string, relay: string): Promise<void>;
  /** Joins a topic as one peer, as the app does: says goodbye when the page is hidden for good. */
  join(transport: string, topic: string, relay: string): Tab;
}

/** One peer of a room that is spread over several pages. */
export interface Tab {
  /** Dials whoever is sighted, and waits for the link. */
  dialled(): Promise<void>;
  /** Waits for a link that another page dials. */
  linked(): Promise<void>;
  send(bytes: readonly number[]): void;
  /** The next frame that has not been asked for yet. */
  received(): Promise<readonly number[]>;
  closedFor(): Promise<string>;
  /** Whoever was sighted has vanished. */
  alone(): Promise<void>;
}

const pairs = (relay: string): { readonly [transport: string]: MakePair } => ({
  'broadcast-channel': broadcastPair((name) => new BroadcastChannel(name)),
  websocket: webSocketPair(relay, (url) => new WebSocket(url)),
  'webrtc, signals in memory': webRtcPairInMemory,
  'webrtc, signals by the relay': webRtcPairByRelay(relay),
});

const broadcastSide = (topic: string): Side => {
  const peer = newPeerId(Math.random);
  const openChannel = (name: string) => new BroadcastChannel(name);
  const setup = { self: peer, topic, clock: realClock, random: Math.random, openChannel };
  return { peer, transport: createBroadcastTransport(setup) };
};

const openTab = ({ transport }: Side): Tab => {
  const host = startRecorded(transport);
  let log: LinkLog | null = null;
  let read = 0;
  window.addEventListener('pagehide', () => transport.stop());
  const linked = async (): Promise<void> => {
    await until('linked', () => host.links.length > 0);
    log = host.links[0]?.listen() ?? null;
  };
  return {
    dialled: async () => {
      await until('sighted', () => host.sightedNow.size > 0);
      for (const peer of host.sightedNow) transport.dial(peer);
      await linked();
    },
    linked,
    send: (bytes) => log?.link.send(new Uint8Array(bytes)),
    received: async () => {
      await until('a frame', () => (log?.frames.length ?? 0) > read);
      return [...(log?.frames[read++] ?? [])];
    },
    closedFor: async () => {
      await until('closed', () => log?.closings.length === 1);
      return log?.closings[0]?.reason ?? '';
    },
    alone: () => until('nobody is sighted', () => host.sightedNow.size === 0),
  };
};

const harness: TransportHarness = {
  join: (transport, topic, relay) =>
    openTab(
      transport === 'webrtc'
        ? webRtcSide(topic, socketPath(relay, topic), { random: Math.random })
        : broadcastSide(topic),
    ),
  runContract: async (transport, title, relay) => {
    const makePair = pairs(relay)[transport];
    const found = transportCases.find((one) => one.title === title);
    if (!makePair || !found) throw new Error('no such case');
    const pair = await makePair();
    try {
      await found.run(pair);
    } finally {
      await pair.end();
    }
  },
  passLargeState: async (transport, relay) => {
    const pair = await pairs(relay)[transport]?.();
    if (!pair) throw new Error('no such transport');
    await passLargeState(pair, realClock, () => new Promise((resolve) => setTimeout(resolve, 10)));
    await pair.end();
  },
  runWebRtc: async (title) => {
    const found = webRtcCases.find((one) => one.title === title);
    if (!found) throw new Error('no such case');
    await found.run();
  },
};

declare global {
  interface Window {
    transportHarness: TransportHarness;
    tab: Tab;
  }
}

window.transportHarness = harness;
