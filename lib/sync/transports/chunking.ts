/**
 * Cuts frames into chunks small enough for every browser's data channel, and makes them whole again or not at all.
 * It does not know the channel, nor what a frame means.
 *
 * A chunk is at most 16 KiB. Its first byte says what it is: 0, a frame begins (varuint length of the frame, then bytes);
 * 1, the frame goes on (bytes); 2, the other side closes (its reason as UTF-8). Frames do not overlap.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type CloseReason, FRAME_LIMIT } from '../transport';
import { reasonFrom, wordFor } from './close-reasons';

export const CHUNK_LIMIT = 16 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

const BEGIN = 0;
const MORE = 1;
const CLOSE = 2;

/** Copies: the frame may be changed afterwards. */
export function* chunksOf(frame: Uint8Array): Generator<Bytes> {
  const head = encoding.encode((encoder) => {
    encoding.writeUint8(encoder, BEGIN);
    encoding.writeVarUint(encoder, frame.length);
  });
  let sent = 0;
  for (let prefix = head; prefix === head || sent < frame.length; prefix = new Uint8Array([MORE])) {
    const part = frame.subarray(sent, sent + CHUNK_LIMIT - prefix.length);
    const chunk = new Uint8Array(prefix.length + part.length);
    chunk.set(prefix);
    chunk.set(part, prefix.length);
    sent += part.length;
    yield chunk;
  }
}

export const closeChunk = (reason: CloseReason): Bytes => {
  const word = new TextEncoder().encode(wordFor(reason));
  const chunk = new Uint8Array(1 + word.length);
  chunk[0] = CLOSE;
  chunk.set(word, 1);
  return chunk;
};

export type Joined =
  | { readonly kind: 'frame'; readonly frame: Uint8Array }
  | { readonly kind: 'partial' }
  | { readonly kind: 'close'; readonly reason: CloseReason }
  | { readonly kind: 'broken'; readonly detail: string };

export interface Joiner {
  /** Some of a frame is here, and not all. */
  readonly partial: boolean;
  /** Takes the next chunk. After `broken` nothing more is to be given to it. Never throws. */
  take(chunk: Uint8Array): Joined;
}

const PARTIAL: Joined = { kind: 'partial' };
const broken = (detail: string): Joined => ({ kind: 'broken', detail });

const readLength = (decoder: decoding.Decoder): number => {
  try {
    return decoding.readVarUint(decoder);
  } catch {
    return Number.POSITIVE_INFINITY; // a length that cannot be read is as bad as one too large
  }
};

export const createJoiner = (): Joiner => {
  let frame: Uint8Array | null = null;
  let filled = 0;

  const add = (open: Uint8Array, part: Uint8Array): Joined => {
    if (filled + part.length > open.length) return broken('more bytes than the frame was said to have');
    open.set(part, filled);
    filled += part.length;
    if (filled < open.length) return PARTIAL;
    frame = null;
    return { kind: 'frame', frame: open };
  };

  const begin = (chunk: Uint8Array): Joined => {
    if (frame !== null) return broken('a frame begins inside another');
    const decoder = decoding.createDecoder(chunk);
    decoder.pos = 1;
    const length = readLength(decoder);
    if (length > FRAME_LIMIT) return broken('a frame larger than 1 MiB');
    frame = new Uint8Array(length);
    filled = 0;
    return add(frame, chunk.subarray(decoder.pos));
  };

  return {
    get partial() {
      return frame !== null;
    },
    take: (chunk) => {
      if (chunk[0] === BEGIN) return begin(chunk);
      if (chunk[0] === MORE)
        return frame === null ? broken('a frame goes on that never began') : add(frame, chunk.subarray(1));
      if (chunk[0] === CLOSE)
        return { kind: 'close', reason: reasonFrom(new TextDecoder().decode(chunk.subarray(1))) };
      return broken('a chunk of an unknown kind');
    },
  };
};
