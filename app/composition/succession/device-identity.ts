/**
 * A device's lasting pair of keys: the identity, which stays on it, and the recipient, to which others seal.
 * Both are written as age writes them. They are computed without crypto.subtle, which pages on plain http lack.
 */

import { x25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32 } from '@scure/base';

const RECIPIENT = 'age';
const IDENTITY = 'age-secret-key-';

/** The bytes of an identity or recipient; null for anything else. */
const bytesOf = (text: string, prefix: string): Uint8Array | null => {
  const read = bech32.decodeUnsafe(text);
  if (read === undefined || read.prefix !== prefix) return null;
  const bytes = bech32.fromWordsUnsafe(read.words);
  return bytes?.length === 32 ? bytes : null;
};

export const identityBytes = (identity: string): Uint8Array | null => bytesOf(identity, IDENTITY);
export const recipientBytes = (recipient: string): Uint8Array | null => bytesOf(recipient, RECIPIENT);

/** Throws for what is no identity: it comes from this device's own disk. */
export const recipientOf = (identity: string): string => {
  const secret = identityBytes(identity);
  if (secret === null) throw new RangeError('not an identity');
  return bech32.encodeFromBytes(RECIPIENT, x25519.getPublicKey(secret));
};

export const newIdentity = (): string =>
  bech32.encodeFromBytes(IDENTITY, x25519.utils.randomSecretKey()).toUpperCase();

/** Six digits that two people can read to each other, to see that they mean the same key. */
export const codeOf = (recipient: string): string => {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(new TextEncoder().encode(recipient));
  const digits = String((((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % 1_000_000).padStart(6, '0');
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
};
