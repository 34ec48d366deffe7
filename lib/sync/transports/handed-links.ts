/**
 * A transport that never dials: it takes connections that people have made by hand, and gives them to the replica as links.
 * It does not know how they were made.
 */

import type { Clock } from '../clock';
import type { PeerId, Transport, TransportHost } from '../transport';
import { type ChannelLink, createChannelLink } from './channel-link';

export interface HandedLinks {
  readonly transport: Transport;
  /** The channel has just opened, and nothing has been read from it. Closed at once where nobody shares any more. */
  adopt(peer: PeerId, connection: RTCPeerConnection, channel: RTCDataChannel): void;
}

export const createHandedLinks = (clock: Clock): HandedLinks => {
  const links = new Set<ChannelLink>();
  let host: TransportHost | null = null;

  return {
    transport: {
      name: 'webrtc',
      start: (owner) => {
        host = owner;
      },
      dial: (peer) => {
        const asked = host;
        const trouble = { kind: 'unreachable', detail: 'nobody is dialled by hand' } as const;
        clock.after(0, () => host === asked && asked?.unreachable(peer, trouble));
      },
      wake: () => {
        for (const link of [...links]) link.check();
      },
      stop: () => {
        host = null;
        for (const link of [...links]) link.close('stopped');
      },
    },
    adopt: (peer, connection, channel) => {
      if (host === null) return connection.close();
      const link = createChannelLink({ peer, connection, channel, clock, ended: () => links.delete(link) });
      links.add(link);
      host.linked(link);
    },
  };
};
