/**
 * Short names and sums for words of presence, so that two boards can be compared without being told.
 * It does not know what the words say.
 */

import type { PeerId } from './transport';

/** The finalizer of MurmurHash3: every bit of what goes in changes half of what comes out. */
const mixed = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** 32 bits that stand for a peer's id (FNV-1a). Two peers that share one heal more slowly, and nothing worse. */
export const markOf = (peer: PeerId): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < peer.length; at++) hash = Math.imul(hash ^ peer.charCodeAt(at), 0x01000193);
  return mixed(hash);
};

/** What a peer's words add to the hash of a board, by XOR: another for other numbers. */
export const termOf = (mark: number, links: number, about: number): number =>
  mixed(mixed(mark ^ Math.imul(links, 0x9e3779b1)) ^ Math.imul(about, 0x85ebca77));
