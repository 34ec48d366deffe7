/**
 * The signaling path through a relay's topic: y-webrtc's signaling wire, JSON over a WebSocket, always kept open.
 * It does not know what the sealed words say, nor who listens on the topic.
 */

import type { Clock, Random } from './clock';
import type { SignalListener, SignalPath } from './signaling';
import { createBackoff } from './transports/backoff';
import {
  dropSocket,
  type OpenWebSocket,
  SOCKET_OPEN,
  type SocketMessage,
  type WebSocketLike,
} from './transports/web-socket';

/** After so long without a word we ask for a sign of life, and after as long again without one begin anew. */
const QUIET_MS = 15_000;
/** The same when there is reason to doubt: the machine has just woken. */
const DOUBT_MS = 600;
const CONNECT_MS = 8_000;

export interface SignalingSocketSetup {
  /** `ws://` or `wss://`, host, `/signal`. */
  readonly url: string;
  readonly topic: string;
  readonly openSocket: OpenWebSocket;
  readonly clock: Clock;
  readonly random: Random;
}

/** The sealed text in one message of the signaling wire, or null for any other. */
const sealedIn = (data: unknown, topic: string): string | null => {
  if (typeof data !== 'string') return null;
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== 'object' || message === null || !('data' in message)) return null;
    if (!('topic' in message) || message.topic !== topic) return null;
    return typeof message.data === 'string' ? message.data : null;
  } catch {
    return null; // a signaling server that does not speak JSON is still a sign of life, and nothing more
  }
};

export const createSignalingSocket = (setup: SignalingSocketSetup): SignalPath => {
  const { clock, topic } = setup;
  const backoff = createBackoff(setup.random);
  let listener: SignalListener | null = null;
  let socket: WebSocketLike | null = null;
  let cancelTimer: () => void = () => undefined;
  let heardSincePing = true;

  const say = (message: object): void => {
    if (socket?.readyState === SOCKET_OPEN) socket.send(JSON.stringify(message));
  };
  const after = (ms: number, run: () => void): void => {
    cancelTimer();
    cancelTimer = clock.after(ms, run);
  };

  const lost = (detail: string): void => {
    if (socket) dropSocket(socket);
    socket = null;
    after(backoff.next(), connect);
    listener?.closed(detail);
  };

  const askForLife = (patience: number): void => {
    heardSincePing = false;
    say({ type: 'ping' });
    after(patience, () => (heardSincePing ? askForLife(QUIET_MS) : lost('the relay has fallen silent')));
  };

  const opened = (): void => {
    say({ type: 'subscribe', topics: [topic] });
    askForLife(QUIET_MS);
    listener?.opened();
  };

  const heard = ({ data }: SocketMessage): void => {
    heardSincePing = true;
    backoff.reset();
    const sealed = sealedIn(data, topic);
    if (sealed !== null) listener?.heard(sealed);
  };

  const connect = (): void => {
    try {
      socket = setup.openSocket(setup.url);
    } catch (error) {
      return lost(
        `the browser allows no connection: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    socket.onopen = opened;
    socket.onmessage = heard;
    socket.onerror = () => undefined; // says nothing of use; `onclose` follows
    socket.onclose = () => lost('the relay does not answer');
    after(CONNECT_MS, () => lost('the relay does not answer'));
  };

  const hangUp = (): void => {
    cancelTimer();
    if (socket) dropSocket(socket);
    socket = null;
  };

  return {
    name: 'relay',
    announces: true,
    start: (owner) => {
      listener = owner;
      backoff.reset();
      connect();
    },
    send: (sealed) => say({ type: 'publish', topic, data: sealed }),
    wake: () => {
      if (listener === null) return;
      backoff.reset();
      if (socket?.readyState === SOCKET_OPEN) return askForLife(DOUBT_MS);
      hangUp();
      connect();
    },
    stop: (farewell) => {
      listener = null;
      if (farewell !== null) say({ type: 'publish', topic, data: farewell });
      hangUp();
    },
  };
};
