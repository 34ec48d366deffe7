/** Passphrases for copies: drawn words, as strong as a drawn key, or one's own with the least that it takes. */

import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Six words of 2048 are 66 bits: with the slow key, beyond what anybody can try through. */
const WORDS = 6;
const LEAST_LETTERS = 14;
const LEAST_DIFFERENT = 6;

/** @param random fills the array, as crypto.getRandomValues does. */
export const drawPassphrase = (random: (into: Uint16Array<ArrayBuffer>) => unknown): string => {
  const drawn = new Uint16Array(WORDS);
  random(drawn);
  // 2048 divides 65536: every word is equally likely.
  return [...drawn].map((number) => wordlist[number % wordlist.length] ?? '').join('-');
};

/** What is wrong with one's own passphrase, or null. */
export const complaintAboutPassphrase = (text: string): string | null => {
  if ([...text].length < LEAST_LETTERS)
    return `At least ${LEAST_LETTERS} letters: a few words in a row are easier to keep than one odd word.`;
  if (new Set(text.toLowerCase()).size < LEAST_DIFFERENT) return 'Too much of the same letter.';
  return null;
};

/** Drawn words as they were written down, in whatever case and with whatever between them; one's own as it is. */
export const tidiedPassphrase = (typed: string): string => {
  const words = typed
    .trim()
    .toLowerCase()
    .split(/[\s-]+/u);
  return words.length === WORDS && words.every((word) => wordlist.includes(word))
    ? words.join('-')
    : typed.trim();
};
