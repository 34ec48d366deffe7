/**
 * A link over one open WebSocket: one binary message per frame.
 * It does not know who is at the other end, how it was dialled, or whether it will be dialled again.
 */

import type { Clock } from '../clock';
import {
  type CloseReason,
  FRAME_LIMIT,
  HIGH_WATER,
  type Link,
  LOW_WATER,
  type PeerId,
  QUEUE_LIMIT,
} from '../transport';
import { reasonFrom, wordFor } from './close-reasons';
import { createLinkEnd } from './link-end';
import {
  dropSocket,
  SOCKET_OPEN,
  type SocketClosing,
  type SocketMessage,
  type WebSocketLike,
} from './web-socket';

/** A WebSocket says nothing when its queue shrinks: while it is full we look this often. */
const LOOK_MS = 20;

const GONE = [1000, 1001];
const MISUNDERSTOOD = [1002, 1003, 1007, 1009, 1010];

/** The relay's own: we read too slowly. */
const TOO_SLOW = 4508;

/** The relay's own: its disk cannot be read or written. */
const TROUBLE = 4500;

/** The relay's own: it helps peers meet, and keeps no ledgers. */
export const NO_STORE = 4404;

/** 4400 to 4499 are final, as for stock y-websocket clients. */
export const isFinal = (code: number): boolean => code >= 4400 && code < 4500;

const reasonOf = ({ code, reason }: SocketClosing): CloseReason => {
  if (code === NO_STORE) return 'no-store';
  if (isFinal(code)) return 'refused';
  if (code === TOO_SLOW) return 'overflow';
  if (code === TROUBLE) return 'disk';
  if (GONE.includes(code)) return reasonFrom(reason);
  return MISUNDERSTOOD.includes(code) ? 'broken' : 'lost';
};

/** The closing in words, with what the other side says about it. */
export const wordsOn = ({ code, reason }: SocketClosing): string =>
  reason === '' ? `closed with code ${code}` : `closed with code ${code}: ${reason}`;

export interface SocketLinkSetup {
  readonly peer: PeerId;
  readonly socket: WebSocketLike;
  readonly clock: Clock;
  /** A frame has come: the other side does its work. */
  readonly heard: () => void;
  /** After the link's owner was told. */
  readonly ended: (reason: CloseReason, detail: string) => void;
}

export interface SocketLink extends Link {
  /** Ends the link if the socket below has gone without saying so, as after a frozen page has thawed. */
  check(): void;
}

export const createSocketLink = ({ peer, socket, clock, heard, ended }: SocketLinkSetup): SocketLink => {
  const end = createLinkEnd();
  let stopLooking: (() => void) | null = null;

  const settle = (
    finish: (reason: CloseReason, detail: string) => void,
    reason: CloseReason,
    detail: string,
  ) => {
    if (end.ended) return;
    stopLooking?.();
    dropSocket(socket, wordFor(reason));
    finish(reason, detail);
    ended(reason, detail);
  };
  const close = (reason: CloseReason, detail = ''): void => settle(end.cut, reason, detail);
  const gone = (reason: CloseReason, detail: string): void => settle(end.end, reason, detail);

  const look = (): void => {
    stopLooking = null;
    if (socket.bufferedAmount < LOW_WATER) end.drained();
    else stopLooking = clock.after(LOOK_MS, look);
  };

  socket.onmessage = ({ data }: SocketMessage) => {
    if (!(data instanceof ArrayBuffer)) return gone('broken', 'a message that is not binary');
    if (data.byteLength > FRAME_LIMIT) return gone('broken', 'a frame larger than 1 MiB');
    heard();
    end.frame(new Uint8Array(data));
  };
  socket.onclose = (event: SocketClosing) => gone(reasonOf(event), wordsOn(event));

  return {
    peer,
    transport: 'websocket',
    get queued() {
      return end.ended ? 0 : socket.bufferedAmount;
    },
    send: (frame) => {
      if (frame.length > FRAME_LIMIT) throw new RangeError('a frame is at most 1 MiB');
      if (end.ended) return;
      if (socket.bufferedAmount + frame.length > QUEUE_LIMIT)
        return close('overflow', 'more than 16 MiB are waiting to be sent');
      socket.send(frame.slice());
      if (socket.bufferedAmount >= HIGH_WATER) stopLooking ??= clock.after(LOOK_MS, look);
    },
    close,
    listen: end.listen,
    check: () => {
      if (socket.readyState !== SOCKET_OPEN) gone('lost', 'the socket is no longer open');
    },
  };
};
