/**
 * A transport that never dials: it takes connections that people have made by hand, and gives them to the replica as links.
 * It does not know how they were made.
 */

import type { Clock } from '../clock';
import type { PeerId, Transport, TransportHost } from '../transport';
import { type ChannelLink, createChannelLink } from './channel-link';

export interface HandedLinks {
  readonly transport: Transport;
  readonly adopt: AdoptLink;
}

/**
 * The channel has just opened, and nothing has been read from it. Closed at once where nobody shares any more. `ended` is
 * called when the link is over, whoever ended it.
 */
export type AdoptLink = (
  peer: PeerId,
  connection: RTCPeerConnection,
  channel: RTCDataChannel,
  ended: () => void,
) => void;

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
    adopt: (peer, connection, channel, ended) => {
      if (host === null) {
        connection.close();
        return ended();
      }
      const forget = (): void => {
        links.delete(link);
        ended();
      };
      const link = createChannelLink({ peer, connection, channel, clock, ended: forget });
      links.add(link);
      host.linked(link);
    },
  };
};
