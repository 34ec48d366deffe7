/**
 * What both kinds of sockets share: noticing that the other side is gone, and why the relay ends one.
 * It does not know what is said over a socket.
 */

import type { WebSocket } from 'ws';

/**
 * Why the relay closes a socket. Stock clients take 4400 to 4499 as final and come back after any other.
 */
export const CloseCode = {
  /** Not what this socket is for: another attempt would say the same again. */
  malformed: 4400,
  /** No token, or one too short to be a secret. */
  tokenMissing: 4401,
  /** Not this room's token. */
  tokenWrong: 4403,
  /** This relay keeps no ledgers. */
  noStore: 4404,
  /** More than the limits allow; one that comes back later may be served. */
  tooMuch: 4529,
  /** Reads too slowly for what is sent to it. */
  tooSlow: 4508,
  /** Something is wrong here, such as the disk. */
  trouble: 4500,
  /** The relay ends. */
  ending: 1001,
  /** What WebSocket itself has for text that is none. */
  notText: 1007,
} as const;

/** A socket that has not answered a ping by the next one is dead. In ms. */
const PING_EVERY = 30_000;

/** Ends the socket when the other side has vanished without a word. */
export const watchLife = (socket: WebSocket): void => {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, PING_EVERY);
  timer.unref();
  socket.on('pong', () => {
    answered = true;
  });
  socket.on('close', () => clearInterval(timer));
  // What breaks the rules of WebSocket itself (too large, no UTF-8) has closed the socket with its own code already.
  socket.on('error', () => undefined);
};

/** How many messages in a row a socket may send, and how many a second for as long as it likes. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** A bucket that fills with time and is emptied by messages: returns whether this one is within the allowance. */
export const createAllowance = ({ burst, perSecond }: Allowance, now: () => number): (() => boolean) => {
  let left = burst;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + ((time - at) / 1000) * perSecond);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
};
