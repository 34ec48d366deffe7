/**
 * What devices at one relay say to each other before they share a book: who is looking, which books may be asked for, and
 * the steps of one request. SPEC.md, section 9.
 * It does not know when a word is said, nor what the secrets in it mean.
 */

import { fromBase32, toBase32 } from '../base32';

/** The topic on which all of it is said: every device at the relay hears it. */
export const NEARBY_TOPIC = 'wespend/nearby/1';

/** Longer names are cut: they are shown on a stranger's screen. */
const LONGEST_NAME = 60;
export const KEY_BYTES = 32;
export const NONCE_BYTES = 16;
const COMMITMENT_BYTES = 32;
const LONGEST_SEALED = 512;

/** The name of one request, or of a book among those that may be asked for: 16 letters. */
export type Tag = string;

export type NearbyWord =
  /** Somebody wants to know which books there are. */
  | { readonly kind: 'look' }
  /** This book may be asked for, under this name. */
  | { readonly kind: 'here'; readonly book: Tag; readonly name: string }
  /** Somebody asks to join; `key` is made for this request alone. Said again until somebody answers. */
  | {
      readonly kind: 'ask';
      readonly book: Tag;
      readonly ask: Tag;
      readonly name: string;
      readonly key: Uint8Array;
    }
  /** A member answers: its key, and a promise of a nonce that it will say only after it has heard the other's. */
  | {
      readonly kind: 'answer';
      readonly ask: Tag;
      readonly by: Tag;
      readonly key: Uint8Array;
      readonly commitment: Uint8Array;
    }
  | { readonly kind: 'nonce'; readonly ask: Tag; readonly by: Tag; readonly nonce: Uint8Array }
  | { readonly kind: 'reveal'; readonly ask: Tag; readonly by: Tag; readonly nonce: Uint8Array }
  /** The invite, for who asked alone. */
  | { readonly kind: 'admit'; readonly ask: Tag; readonly by: Tag; readonly sealed: Uint8Array }
  | { readonly kind: 'refuse'; readonly ask: Tag }
  /** The request is over on the side of who asked. */
  | { readonly kind: 'withdraw'; readonly ask: Tag };

type Fields = { readonly [name: string]: unknown };

const isTag = (value: unknown): value is Tag => typeof value === 'string' && /^[a-z2-7]{16}$/.test(value);

const readName = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? [...value.trim()].slice(0, LONGEST_NAME).join('') : null;

const readBytes = (value: unknown, most: number, least = most): Uint8Array | null => {
  if (typeof value !== 'string' || value.length > 2 * most) return null;
  const bytes = fromBase32(value);
  return bytes !== null && bytes.length >= least && bytes.length <= most ? bytes : null;
};

const readAsk = ({ book, ask, name, key }: Fields): NearbyWord | null => {
  const [said, bytes] = [readName(name), readBytes(key, KEY_BYTES)];
  return isTag(book) && isTag(ask) && said !== null && bytes !== null
    ? { kind: 'ask', book, ask, name: said, key: bytes }
    : null;
};

const readAnswer = ({ ask, by, key, commitment }: Fields): NearbyWord | null => {
  const [bytes, promise] = [readBytes(key, KEY_BYTES), readBytes(commitment, COMMITMENT_BYTES)];
  return isTag(ask) && isTag(by) && bytes !== null && promise !== null
    ? { kind: 'answer', ask, by, key: bytes, commitment: promise }
    : null;
};

const readNonce = (kind: 'nonce' | 'reveal', { ask, by, nonce }: Fields): NearbyWord | null => {
  const bytes = readBytes(nonce, NONCE_BYTES);
  return isTag(ask) && isTag(by) && bytes !== null ? { kind, ask, by, nonce: bytes } : null;
};

const readAdmit = ({ ask, by, sealed }: Fields): NearbyWord | null => {
  const bytes = readBytes(sealed, LONGEST_SEALED, 1);
  return isTag(ask) && isTag(by) && bytes !== null ? { kind: 'admit', ask, by, sealed: bytes } : null;
};

const readFields = (fields: Fields): NearbyWord | null => {
  const { kind, book, ask } = fields;
  switch (kind) {
    case 'look':
      return { kind };
    case 'here': {
      const name = readName(fields.name);
      return isTag(book) && name !== null ? { kind, book, name } : null;
    }
    case 'ask':
      return readAsk(fields);
    case 'answer':
      return readAnswer(fields);
    case 'nonce':
    case 'reveal':
      return readNonce(kind, fields);
    case 'admit':
      return readAdmit(fields);
    case 'refuse':
    case 'withdraw':
      return isTag(ask) ? { kind, ask } : null;
    default:
      return null;
  }
};

/** null for what this version does not understand. Never throws: anybody at the relay may say anything. */
export const readNearbyWord = (text: string): NearbyWord | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? readFields(value as Fields) : null;
  } catch {
    return null; // no JSON: none of our words
  }
};

export const writeNearbyWord = (word: NearbyWord): string =>
  JSON.stringify(word, (_, value: unknown) => (value instanceof Uint8Array ? toBase32(value) : value));
