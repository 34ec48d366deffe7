/**
 * The signaling topics: passes what one browser publishes on to all who subscribed, in the wire format of y-webrtc's servers.
 * It does not know who they are nor what they say: offers and answers are sealed, topics are meaningless names.
 */

import type { RawData, WebSocket } from 'ws';
import { CloseCode, createAllowance, watchLife } from './sockets';

export interface SignalingLimits {
  /** Topics that one socket may be subscribed to: ledgers open in one browser. */
  readonly topics: number;
  /** Characters. */
  readonly topicLength: number;
  /** Messages in a row and per second. A newcomer to a room of 30 hears, and answers, some hundred at once. */
  readonly burst: number;
  readonly perSecond: number;
  /** Bytes that may wait for one slow reader. */
  readonly queue: number;
}

export const signalingLimits: SignalingLimits = {
  topics: 100,
  topicLength: 256,
  burst: 600,
  perSecond: 100,
  queue: 1024 * 1024,
};

/** Bytes of one message; a sealed offer has about 2,000, with many candidates some 10,000. */
export const SIGNAL_LIMIT = 64 * 1024;

type Message =
  | { readonly type: 'subscribe' | 'unsubscribe'; readonly topics: readonly string[] }
  | { readonly type: 'publish'; readonly topic: string; readonly body: Readonly<Record<string, unknown>> }
  | { readonly type: 'ping' }
  | { readonly type: 'unknown' };

export interface Signaling {
  /** Takes over a socket that has just been opened. */
  accept(socket: WebSocket): void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** null where the text is no JSON object. Later kinds of messages are `unknown`, and skipped as y-webrtc's server does. */
const readMessage = (text: string): Message | null => {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(body)) return null;
  const { type, topics, topic } = body;
  if (type === 'subscribe' || type === 'unsubscribe')
    return { type, topics: Array.isArray(topics) ? topics.filter((name) => typeof name === 'string') : [] };
  if (type === 'publish' && typeof topic === 'string') return { type, topic, body };
  return { type: type === 'ping' ? 'ping' : 'unknown' };
};

/** @param now in ms; any start. */
export const createSignaling = (now: () => number, limits: SignalingLimits = signalingLimits): Signaling => {
  const subscribers = new Map<string, Set<WebSocket>>();

  const leave = (socket: WebSocket, topic: string): void => {
    const there = subscribers.get(topic);
    if (there?.delete(socket) && there.size === 0) subscribers.delete(topic);
  };

  const send = (socket: WebSocket, text: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount + text.length > limits.queue)
      socket.close(CloseCode.tooSlow, 'reads too slowly');
    else socket.send(text);
  };

  const publish = ({ topic, body }: Extract<Message, { type: 'publish' }>): void => {
    const there = subscribers.get(topic);
    if (there === undefined) return;
    const text = JSON.stringify({ ...body, clients: there.size });
    for (const socket of [...there]) send(socket, text);
  };

  const accept = (socket: WebSocket): void => {
    const topics = new Set<string>();
    const allowed = createAllowance(limits, now);
    watchLife(socket);

    /** false where it asks for more than there is. */
    const subscribe = (topic: string): boolean => {
      if (topic.length > limits.topicLength || (!topics.has(topic) && topics.size >= limits.topics))
        return false;
      topics.add(topic);
      const there = subscribers.get(topic) ?? new Set();
      subscribers.set(topic, there.add(socket));
      return true;
    };

    const take = (message: Message): void => {
      if (message.type === 'subscribe') {
        if (!message.topics.every(subscribe))
          socket.close(CloseCode.tooMuch, 'too many topics, or too long a name');
      } else if (message.type === 'unsubscribe') {
        for (const topic of message.topics) {
          topics.delete(topic);
          leave(socket, topic);
        }
      } else if (message.type === 'publish') publish(message);
      else if (message.type === 'ping') send(socket, '{"type":"pong"}');
    };

    socket.on('message', (data: RawData) => {
      if (socket.readyState !== socket.OPEN) return;
      if (!allowed()) {
        socket.close(CloseCode.tooMuch, 'too many messages');
        return;
      }
      const message = readMessage(data.toString());
      if (message === null) socket.close(CloseCode.notText, 'not a JSON object');
      else take(message);
    });
    socket.on('close', () => {
      for (const topic of topics) leave(socket, topic);
    });
  };

  return { accept };
};
