/**
 * The key exchange between one who asks to join and one member: six digits that both screens show, and an invite that only
 * who asked can read. It does not know who says what when, nor what an invite is.
 *
 * X25519 (RFC 7748) with keys for this request alone. The digits follow the numeric comparison of Bluetooth's secure simple
 * pairing: the member promises its nonce by a hash, hears the other's, and only then says it. So a relay in the middle, which
 * would have to hold two exchanges with keys of its own, cannot try keys until the digits of both agree: it has one guess in a million.
 */

import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { RandomBytes } from '../invite';
import { KEY_BYTES, NONCE_BYTES } from './words';

const DIGITS = 1_000_000;

export interface KeyPair {
  readonly secret: Uint8Array;
  readonly key: Uint8Array;
}

/** What both sides have said, as each of them has heard it. */
export interface Transcript {
  readonly askerKey: Uint8Array;
  readonly memberKey: Uint8Array;
  readonly askerNonce: Uint8Array;
  readonly memberNonce: Uint8Array;
  /** The names that were shown: who changes them on the way changes the digits. */
  readonly bookName: string;
  readonly askerName: string;
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Each part with its length, so that no two transcripts run into the same bytes. */
const joined = (label: string, parts: readonly Uint8Array[]): Uint8Array => {
  const all = [text(`wespend/1/nearby/${label}`), ...parts];
  return Uint8Array.from(all.flatMap((part) => [part.length >>> 8, part.length & 255, ...part]));
};

export const newKeyPair = (randomBytes: RandomBytes): KeyPair => {
  const secret = randomBytes(new Uint8Array(KEY_BYTES));
  return { secret, key: x25519.getPublicKey(secret) };
};

export const newNonce = (randomBytes: RandomBytes): Uint8Array => randomBytes(new Uint8Array(NONCE_BYTES));

export const commitmentTo = (
  memberKey: Uint8Array,
  askerKey: Uint8Array,
  memberNonce: Uint8Array,
): Uint8Array => sha256(joined('commitment', [memberKey, askerKey, memberNonce]));

/** Six digits, such as 042137. */
export const codeOf = (said: Transcript): string => {
  const { askerKey, memberKey, askerNonce, memberNonce, bookName, askerName } = said;
  const parts = [askerKey, memberKey, askerNonce, memberNonce, text(bookName), text(askerName)];
  const hash = sha256(joined('code', parts));
  const number = hash.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % DIGITS).padStart(6, '0');
};

/** The key between the two; null where the other's key is none. */
const sharedKey = (
  own: KeyPair,
  other: Uint8Array,
  { askerKey, memberKey }: Transcript,
): Uint8Array | null => {
  try {
    const shared = x25519.getSharedSecret(own.secret, other);
    return hkdf(sha256, shared, joined('keys', [askerKey, memberKey]), text('wespend/1/nearby/invite'), 32);
  } catch {
    return null; // a point of low order, which only somebody who means ill would send
  }
};

/** The key is used once, so that its nonce may be nothing. */
const ONCE = new Uint8Array(12);

/** null where who asked has sent a key that is none. */
export const sealInvite = (member: KeyPair, said: Transcript, invite: string): Uint8Array | null => {
  const key = sharedKey(member, said.askerKey, said);
  return key === null ? null : chacha20poly1305(key, ONCE).encrypt(text(invite));
};

/** null where it was not sealed by whom the digits were compared with. */
export const openInvite = (asker: KeyPair, said: Transcript, sealed: Uint8Array): string | null => {
  const key = sharedKey(asker, said.memberKey, said);
  if (key === null) return null;
  try {
    return new TextDecoder().decode(chacha20poly1305(key, ONCE).decrypt(sealed));
  } catch {
    return null; // altered on the way, or sealed by another
  }
};
