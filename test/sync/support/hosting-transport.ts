/** The far side of a link to the relay, for the contract of transports: takes what the stand-in splices to it, never dials. */

import { type CloseReason, type PeerId, QUEUE_LIMIT, RELAY, type Transport } from '@/lib/sync/transport';
import { reasonFrom, wordFor } from '@/lib/sync/transports/close-reasons';
import { createLinkEnd, type LinkEnd } from '@/lib/sync/transports/link-end';
import type { OpenWebSocket, SocketMessage, WebSocketLike } from '@/lib/sync/transports/web-socket';
import type { Side } from '../transport-cases';

export const hostingSide = (url: string, client: PeerId, openSocket: OpenWebSocket): Side => {
  let socket: WebSocketLike | null = null;
  let open: LinkEnd | null = null;

  const hear = (data: unknown, linked: () => void): void => {
    if (data instanceof ArrayBuffer) open?.frame(new Uint8Array(data));
    else if (data === 'open') linked();
    else open?.end(reasonFrom(String(data).slice('close '.length)), 'the client closed');
  };

  const link = (end: LinkEnd, line: WebSocketLike) => ({
    peer: client,
    transport: 'websocket' as const,
    get queued() {
      return end.ended ? 0 : line.bufferedAmount;
    },
    send: (frame: Uint8Array): void => {
      if (!end.ended && line.bufferedAmount < QUEUE_LIMIT) line.send(frame.slice());
    },
    close: (reason: CloseReason, detail = ''): void => {
      if (!end.ended) line.send(wordFor(reason));
      end.cut(reason, detail);
    },
    listen: end.listen,
  });

  const transport: Transport = {
    name: 'websocket',
    start: (host) => {
      const line = openSocket(url);
      socket = line;
      line.binaryType = 'arraybuffer';
      line.onopen = () => host.sighted(client, { role: 'peer' });
      line.onmessage = ({ data }: SocketMessage) =>
        hear(data, () => {
          open = createLinkEnd();
          host.linked(link(open, line));
        });
    },
    dial: () => undefined,
    wake: () => undefined,
    stop: () => {
      open?.cut('stopped', '');
      socket?.close();
      socket = null;
    },
  };
  return { peer: RELAY, transport };
};
