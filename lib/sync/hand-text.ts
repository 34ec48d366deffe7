/**
 * The text that two people pass on by hand to connect without any server: whole or recognizably damaged, never in between.
 * It does not know what is sealed in it.
 *
 * Text: base32 of [kind, 1 byte][ledger id, 10 bytes][for a newcomer: secret, 16 bytes, and the inviting device's name]
 * [sealed bytes][checksum, 4 bytes]. The kinds go on from the versions of an invite, so that a program which knows only
 * invites takes the text for one that is too new for it, and says so.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { fromBase32, toBase32 } from './base32';

const ID_BYTES = 10;
const SECRET_BYTES = 16;
const CHECK_BYTES = 4;
/** Fewer letters than this hold no sealed word: some other text. */
const LEAST_LETTERS = 80;

/** `offer`: to one who has the book. `welcome`: an offer with the invite in it, to one who has not. */
export type HandText = {
  readonly ledger: string;
  readonly sealed: Uint8Array;
} & (
  | { readonly kind: 'offer' | 'answer' }
  | {
      readonly kind: 'welcome';
      /** 16 bytes. Whoever holds them is a member. */
      readonly secret: Uint8Array;
      /** The inviting device's name: shown, never trusted. */
      readonly from: string;
    }
);

const kindBytes: Readonly<Record<HandText['kind'], number>> = { offer: 2, welcome: 3, answer: 4 };
/** Kinds that later versions may add. */
const LAST_KIND = 15;

export type HandTextError = 'not-ours' | 'damaged' | 'too-new';

export type ReadHandText =
  | { readonly ok: true; readonly value: HandText }
  | { readonly ok: false; readonly error: HandTextError };

const checksum = (body: Uint8Array): Uint8Array => sha256(body).subarray(0, CHECK_BYTES);

export const encodeHandText = (text: HandText): string => {
  const body = encoding.encode((encoder) => {
    encoding.writeUint8(encoder, kindBytes[text.kind]);
    encoding.writeUint8Array(encoder, fromBase32(text.ledger) ?? new Uint8Array(ID_BYTES));
    if (text.kind === 'welcome') {
      encoding.writeUint8Array(encoder, text.secret);
      encoding.writeVarString(encoder, text.from);
    }
    encoding.writeVarUint8Array(encoder, text.sealed);
  });
  return toBase32(Uint8Array.from([...body, ...checksum(body)]));
};

const readBody = (body: Uint8Array): HandText | null => {
  const decoder = decoding.createDecoder(body);
  const kindByte = decoding.readUint8(decoder);
  const ledger = toBase32(decoding.readUint8Array(decoder, ID_BYTES));
  const sealed = (): Uint8Array => decoding.readVarUint8Array(decoder).slice();
  if (kindByte === kindBytes.offer) return { kind: 'offer', ledger, sealed: sealed() };
  if (kindByte === kindBytes.answer) return { kind: 'answer', ledger, sealed: sealed() };
  if (kindByte !== kindBytes.welcome) return null;
  const secret = decoding.readUint8Array(decoder, SECRET_BYTES).slice();
  const from = decoding.readVarString(decoder);
  return { kind: 'welcome', ledger, secret, from, sealed: sealed() };
};

const failed = (error: HandTextError): ReadHandText => ({ ok: false, error });

/** Reads what `encodeHandText` wrote, however mail programs broke its lines. Never throws. */
export const readHandText = (text: string): ReadHandText => {
  const letters = text.replace(/[\s-]/g, '').toLowerCase();
  if (letters.length < LEAST_LETTERS || !/^[a-z2-7]+$/.test(letters)) return failed('not-ours');
  const [kind = 0] = fromBase32(letters.slice(0, 8)) ?? [];
  if (kind < kindBytes.offer || kind > LAST_KIND) return failed('not-ours');
  const bytes = fromBase32(letters);
  if (bytes === null) return failed('damaged');
  const body = bytes.subarray(0, -CHECK_BYTES);
  const check = bytes.subarray(-CHECK_BYTES);
  if (!checksum(body).every((byte, index) => byte === check[index])) return failed('damaged');
  try {
    const value = readBody(body);
    return value === null ? failed('too-new') : { ok: true, value };
  } catch {
    return failed('damaged'); // the checksum fits, and yet it ends too soon: nobody of ours wrote this
  }
};
