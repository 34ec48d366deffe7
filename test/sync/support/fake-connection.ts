/** A browser's connection as far as connecting by hand uses it: two of them are linked once each has the other's description. */

import { chromiumOffer } from './browser-descriptions';

class FakeChannel {
  readyState = 'connecting';
  binaryType = '';
  onopen: (() => void) | null = null;
}

export interface FakeConnection {
  readonly connection: RTCPeerConnection;
  readonly isClosed: boolean;
  /** The browser has found that none of the other side's addresses answers. */
  fail(): void;
}

export interface FakeConnections {
  connect(): RTCPeerConnection;
  readonly made: FakeConnection[];
}

/** @param ufrag tells this browser's connections apart from those of others. */
export const createFakeConnections = (ufrag: string, sdp = chromiumOffer): FakeConnections => {
  const made: FakeConnection[] = [];

  const connect = (): RTCPeerConnection => {
    const channel = new FakeChannel();
    let isClosed = false;
    const fake = {
      iceGatheringState: 'complete',
      connectionState: 'new',
      localDescription: null as { type: string; sdp: string } | null,
      remoteDescription: null as { type: string; sdp: string } | null,
      onconnectionstatechange: null as (() => void) | null,
      onicegatheringstatechange: null as (() => void) | null,
      ondatachannel: null as ((event: { channel: FakeChannel }) => void) | null,
      createDataChannel: () => channel,
      setLocalDescription: async () => {
        const type = fake.remoteDescription === null ? 'offer' : 'answer';
        fake.localDescription = { type, sdp: sdp.replace(/ice-ufrag:.*/, `ice-ufrag:${ufrag}`) };
      },
      setRemoteDescription: async (description: { type: string; sdp: string }) => {
        fake.remoteDescription = description;
        if (description.type !== 'answer') return;
        channel.readyState = 'open';
        channel.onopen?.();
      },
      close: () => {
        isClosed = true;
      },
    };
    made.push({
      connection: fake as unknown as RTCPeerConnection,
      get isClosed() {
        return isClosed;
      },
      fail: () => {
        fake.connectionState = 'failed';
        fake.onconnectionstatechange?.();
      },
    });
    return fake as unknown as RTCPeerConnection;
  };

  return { connect, made };
};
