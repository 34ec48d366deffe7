/**
 * An invite as words, to be written on paper and read aloud: the bytes of its text, 11 bits for each word of the English
 * list of BIP-39. The invite's own checksum is within, so there is none besides.
 * It does not know what an invite holds, nor how a sheet of paper looks.
 */

import { wordlist } from '@scure/bip39/wordlists/english.js';
import { fromBase32, toBase32 } from './base32';

const WORD_BITS = 11;
/** The words of an invite: 31 bytes. */
export const INVITE_WORDS = 23;

export type InviteWordsError =
  /** `place` counts from 1. `meant`: the one word of the list that begins like it; null where there is none. */
  | {
      readonly kind: 'unknown-word';
      readonly word: string;
      readonly place: number;
      readonly meant: string | null;
    }
  | { readonly kind: 'word-count'; readonly found: number }
  /** Each word is one of the list, and yet one was changed for another, or two have changed places. */
  | { readonly kind: 'damaged' };

export type ReadInviteWords =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly error: InviteWordsError };

/** @param letters as `encodeInvite` wrote them. */
export const inviteToWords = (letters: string): readonly string[] => {
  const bytes = fromBase32(letters) ?? new Uint8Array();
  const words: string[] = [];
  let held = 0;
  let bits = 0;
  const flush = (): void => {
    words.push(wordlist[(held >>> (bits - WORD_BITS)) & (2 ** WORD_BITS - 1)] ?? '');
    bits -= WORD_BITS;
    held &= 2 ** bits - 1;
  };
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits >= WORD_BITS) flush();
  }
  if (bits > 0) {
    held <<= WORD_BITS - bits;
    bits = WORD_BITS;
    flush();
  }
  return words;
};

/** What somebody typed from paper, as words: without the numbers and marks that stand between them there. */
const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** Whether a text is meant as words: letters alone, in many short groups. An invite's letters in groups hold digits, too. */
export const looksLikeWords = (text: string): boolean => {
  const words = wordsIn(text);
  return words.length >= 12 && words.filter((word) => wordlist.includes(word)).length > words.length / 2;
};

const failed = (error: InviteWordsError): ReadInviteWords => ({ ok: false, error });

const numberOf = (word: string): number => wordlist.indexOf(word);

const meantBy = (word: string): string | null => {
  const alike = wordlist.filter((one) => one.startsWith(word.slice(0, 3)));
  return alike.length === 1 ? (alike[0] ?? null) : null;
};

/** Reads what `inviteToWords` wrote, in any case and numbered or not: the invite's letters, whose checksum is not judged yet. */
export const readInviteWords = (text: string): ReadInviteWords => {
  const words = wordsIn(text);
  const odd = words.findIndex((word) => numberOf(word) < 0);
  const wrong = words[odd];
  if (wrong !== undefined)
    return failed({ kind: 'unknown-word', word: wrong, place: odd + 1, meant: meantBy(wrong) });
  if (words.length !== INVITE_WORDS) return failed({ kind: 'word-count', found: words.length });
  const bytes = new Uint8Array(Math.floor((words.length * WORD_BITS) / 8));
  let held = 0;
  let bits = 0;
  let length = 0;
  for (const word of words) {
    held = (held << WORD_BITS) | numberOf(word);
    bits += WORD_BITS;
    for (; bits >= 8; bits -= 8) bytes[length++] = held >>> (bits - 8);
    held &= 2 ** bits - 1;
  }
  return held === 0 ? { ok: true, value: toBase32(bytes) } : failed({ kind: 'damaged' });
};
