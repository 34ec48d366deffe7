/**
 * The bytes of every frame: SPEC.md, section 1, whose rule ids the tests quote.
 * It does not know when a frame is sent, what follows from it, nor what an update holds.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { catchUpCodecs } from './catch-up-codec';
import {
  type Codec,
  copyBytes,
  type Decoder,
  type Encoder,
  type FrameOf,
  readRole,
  writeRole,
} from './frame-fields';
import type { DecodedFrame, Frame, FrameType } from './frames';
import { presenceCodecs } from './presence-codec';
import type { Exchange } from './strategy';

const exchanges: readonly (Exchange | null)[] = [null, 'presence', 'diff', 'full'];

const readExchange = (decoder: Decoder): Exchange | null => {
  const exchange = exchanges[decoding.readVarUint(decoder)];
  if (exchange === undefined) throw new RangeError('unknown exchange');
  return exchange;
};

const codecs: { readonly [Type in FrameType]: Codec<Type> } = {
  ...catchUpCodecs,
  ...presenceCodecs,
  awareness: {
    write: (encoder, { bytes }) => encoding.writeVarUint8Array(encoder, bytes),
    read: (decoder) => ({ type: 'awareness', bytes: copyBytes(decoder) }),
  },
  denied: {
    write: (encoder, { reason }) => encoding.writeVarString(encoder, reason),
    read: (decoder) => ({ type: 'denied', reason: decoding.readVarString(decoder) }),
  },
  queryAwareness: { write: () => undefined, read: () => ({ type: 'queryAwareness' }) },
  hello: {
    write: (encoder, hello) => {
      encoding.writeVarUint(encoder, hello.version);
      encoding.writeVarString(encoder, hello.peer);
      writeRole(encoder, hello.role);
      encoding.writeVarUint(encoder, hello.joinedAt);
      encoding.writeVarString(encoder, hello.token);
    },
    read: (decoder) => ({
      type: 'hello',
      version: decoding.readVarUint(decoder),
      peer: decoding.readVarString(decoder),
      role: readRole(decoder),
      joinedAt: decoding.readVarUint(decoder),
      token: decoding.readVarString(decoder),
    }),
  },
  plan: {
    write: (encoder, { exchange }) => encoding.writeVarUint(encoder, exchanges.indexOf(exchange)),
    read: (decoder) => ({ type: 'plan', exchange: readExchange(decoder) }),
  },
  ping: {
    write: (encoder, { nonce }) => encoding.writeVarUint(encoder, nonce),
    read: (decoder) => ({ type: 'ping', nonce: decoding.readVarUint(decoder) }),
  },
  pong: {
    write: (encoder, { nonce }) => encoding.writeVarUint(encoder, nonce),
    read: (decoder) => ({ type: 'pong', nonce: decoding.readVarUint(decoder) }),
  },
  bye: {
    write: (encoder, { reason }) => encoding.writeVarString(encoder, reason),
    read: (decoder) => ({ type: 'bye', reason: decoding.readVarString(decoder) }),
  },
  spare: { write: () => undefined, read: () => ({ type: 'spare' }) },
  audit: {
    write: (encoder, { request, writer, clock, serves }) => {
      encoding.writeVarUint(encoder, request);
      encoding.writeVarUint(encoder, writer);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, serves ? 1 : 0);
    },
    read: (decoder) => ({
      type: 'audit',
      request: decoding.readVarUint(decoder),
      writer: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      serves: decoding.readVarUint(decoder) === 1,
    }),
  },
  proof: {
    write: (encoder, { request, clock, print }) => {
      encoding.writeVarUint(encoder, request);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint8Array(encoder, print);
    },
    read: (decoder) => ({
      type: 'proof',
      request: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      print: copyBytes(decoder),
    }),
  },
  signal: {
    write: (encoder, { from, to, id, hops, sealed }) => {
      encoding.writeVarString(encoder, from);
      encoding.writeVarString(encoder, to);
      encoding.writeVarUint(encoder, id);
      encoding.writeVarUint(encoder, hops);
      encoding.writeVarString(encoder, sealed);
    },
    read: (decoder) => ({
      type: 'signal',
      from: decoding.readVarString(decoder),
      to: decoding.readVarString(decoder),
      id: decoding.readVarUint(decoder),
      hops: decoding.readVarUint(decoder),
      sealed: decoding.readVarString(decoder),
    }),
  },
};

/**
 * [F1] The numbers on the wire: below 64 those of y-protocols (of which 0 and 2 have a second number), from 64 up our
 * own. A number is never used again for something else.
 */
const numbers: { readonly [Type in FrameType]: readonly number[] } = {
  step1: [0, 0],
  step2: [0, 1],
  update: [0, 2],
  awareness: [1],
  denied: [2, 0],
  queryAwareness: [3],
  hello: [64],
  digest: [65],
  want: [66],
  batch: [67],
  done: [74],
  wantRanges: [68],
  plan: [69],
  ping: [70],
  pong: [71],
  presence: [72],
  bye: [73],
  fingerprints: [75],
  have: [76],
  prune: [77],
  graft: [78],
  sums: [79],
  groupSums: [80],
  prints: [81],
  signal: [83],
  spare: [86],
  audit: [87],
  proof: [88],
  board: [89],
  marks: [90],
  kept: [91],
};

const keyOf = (first: number, second: number): number => first * 4 + second;
const typeByKey = new Map(
  (Object.keys(numbers) as FrameType[]).map((type) => {
    const [first = 0, second = 0] = numbers[type];
    return [keyOf(first, second), type];
  }),
);

const readType = (decoder: Decoder): FrameType | undefined => {
  const first = decoding.readVarUint(decoder);
  const second = first === 0 || first === 2 ? decoding.readVarUint(decoder) : 0;
  return typeByKey.get(keyOf(first, second));
};

/** What kind of frame these bytes begin with; undefined where they are none of ours. Never throws. */
export const frameTypeOf = (bytes: Uint8Array): FrameType | undefined => {
  const [first = -1, second = 0] = bytes;
  return typeByKey.get(keyOf(first, first === 0 || first === 2 ? second : 0));
};

const write = <Type extends FrameType>(encoder: Encoder, frame: FrameOf<Type>, codec: Codec<Type>): void =>
  codec.write(encoder, frame);

export const encodeFrame = (frame: Frame): Uint8Array =>
  encoding.encode((encoder) => {
    for (const number of numbers[frame.type]) encoding.writeVarUint(encoder, number);
    write(encoder, frame, codecs[frame.type] as Codec<FrameType>);
  });

/** [F2] Never throws: bytes from a neighbor may be anything. Bytes behind a whole frame are ignored. */
export const decodeFrame = (bytes: Uint8Array): DecodedFrame => {
  const decoder = decoding.createDecoder(bytes);
  try {
    const type = readType(decoder);
    if (type === undefined)
      return { ok: false, error: { kind: 'unknown', message: `a frame of an unknown type, ${bytes[0]}` } };
    return { ok: true, value: codecs[type].read(decoder) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { kind: 'malformed', message: `a frame of ${bytes.length} bytes: ${why}` } };
  }
};
