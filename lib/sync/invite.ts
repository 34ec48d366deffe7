/**
 * The invite: a ledger's id and its 128-bit secret as text behind the `#` of a link, and what is derived from the secret.
 * It does not know the link's address, nor what is done with what it derives.
 *
 * Text: base32 of [version, 1 byte][ledger id, 10 bytes][secret, 16 bytes][checksum, 4 bytes]; 50 letters. The checksum is
 * the first four bytes of SHA-256 over all before it, in every version to come, so that "damaged" and "too new" differ.
 */

import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase32, toBase32 } from './base32';

const VERSION = 1;
const ID_BYTES = 10;
const SECRET_BYTES = 16;
const CHECK_BYTES = 4;
const BODY_BYTES = 1 + ID_BYTES + SECRET_BYTES;
const TEXT_LETTERS = Math.ceil(((BODY_BYTES + CHECK_BYTES) * 8) / 5);
/** Fewer letters than this are a word or a number, not the rest of an invite. */
const LEAST_LETTERS = 8;

/** Fills the array with random bytes and gives it back: `crypto.getRandomValues`, bound by the caller. */
export type RandomBytes = (into: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

export interface Invite {
  /** 16 letters; public: it says nothing about the secret. */
  readonly ledger: string;
  /** 16 bytes. Whoever holds them is a member. Never logged, never sent. */
  readonly secret: Uint8Array;
}

/** `too-short`: letters are missing, as when a link was cut in two. `damaged`: the checksum does not fit. */
export type InviteErrorKind = 'not-an-invite' | 'too-short' | 'damaged' | 'too-new';

export type ReadInvite =
  | { readonly ok: true; readonly value: Invite }
  | { readonly ok: false; readonly error: { readonly kind: InviteErrorKind } };

/** What the secret stands for, each derived by its own label, so that none reveals another. */
export interface RoomKeys {
  /** The room's public name: 26 letters, 128 bits. The relay sees it. */
  readonly topic: string;
  /** Seals the signaling (sealing.ts). No server sees it. */
  readonly password: string;
  /** Shows the relay that we belong to the room: 52 letters, 256 bits. The relay keeps a hash of it. */
  readonly token: string;
  /** What the room is called where strangers may ask to join it: 16 letters. Everybody at the relay sees it then. */
  readonly nearby: string;
}

export const newInvite = (randomBytes: RandomBytes): Invite => ({
  ledger: toBase32(randomBytes(new Uint8Array(ID_BYTES))),
  secret: randomBytes(new Uint8Array(SECRET_BYTES)),
});

const checksum = (body: Uint8Array): Uint8Array => sha256(body).subarray(0, CHECK_BYTES);

/** Whether a ledger can have this public name: one from a file may be anything. */
export const isLedgerId = (text: string): boolean => fromBase32(text)?.length === ID_BYTES;

const ledgerBytes = (ledger: string): Uint8Array => {
  const bytes = fromBase32(ledger);
  if (bytes === null || bytes.length !== ID_BYTES) throw new RangeError('not a ledger id');
  return bytes;
};

/** The text for behind the `#`. Throws RangeError for a ledger id that `newInvite` cannot have made. */
export const encodeInvite = (invite: Invite): string => {
  const bytes = new Uint8Array(BODY_BYTES + CHECK_BYTES);
  bytes[0] = VERSION;
  bytes.set(ledgerBytes(invite.ledger), 1);
  bytes.set(invite.secret, 1 + ID_BYTES);
  bytes.set(checksum(bytes.subarray(0, BODY_BYTES)), BODY_BYTES);
  return toBase32(bytes);
};

/** The invite's letters in a bare text, a hash (`#join=…`, `#…`) or a whole link, however mail programs broke the lines. */
const lettersIn = (text: string): string => {
  const hash = text.slice(text.lastIndexOf('#') + 1);
  const value = hash.slice(Math.max(hash.lastIndexOf('='), hash.lastIndexOf('/')) + 1);
  return value.replace(/[\s-]/g, '').toLowerCase();
};

const failed = (kind: InviteErrorKind): ReadInvite => ({ ok: false, error: { kind } });

/** Reads what `encodeInvite` wrote. Never throws. */
export const readInvite = (text: string): ReadInvite => {
  const letters = lettersIn(text);
  if (letters.length < LEAST_LETTERS || !/^[a-z2-7]+$/.test(letters)) return failed('not-an-invite');
  if (letters.length < TEXT_LETTERS) return failed('too-short');
  const bytes = fromBase32(letters);
  if (bytes === null) return failed('damaged');
  const end = bytes.length - CHECK_BYTES;
  const expected = checksum(bytes.subarray(0, end));
  if (!expected.every((byte, index) => byte === bytes[end + index])) return failed('damaged');
  if (bytes[0] !== VERSION) return failed('too-new');
  if (end !== BODY_BYTES) return failed('damaged');
  const ledger = toBase32(bytes.subarray(1, 1 + ID_BYTES));
  return { ok: true, value: { ledger, secret: bytes.slice(1 + ID_BYTES, end) } };
};

/** Throws RangeError for a ledger id that `newInvite` cannot have made. */
export const deriveRoomKeys = (invite: Invite): RoomKeys => {
  const salt = ledgerBytes(invite.ledger);
  const derive = (label: string, bytes: number): string =>
    toBase32(hkdf(sha256, invite.secret, salt, new TextEncoder().encode(`wespend/1/${label}`), bytes));
  return {
    topic: derive('topic', 16),
    password: derive('signaling', 32),
    token: derive('relay', 32),
    nearby: derive('nearby', 10),
  };
};
