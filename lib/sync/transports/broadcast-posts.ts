/**
 * What pages of one browser profile post to each other on a room's BroadcastChannel.
 * It does not know what is posted when. All who can post are pages of our own origin, perhaps of another version.
 */

import { isPeerId } from '../peer-id';
import type { PeerId } from '../transport';

type Shout = { readonly from: PeerId };
type Word = { readonly from: PeerId; readonly to: PeerId };
/** `nonce` names one link: what is left over from an earlier one between the same two is known by it. */
type LinkWord = Word & { readonly nonce: string };

export type Post =
  /** "I am here, and you?" */
  | ({ readonly kind: 'announce' } & Shout)
  /** The answer to it. */
  | ({ readonly kind: 'here' } & Word)
  | ({ readonly kind: 'leave' } & Shout)
  | ({ readonly kind: 'dial' } & LinkWord)
  | ({ readonly kind: 'accept' } & LinkWord)
  | ({ readonly kind: 'frame'; readonly bytes: Uint8Array } & LinkWord)
  /** So many bytes of frames have been taken: the sender's queue is shorter by them. Zero only asks whether the link lives. */
  | ({ readonly kind: 'taken'; readonly count: number } & LinkWord)
  | ({ readonly kind: 'close'; readonly reason: string } & LinkWord);

export type LinkPost = Extract<Post, LinkWord>;

const linkKinds = ['dial', 'accept', 'frame', 'taken', 'close'];

const holdsWhatItMust = (post: { readonly [name: string]: unknown }): boolean => {
  const { kind } = post;
  if (kind === 'announce' || kind === 'leave') return true;
  if (!isPeerId(post.to)) return false;
  if (kind === 'here') return true;
  if (!linkKinds.includes(String(kind)) || typeof post.nonce !== 'string') return false;
  if (kind === 'frame') return post.bytes instanceof Uint8Array;
  if (kind === 'taken') return typeof post.count === 'number';
  return kind !== 'close' || typeof post.reason === 'string';
};

/** null for what this version does not understand, and for what is for somebody else. */
export const readPost = (data: unknown, self: PeerId): Post | null => {
  if (typeof data !== 'object' || data === null) return null;
  const post = data as { readonly [name: string]: unknown };
  if (!isPeerId(post.from) || !holdsWhatItMust(post)) return null;
  return post.to === undefined || post.to === self ? (post as Post) : null;
};
