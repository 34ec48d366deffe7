/**
 * What peers say to find each other before there is a link, and the contract of whatever carries it, sealed, between them.
 * It does not know how the words are sealed (sealing.ts), nor what a browser makes of an offer.
 *
 * The words are those of y-webrtc 10, so that its peers can be met. Ours beside them, which its peers pass over: `to` and
 * `renewal` in an announcement, and `leave`. The token of a call is a number that grows; of two calls that cross, the one
 * with the higher token stands. Answer and candidates bear the token of the call they belong to.
 */

import { isPeerId, isStockPeerId } from './peer-id';
import type { PeerId } from './transport';

/** "I am here." With `to` it answers another's; with `renewal` it asks for no answer. */
export type Announcement = {
  readonly type: 'announce';
  readonly from: PeerId;
  readonly to?: PeerId;
  readonly renewal?: true;
};

export type Leave = { readonly type: 'leave'; readonly from: PeerId };

export type Description = { readonly type: 'offer' | 'answer'; readonly sdp: string };

export type Candidate = {
  readonly type: 'candidate';
  readonly candidate: {
    readonly candidate: string;
    readonly sdpMid: string | null;
    readonly sdpMLineIndex: number | null;
  };
};

export type Signal = Description | Candidate;

export type SignalMessage = {
  readonly type: 'signal';
  readonly from: PeerId;
  readonly to: PeerId;
  readonly token: number;
  readonly signal: Signal;
};

export type Message = Announcement | Leave | SignalMessage;

/** No description that a browser makes for one data channel comes near this. */
const TEXT_LIMIT = 16 * 1024;

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= TEXT_LIMIT;

const readCandidate = (value: unknown): Candidate | null => {
  if (!isFields(value) || !isText(value.candidate)) return null;
  const { candidate, sdpMid, sdpMLineIndex } = value;
  return {
    type: 'candidate',
    candidate: {
      candidate,
      sdpMid: isText(sdpMid) ? sdpMid : null,
      sdpMLineIndex: typeof sdpMLineIndex === 'number' ? sdpMLineIndex : null,
    },
  };
};

const readSignal = (value: unknown): Signal | null => {
  if (!isFields(value)) return null;
  if (value.type === 'candidate') return readCandidate(value.candidate);
  if (value.type !== 'offer' && value.type !== 'answer') return null;
  return isText(value.sdp) ? { type: value.type, sdp: value.sdp } : null;
};

const readSignalMessage = (from: PeerId, value: Fields): SignalMessage | null => {
  const { to, token } = value;
  const signal = readSignal(value.signal);
  if (signal === null || !isPeerId(to) || typeof token !== 'number' || !Number.isFinite(token)) return null;
  return { type: 'signal', from, to, token, signal };
};

/** Reads what another member has sealed; null for what this version does not understand. Never throws. */
export const readMessage = (value: unknown): Message | null => {
  if (!isFields(value)) return null;
  const { type, from, to, renewal } = value;
  if (!isPeerId(from) && !isStockPeerId(from)) return null;
  if (type === 'leave') return { type, from };
  if (type === 'signal') return readSignalMessage(from, value);
  if (type !== 'announce') return null;
  return { type, from, ...(isPeerId(to) && { to }), ...(renewal === true && { renewal }) };
};

/** What a path tells the one who started it. */
export interface SignalListener {
  /** The path carries now: time to announce oneself. */
  opened(): void;
  /** The path carries nothing for now, and goes on trying by itself. `detail` in words, no secrets. */
  closed(detail: string): void;
  /** Something sealed has come, from anybody, perhaps from ourselves. */
  heard(sealed: string): void;
  /** From paths without announcements: everyone who can be reached over this path now, whenever that has changed. */
  present(peers: readonly PeerId[]): void;
}

/**
 * One way for sealed words to get from peer to peer: the relay's topic, the room itself, or people who copy text. It promises
 * neither arrival nor order, and may repeat.
 */
export interface SignalPath {
  readonly name: string;
  /** Peers find each other on it by announcements that everybody hears. If not, it tells by itself who is there. */
  readonly announces: boolean;
  start(listener: SignalListener): void;
  /** To everybody (null), or to one peer: a path that can only tell everybody does that. Dropped while closed. */
  send(sealed: string, to: PeerId | null): void;
  /** Look at once whether the path still carries, and reopen it if not. */
  wake(): void;
  /** Says `farewell`, where there is one, in the same breath: the page may be gone in the next. May be started again. */
  stop(farewell: string | null): void;
}
