/**
 * The bytes of the frames that tell who is here, a part of frame-codec.ts: SPEC.md, section 1.
 * It does not know what a word says to whom, nor when.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
  type Codec,
  type Decoder,
  type Encoder,
  readBelow,
  readMany,
  readRole,
  writeMany,
  writeRole,
} from './frame-fields';
import {
  type FrameType,
  LONGEST_ABOUT,
  LONGEST_PEER,
  type Mark,
  MOST_MARKS,
  MOST_NEIGHBORS,
  MOST_WORDS,
  SEQ_LIMIT,
  type Word,
} from './frames';

type PresenceType = 'presence' | 'board' | 'marks';
type PresenceCodecs = { readonly [Type in PresenceType & FrameType]: Codec<Type> };

const LINKS = 0;
const ABOUT = 1;
const GONE = 2;
/** Marks and hashes have 32 bits. */
const HASHES = 2 ** 32;

const readText = (decoder: Decoder, longest: number): string => {
  const text = decoding.readVarString(decoder);
  if (text.length > longest) throw new RangeError(`${text.length} letters where at most ${longest} may be`);
  return text;
};

const readPeer = (decoder: Decoder): string => readText(decoder, LONGEST_PEER);

const kindOf = (word: Word): number => {
  if (word.kind === 'links') return LINKS;
  return word.about === null ? GONE : ABOUT;
};

const writeWord = (encoder: Encoder, word: Word): void => {
  encoding.writeVarString(encoder, word.peer);
  encoding.writeVarUint(encoder, kindOf(word));
  encoding.writeVarUint(encoder, word.seq);
  if (word.kind === 'about') {
    if (word.about !== null) encoding.writeVarString(encoder, word.about);
    return;
  }
  writeRole(encoder, word.role);
  encoding.writeVarUint(encoder, word.joinedAt);
  writeMany(encoder, word.neighbors, encoding.writeVarString);
};

const readWord = (decoder: Decoder): Word => {
  const peer = readPeer(decoder);
  const kind = readBelow(decoder, GONE + 1);
  const seq = readBelow(decoder, SEQ_LIMIT);
  if (kind === GONE) return { kind: 'about', peer, seq, about: null };
  if (kind === ABOUT) return { kind: 'about', peer, seq, about: readText(decoder, LONGEST_ABOUT) };
  return {
    kind: 'links',
    peer,
    seq,
    role: readRole(decoder),
    joinedAt: decoding.readVarUint(decoder),
    neighbors: readMany(decoder, readPeer, MOST_NEIGHBORS),
  };
};

const writeMark = (encoder: Encoder, { mark, links, about }: Mark): void => {
  encoding.writeVarUint(encoder, mark);
  encoding.writeVarUint(encoder, links);
  encoding.writeVarUint(encoder, about);
};

const readMark = (decoder: Decoder): Mark => ({
  mark: readBelow(decoder, HASHES),
  links: readBelow(decoder, SEQ_LIMIT),
  about: readBelow(decoder, SEQ_LIMIT),
});

export const presenceCodecs: PresenceCodecs = {
  presence: {
    write: (encoder, { isAnswer, words }) => {
      encoding.writeVarUint(encoder, isAnswer ? 1 : 0);
      writeMany(encoder, words, writeWord);
    },
    read: (decoder) => ({
      type: 'presence',
      isAnswer: readBelow(decoder, 2) === 1,
      words: readMany(decoder, readWord, MOST_WORDS),
    }),
  },
  board: {
    write: (encoder, { peers, hash }) => {
      encoding.writeVarUint(encoder, peers);
      encoding.writeVarUint(encoder, hash);
    },
    read: (decoder) => ({
      type: 'board',
      peers: decoding.readVarUint(decoder),
      hash: readBelow(decoder, HASHES),
    }),
  },
  marks: {
    write: (encoder, { isWhole, marks }) => {
      encoding.writeVarUint(encoder, isWhole ? 1 : 0);
      writeMany(encoder, marks, writeMark);
    },
    read: (decoder) => ({
      type: 'marks',
      isWhole: readBelow(decoder, 2) === 1,
      marks: readMany(decoder, readMark, MOST_MARKS),
    }),
  },
};
