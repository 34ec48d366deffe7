/**
 * The key that seals signals, computed in plain JavaScript where a browser withholds its own cryptography.
 * It does not know what is sealed. About half a second of work: best done beside the page, in a worker.
 */

import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** As y-webrtc has it. */
export const KEY_ROUNDS = 100_000;
export const KEY_BYTES = 32;

export type DeriveKey = (password: Uint8Array, salt: Uint8Array) => Promise<Uint8Array>;

/** PBKDF2-SHA256 (RFC 8018), in slices, so that whoever shares the thread goes on. */
export const deriveSealingKey: DeriveKey = (password, salt) =>
  pbkdf2Async(sha256, password, salt, { c: KEY_ROUNDS, dkLen: KEY_BYTES });
