/** The page of the transport tests: runs one case of the contract, named by its transport and title, inside this browser. */

import { broadcastPair, webSocketPair } from '../support/pairs';
import { webRtcPairByRelay, webRtcPairInMemory } from '../support/webrtc-pairs';
import { type MakePair, transportCases } from '../transport-cases';
import { webRtcCases } from '../webrtc-cases';

export interface TransportHarness {
  /** `relay`: the WebSocket origin of a relay stand-in. Rejects if the promise named by `title` is not kept. */
  runContract(transport: string, title: string, relay: string): Promise<void>;
  runWebRtc(title: string): Promise<void>;
}

const pairs = (relay: string): { readonly [transport: string]: MakePair } => ({
  'broadcast-channel': broadcastPair((name) => new BroadcastChannel(name)),
  websocket: webSocketPair(relay, (url) => new WebSocket(url)),
  'webrtc, signals in memory': webRtcPairInMemory,
  'webrtc, signals by the relay': webRtcPairByRelay(relay),
});

const harness: TransportHarness = {
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
  runWebRtc: async (title) => {
    const found = webRtcCases.find((one) => one.title === title);
    if (!found) throw new Error('no such case');
    await found.run();
  },
};

declare global {
  interface Window {
    transportHarness: TransportHarness;
  }
}

window.transportHarness = harness;
