/**
 * The bytes of the frames that carry entries, or find out which are missing: SPEC.md, section 1.
 * It does not know when such a frame is sent, what follows from it, nor what an update holds.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
  type Codec,
  copyBytes,
  type Decoder,
  type Encoder,
  readBelow,
  readMany,
  readRange,
  readReach,
  writeMany,
  writeRange,
  writeReach,
} from './frame-fields';
import {
  BUCKETS,
  DIGEST_BYTES,
  type Fingerprint,
  type FrameType,
  GROUP_SUMS_BYTES,
  GROUPS,
  type GroupSums,
  MOST_ANNOUNCED,
  MOST_PRINTS,
} from './frames';

const writeFingerprint = (encoder: Encoder, { writer, clock, print }: Fingerprint): void => {
  encoding.writeVarUint(encoder, writer);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarUint8Array(encoder, print);
};

const readFingerprint = (decoder: Decoder): Fingerprint => ({
  writer: decoding.readVarUint(decoder),
  clock: decoding.readVarUint(decoder),
  print: copyBytes(decoder),
});

const writeGroupSums = (encoder: Encoder, { group, sums }: GroupSums): void => {
  encoding.writeVarUint(encoder, group);
  encoding.writeUint8Array(encoder, sums);
};

const readSums = (decoder: Decoder): Uint8Array => decoding.readUint8Array(decoder, GROUP_SUMS_BYTES).slice();

const readGroupSums = (decoder: Decoder): GroupSums => ({
  group: readBelow(decoder, GROUPS),
  sums: readSums(decoder),
});

type CatchUpFrameType = Extract<
  FrameType,
  | 'step1'
  | 'step2'
  | 'update'
  | 'digest'
  | 'want'
  | 'wantRanges'
  | 'batch'
  | 'done'
  | 'fingerprints'
  | 'have'
  | 'kept'
  | 'prune'
  | 'graft'
  | 'sums'
  | 'groupSums'
  | 'prints'
>;

export const catchUpCodecs: { readonly [Type in CatchUpFrameType]: Codec<Type> } = {
  step1: {
    write: (encoder, { reach }) =>
      encoding.writeVarUint8Array(
        encoder,
        encoding.encode((inner) => writeReach(inner, reach)),
      ),
    read: (decoder) => ({
      type: 'step1',
      reach: readReach(decoding.createDecoder(decoding.readVarUint8Array(decoder))),
    }),
  },
  step2: {
    write: (encoder, { update }) => encoding.writeVarUint8Array(encoder, update),
    read: (decoder) => ({ type: 'step2', update: copyBytes(decoder) }),
  },
  update: {
    write: (encoder, { update, author }) => {
      encoding.writeVarUint8Array(encoder, update);
      if (author !== undefined) encoding.writeVarUint(encoder, author);
    },
    read: (decoder) => {
      const update = copyBytes(decoder);
      if (!decoding.hasContent(decoder)) return { type: 'update', update };
      return { type: 'update', update, author: decoding.readVarUint(decoder) };
    },
  },
  digest: {
    write: (encoder, { digest }) => {
      encoding.writeVarUint(encoder, digest.entries);
      encoding.writeUint8Array(encoder, digest.hash);
    },
    read: (decoder) => ({
      type: 'digest',
      digest: {
        entries: decoding.readVarUint(decoder),
        hash: decoding.readUint8Array(decoder, DIGEST_BYTES).slice(),
      },
    }),
  },
  want: {
    write: (encoder, { request, reach }) => {
      encoding.writeVarUint(encoder, request);
      writeReach(encoder, reach);
    },
    read: (decoder) => ({ type: 'want', request: decoding.readVarUint(decoder), reach: readReach(decoder) }),
  },
  wantRanges: {
    write: (encoder, { request, ranges }) => {
      encoding.writeVarUint(encoder, request);
      writeMany(encoder, ranges, writeRange);
    },
    read: (decoder) => ({
      type: 'wantRanges',
      request: decoding.readVarUint(decoder),
      ranges: readMany(decoder, readRange),
    }),
  },
  batch: {
    write: (encoder, { request, update }) => {
      encoding.writeVarUint(encoder, request);
      encoding.writeVarUint8Array(encoder, update);
    },
    read: (decoder) => ({
      type: 'batch',
      request: decoding.readVarUint(decoder),
      update: copyBytes(decoder),
    }),
  },
  done: {
    write: (encoder, { request }) => encoding.writeVarUint(encoder, request),
    read: (decoder) => ({ type: 'done', request: decoding.readVarUint(decoder) }),
  },
  fingerprints: {
    write: (encoder, { prints }) => writeMany(encoder, prints, writeFingerprint),
    read: (decoder) => ({ type: 'fingerprints', prints: readMany(decoder, readFingerprint, MOST_PRINTS) }),
  },
  have: {
    write: (encoder, { ranges }) => writeMany(encoder, ranges, writeRange),
    read: (decoder) => ({ type: 'have', ranges: readMany(decoder, readRange, MOST_ANNOUNCED) }),
  },
  kept: {
    write: (encoder, { reach }) => writeReach(encoder, reach),
    read: (decoder) => ({ type: 'kept', reach: readReach(decoder) }),
  },
  prune: { write: () => undefined, read: () => ({ type: 'prune' }) },
  graft: {
    write: (encoder, { request, ranges }) => {
      encoding.writeVarUint(encoder, request);
      writeMany(encoder, ranges, writeRange);
    },
    read: (decoder) => ({
      type: 'graft',
      request: decoding.readVarUint(decoder),
      ranges: readMany(decoder, readRange, MOST_ANNOUNCED),
    }),
  },
  sums: {
    write: (encoder, { request, sums }) => {
      encoding.writeVarUint(encoder, request);
      encoding.writeUint8Array(encoder, sums);
    },
    read: (decoder) => ({ type: 'sums', request: decoding.readVarUint(decoder), sums: readSums(decoder) }),
  },
  groupSums: {
    write: (encoder, { request, groups }) => {
      encoding.writeVarUint(encoder, request);
      writeMany(encoder, groups, writeGroupSums);
    },
    read: (decoder) => ({
      type: 'groupSums',
      request: decoding.readVarUint(decoder),
      groups: readMany(decoder, readGroupSums, GROUPS),
    }),
  },
  prints: {
    write: (encoder, { request, buckets, prints }) => {
      encoding.writeVarUint(encoder, request);
      writeMany(encoder, buckets, encoding.writeVarUint);
      writeMany(encoder, prints, writeFingerprint);
    },
    read: (decoder) => ({
      type: 'prints',
      request: decoding.readVarUint(decoder),
      buckets: readMany(decoder, (from) => readBelow(from, BUCKETS), BUCKETS),
      prints: readMany(decoder, readFingerprint, MOST_PRINTS),
    }),
  },
};
