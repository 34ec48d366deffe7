/**
 * Makes a link of a stock y-websocket client's socket: what is of its own protocol alone stays here at the edge.
 * It does not know tokens, nor what the replica answers.
 */

import type { WebSocket } from 'ws';
import type { Clock } from '@/lib/sync/clock';
import { decodeFrame } from '@/lib/sync/frame-codec';
import { FRAME_LIMIT, type Link, type PeerId, QUEUE_LIMIT } from '@/lib/sync/transport';
import { createSocketLink } from '@/lib/sync/transports/socket-link';
import type { SocketMessage, WebSocketLike } from '@/lib/sync/transports/web-socket';
import type { Room } from './room';
import { CloseCode } from './sockets';

export interface StockSocketNeeds {
  readonly socket: WebSocket;
  readonly room: Room;
  readonly peer: PeerId;
  readonly clock: Clock;
  /** What came before the token was looked up. */
  readonly early: readonly ArrayBuffer[];
}

/** The socket as the link sees it: of what comes in only what `sieve` lets through. */
const sieved = (socket: WebSocket, sieve: (message: Uint8Array) => boolean): WebSocketLike => {
  const facade: WebSocketLike = {
    binaryType: 'arraybuffer',
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    get readyState() {
      return socket.readyState;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (data) => socket.send(data),
    close: (code, reason) => socket.close(code, reason),
  };
  const hear = facade as {
    onmessage: ((event: SocketMessage) => void) | null;
    onclose: ((event: unknown) => void) | null;
  };
  socket.onmessage = ({ data }) => {
    if (!(data instanceof ArrayBuffer) || sieve(new Uint8Array(data))) hear.onmessage?.({ data });
  };
  socket.onclose = ({ code, reason }) => hear.onclose?.({ code, reason });
  return facade;
};

export const openStockSocket = ({ socket, room, peer, clock, early }: StockSocketNeeds): Link => {
  const origin = `y-websocket client ${peer}`;

  const sendAwareness = (message: Uint8Array): void => {
    // What is said again every 15 s need not wait in a long queue.
    if (socket.readyState === socket.OPEN && socket.bufferedAmount < QUEUE_LIMIT) socket.send(message);
  };

  const takeLarge = (message: Uint8Array): void => {
    const frame = decodeFrame(message);
    if (frame.ok && (frame.value.type === 'step2' || frame.value.type === 'update'))
      room.admit(frame.value.update, origin);
    else socket.close(CloseCode.malformed, 'a large message that is no update');
  };

  /** Whether the message is for the link. */
  const sieve = (message: Uint8Array): boolean => {
    const taken = room.awareness.take(message, sendAwareness);
    if (taken === 'malformed') socket.close(CloseCode.malformed, 'not an awareness update');
    if (taken !== false) return false;
    if (message.length <= FRAME_LIMIT) return true;
    takeLarge(message);
    return false;
  };

  const link = createSocketLink({
    peer,
    socket: sieved(socket, sieve),
    clock,
    heard: () => undefined,
    ended: () => room.awareness.leave(sendAwareness),
  });
  room.awareness.join(sendAwareness);
  for (const data of early) socket.onmessage?.({ data } as never);
  return link;
};
