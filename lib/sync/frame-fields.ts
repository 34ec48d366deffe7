/**
 * What the frames' bytes are made of: fields that more than one frame has, written and read back.
 * It does not know which frame has which fields, nor its number: frame-codec.ts and catch-up-codec.ts.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Frame, FrameType } from './frames';
import type { Role } from './room';
import type { Range, Reach } from './shared-document';

export type Encoder = encoding.Encoder;
export type Decoder = decoding.Decoder;
export type FrameOf<Type extends FrameType> = Extract<Frame, { readonly type: Type }>;

/** How one type of frame is written after its type number, and read back. Readers may throw: decodeFrame catches. */
export interface Codec<Type extends FrameType> {
  readonly write: (encoder: Encoder, frame: FrameOf<Type>) => void;
  readonly read: (decoder: Decoder) => FrameOf<Type>;
}

export const copyBytes = (decoder: Decoder): Uint8Array => decoding.readVarUint8Array(decoder).slice();

export const writeMany = <Item>(
  encoder: Encoder,
  items: readonly Item[],
  write: (encoder: Encoder, item: Item) => void,
): void => {
  encoding.writeVarUint(encoder, items.length);
  for (const item of items) write(encoder, item);
};

/** Refuses more than `most` of them, before any is read. Each item takes a byte at least, so that no count is free. */
export const readMany = <Item>(
  decoder: Decoder,
  read: (decoder: Decoder) => Item,
  most = Number.POSITIVE_INFINITY,
): Item[] => {
  const items: Item[] = [];
  const count = decoding.readVarUint(decoder);
  if (count > most) throw new RangeError(`${count} where at most ${most} may be`);
  for (let left = count; left > 0; left--) items.push(read(decoder));
  return items;
};

/** A number from 0 to `limit` - 1. */
export const readBelow = (decoder: Decoder, limit: number): number => {
  const number = decoding.readVarUint(decoder);
  if (number >= limit) throw new RangeError(`${number} where less than ${limit} is meant`);
  return number;
};

export const writeReach = (encoder: Encoder, reach: Reach): void => {
  encoding.writeVarUint(encoder, reach.size);
  for (const [writer, clock] of reach) {
    encoding.writeVarUint(encoder, writer);
    encoding.writeVarUint(encoder, clock);
  }
};

export const readReach = (decoder: Decoder): Reach => {
  const reach = new Map<number, number>();
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const writer = decoding.readVarUint(decoder);
    reach.set(writer, decoding.readVarUint(decoder));
  }
  return reach;
};

export const writeRange = (encoder: Encoder, range: Range): void => {
  encoding.writeVarUint(encoder, range.writer);
  encoding.writeVarUint(encoder, range.from);
  encoding.writeVarUint(encoder, range.to - range.from);
};

export const readRange = (decoder: Decoder): Range => {
  const writer = decoding.readVarUint(decoder);
  const from = decoding.readVarUint(decoder);
  const to = from + decoding.readVarUint(decoder);
  if (!Number.isSafeInteger(to)) throw new RangeError('a range beyond all numbers');
  return { writer, from, to };
};

export const writeRole = (encoder: Encoder, role: Role): void =>
  encoding.writeVarUint(encoder, role === 'server' ? 1 : 0);

export const readRole = (decoder: Decoder): Role => (decoding.readVarUint(decoder) === 1 ? 'server' : 'peer');
