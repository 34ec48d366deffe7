/**
 * Reads the entries of an update: lists of values in lib0's `any` encoding.
 * It does not know whether a value may stand in an entry (entry.ts), nor what an update is made of.
 *
 * A book says the same few thousand texts again and again: payees, dates, ids. Short ones are looked up by their bytes
 * before they are decoded, which is faster than decoding and keeps one copy of each.
 */

import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

type Decoder = decoding.Decoder;

const OBJECT = 118;
const TEXT = 119;
const LIST = 117;
const INTEGER = 125;

const SHELF_SIZE = 4_096;
/** In bytes. */
const SHORT = 40;
const shelf: string[] = new Array(SHELF_SIZE).fill('');

/** Where the text of these bytes has its place on the shelf; -1 if any of them is not ASCII. */
const slotOf = (bytes: Uint8Array, from: number, to: number): number => {
  let hash = to - from;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte > 127) return -1;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  return (hash ^ (hash >>> 12)) & (SHELF_SIZE - 1);
};

const isSpelled = (text: string, bytes: Uint8Array, from: number, to: number): boolean => {
  if (text.length !== to - from) return false;
  for (let at = from; at < to; at++) if (text.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
};

const readText = (decoder: Decoder): string => {
  const start = decoder.pos;
  const length = decoding.readVarUint(decoder);
  const end = decoder.pos + length;
  const slot = length <= SHORT && end <= decoder.arr.length ? slotOf(decoder.arr, decoder.pos, end) : -1;
  const known = slot < 0 ? undefined : shelf[slot];
  if (known !== undefined && isSpelled(known, decoder.arr, decoder.pos, end)) {
    decoder.pos = end;
    return known;
  }
  decoder.pos = start;
  const text = decoding.readVarString(decoder);
  if (slot >= 0) shelf[slot] = text;
  return text;
};

/** A list of at most so many items, as an entry is, gets its size at once: one that grows keeps room it never uses. */
const SHORT_LIST = 64;

const readList = (decoder: Decoder): unknown[] => {
  const length = decoding.readVarUint(decoder);
  const list: unknown[] = length <= SHORT_LIST ? new Array(length) : [];
  for (let at = 0; at < length; at++) list[at] = readValue(decoder);
  return list;
};

const readObject = (decoder: Decoder): object => {
  const object: Record<string, unknown> = {};
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const key = readText(decoder);
    const value = readValue(decoder);
    // By assignment this key would set the prototype, and a door that never saw it could not refuse it.
    if (key === '__proto__')
      Object.defineProperty(object, key, { value, enumerable: true, configurable: true });
    else object[key] = value;
  }
  return Object.freeze(object);
};

/** There is one zero: a file in JSON cannot tell -0 from 0, and would restore an entry with another digest. */
const withOneZero = (value: unknown): unknown => (value === 0 ? 0 : value);

/** Reads one value, whatever it is, and freezes it. Throws where the bytes are no value. */
const readValue = (decoder: Decoder): unknown => {
  switch (decoder.arr[decoder.pos]) {
    case TEXT:
      decoder.pos++;
      return readText(decoder);
    case INTEGER:
      decoder.pos++;
      return withOneZero(decoding.readVarInt(decoder));
    case LIST:
      decoder.pos++;
      return Object.freeze(readList(decoder));
    case OBJECT:
      decoder.pos++;
      return readObject(decoder);
    default:
      return withOneZero(decoding.readAny(decoder));
  }
};

/**
 * Reads what ought to be an entry. Its list is kept from change by its type alone: to freeze 100,000 of them is a fifteenth
 * of the time in which a book opens. What lies in it is frozen.
 */
export const readEntry = (decoder: Decoder): unknown => {
  if (decoder.arr[decoder.pos] !== LIST) return readValue(decoder);
  decoder.pos++;
  return readList(decoder);
};

/** Decodes updates for the door: what ContentAny holds is read as entries. */
export class EntryDecoder extends Y.UpdateDecoderV1 {
  override readAny(): unknown {
    return readEntry(this.restDecoder);
  }
}
