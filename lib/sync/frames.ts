/**
 * The frames that neighbors send each other, as values: SPEC.md, section 1.
 * It does not know their bytes (frame-codec.ts), when a frame is sent, or what follows from it.
 */

import type { Role } from './room';
import type { Digest, Range, Reach } from './shared-document';
import type { Exchange } from './strategy';
import type { PeerId } from './transport';

/** The version that this program speaks, and the oldest that it still understands. */
export const PROTOCOL_VERSION = 1;

export const DIGEST_BYTES = 16;

/** Writers fall into buckets by their ids, and buckets that follow each other make a group. */
export const BUCKETS = 1_024;
export const GROUPS = 32;
/** How much of a sum of 16 bytes is sent: differences hidden by chance are one in 2^48, and then not hidden from the digest. */
export const SUM_BYTES = 6;
/** As many sums as a group has buckets; there are as many groups. */
export const GROUP_SUMS_BYTES = GROUPS * SUM_BYTES;
/** Ranges in one `have` or `graft`, and prints in one frame. */
export const MOST_ANNOUNCED = 1_024;
export const MOST_PRINTS = 8_192;
/** Words and marks in one frame, and what one word may hold: letters of an id and of `about`, and neighbors. */
export const MOST_WORDS = 64;
export const MOST_MARKS = 4_096;
export const LONGEST_PEER = 64;
export const LONGEST_ABOUT = 2_000;
export const MOST_NEIGHBORS = 2_000;
export const SEQ_LIMIT = 2 ** 48;

export interface Hello {
  readonly type: 'hello';
  readonly version: number;
  readonly peer: PeerId;
  readonly role: Role;
  readonly joinedAt: number;
  /** The room's token for the relay, which reads nothing else of the secret; empty between peers. */
  readonly token: string;
}

/** Where a peer stands in the room, told by itself to all of it. The highest `seq` of a peer counts. */
export interface LinksWord {
  readonly kind: 'links';
  readonly peer: PeerId;
  readonly seq: number;
  readonly role: Role;
  readonly joinedAt: number;
  readonly neighbors: readonly PeerId[];
}

/** What a peer says of itself, which changes far more often, and has numbers of its own. */
export interface AboutWord {
  readonly kind: 'about';
  readonly peer: PeerId;
  readonly seq: number;
  /** JSON of the app's own; null: this peer has left. */
  readonly about: string | null;
}

export type Word = LinksWord | AboutWord;

/** By its mark, which is short, a peer whose words somebody has, and the numbers of the two; 0 for one that is not there. */
export interface Mark {
  readonly mark: number;
  readonly links: number;
  readonly about: number;
}

export type Frame =
  | { readonly type: 'step1'; readonly reach: Reach }
  | { readonly type: 'step2'; readonly update: Uint8Array }
  /** `author`: the mark of the peer that wrote it, where its way through the room begins; absent where that is not known. */
  | { readonly type: 'update'; readonly update: Uint8Array; readonly author?: number }
  | { readonly type: 'awareness'; readonly bytes: Uint8Array }
  | { readonly type: 'denied'; readonly reason: string }
  | { readonly type: 'queryAwareness' }
  | Hello
  | { readonly type: 'digest'; readonly digest: Digest }
  | { readonly type: 'want'; readonly request: number; readonly reach: Reach }
  | { readonly type: 'wantRanges'; readonly request: number; readonly ranges: readonly Range[] }
  /** One of the updates that answer a request; `done` follows the last. */
  | { readonly type: 'batch'; readonly request: number; readonly update: Uint8Array }
  | { readonly type: 'done'; readonly request: number }
  | { readonly type: 'plan'; readonly exchange: Exchange | null }
  | { readonly type: 'ping'; readonly nonce: number }
  | { readonly type: 'pong'; readonly nonce: number }
  /** An answer to `marks` is not passed on to those who may have the same words. */
  | { readonly type: 'presence'; readonly isAnswer: boolean; readonly words: readonly Word[] }
  /** So many peers are in the room, and their words together have this hash of 32 bits. */
  | { readonly type: 'board'; readonly peers: number; readonly hash: number }
  /** The words of all peers that are known here, or of some: send what is later. */
  | { readonly type: 'marks'; readonly isWhole: boolean; readonly marks: readonly Mark[] }
  | { readonly type: 'bye'; readonly reason: string }
  | { readonly type: 'fingerprints'; readonly prints: readonly Fingerprint[] }
  /** New entries that are here and were not sent over this link. */
  | { readonly type: 'have'; readonly ranges: readonly Range[] }
  /** So many entries of these writers are on a disk that outlives the program which says so. */
  | { readonly type: 'kept'; readonly reach: Reach }
  /** What came over this link was here already: do not send, announce. */
  | { readonly type: 'prune' }
  /** What was announced did not come by another way: send it, and all that follows. */
  | { readonly type: 'graft'; readonly request: number; readonly ranges: readonly Range[] }
  /** Where do we differ? One sum for each group of buckets. */
  | { readonly type: 'sums'; readonly request: number; readonly sums: Uint8Array }
  /** In these groups; one sum for each of their buckets. */
  | { readonly type: 'groupSums'; readonly request: number; readonly groups: readonly GroupSums[] }
  /** These buckets differ, and hold these writers here: the answer is what is missing here. */
  | {
      readonly type: 'prints';
      readonly request: number;
      readonly buckets: readonly number[];
      readonly prints: readonly Fingerprint[];
    }
  | SignalFrame
  /** Please do without this link, if you can; others who have fewer were named just before. */
  | { readonly type: 'spare' }
  /** How far do you hold this journal? Asked of an elected server, and of one that has failed, which no longer serves. */
  | {
      readonly type: 'audit';
      readonly request: number;
      readonly writer: number;
      readonly clock: number;
      readonly serves: boolean;
    }
  /** So far, and this is its print. */
  | { readonly type: 'proof'; readonly request: number; readonly clock: number; readonly print: Uint8Array };

/** A sealed word of signaling on its way over neighbors; `from` and `id` name it. */
export interface SignalFrame {
  readonly type: 'signal';
  readonly from: PeerId;
  readonly to: PeerId;
  readonly id: number;
  /** How many more times it may be passed on. */
  readonly hops: number;
  readonly sealed: string;
}

/** A short hash over the first `clock` entries of a writer: equal prefixes have equal prints. */
export interface Fingerprint {
  readonly writer: number;
  readonly clock: number;
  readonly print: Uint8Array;
}

export interface GroupSums {
  readonly group: number;
  /** GROUP_SUMS_BYTES. */
  readonly sums: Uint8Array;
}

export type FrameType = Frame['type'];

/** Why bytes are no frame. `unknown` frames are skipped, so that later versions may add to the conversation. */
export interface FrameError {
  readonly kind: 'unknown' | 'malformed';
  readonly message: string;
}

export type DecodedFrame =
  | { readonly ok: true; readonly value: Frame }
  | { readonly ok: false; readonly error: FrameError };
