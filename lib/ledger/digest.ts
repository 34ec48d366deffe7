/**
 * The content digest: a hash chain for each writer, one sum over all, and a sum over each of 1,024 buckets of writers, so
 * that two replicas know in a few bytes whether they hold the same entries, and find out where they do not.
 * It does not know Yjs or the network; entries are read through a function given to it.
 *
 * Entries are hashed in canonical form, as this program would write them, since equal values may have come in different
 * bytes. Work is done when a digest is asked for, and only for entries that are new since the last time.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import * as encoding from 'lib0/encoding';
import type { Entry } from './entry';

const HASH_BYTES = 16;
const BUCKET_BITS = 10;
const BUCKETS = 2 ** BUCKET_BITS;

/** After each so many entries of a journal its hash is kept, so that no print of a beginning costs more than these. */
const MARK_EVERY = 1_024;

/** Reads entries `from` (inclusive) to `to` (exclusive) of a writer. */
export type ReadEntries = (writer: number, from: number, to: number) => Iterable<Entry>;

/** The hash chain of one writer's journal after its first `clock` entries. */
interface Chain {
  clock: number;
  hash: Uint8Array;
  /** What it adds to the sums. */
  term: Uint8Array;
  /** The hash after 0, MARK_EVERY, 2 * MARK_EVERY... entries. */
  readonly marks: Uint8Array[];
}

/** Adds a term to a sum, or takes it out again: both are the same in GF(2). */
const toggle = (sums: Uint8Array, term: Uint8Array, offset = 0): void => {
  for (let index = 0; index < HASH_BYTES; index++)
    sums[offset + index] = (sums[offset + index] ?? 0) ^ (term[index] ?? 0);
};

const nothing = new Uint8Array(HASH_BYTES);

const short = (bytes: Uint8Array): Uint8Array => sha256(bytes).subarray(0, HASH_BYTES);

const extend = (hash: Uint8Array, entries: Iterable<Entry>): Uint8Array => {
  let chain = hash;
  for (const entry of entries) {
    chain = short(
      encoding.encode((encoder) => {
        encoding.writeUint8Array(encoder, chain);
        encoding.writeAny(encoder, entry as never);
      }),
    );
  }
  return chain;
};

/** A chain's share of the sums; distinct for each writer and length, so that no two cancel out. */
const termOf = (writer: number, clock: number, hash: Uint8Array): Uint8Array =>
  short(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, writer);
      encoding.writeVarUint(encoder, clock);
      encoding.writeUint8Array(encoder, hash);
    }),
  );

/** Which of the 1,024 buckets a writer falls into: its id, mixed as Murmur does at its end. Part of the protocol. */
export const bucketOf = (writer: number): number => {
  let mixed = (writer >>> 0) ^ Math.imul(Math.floor(writer / 2 ** 32), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> (32 - BUCKET_BITS);
};

export interface ContentDigest {
  /** This writer's journal has grown. */
  grew(writer: number): void;
  /** 16 bytes over all entries, but for the writers in `except`. */
  sum(except?: ReadonlySet<number>): Uint8Array;
  /** 16 bytes for each bucket, one after the other, over the entries of its writers. */
  bucketSums(except?: ReadonlySet<number>): Uint8Array;
  /** 16 bytes over the first `clock` entries of one writer; null if there are fewer. */
  printOf(writer: number, clock: number): Uint8Array | null;
}

export const createDigest = (read: ReadEntries, reach: ReadonlyMap<number, number>): ContentDigest => {
  const chains = new Map<number, Chain>();
  const stale = new Set<number>();
  const total = new Uint8Array(HASH_BYTES);
  const buckets = new Uint8Array(BUCKETS * HASH_BYTES);

  const toggleAll = (writer: number, term: Uint8Array): void => {
    toggle(total, term);
    toggle(buckets, term, bucketOf(writer) * HASH_BYTES);
  };

  const lengthen = (writer: number, chain: Chain, to: number): void => {
    while (chain.clock < to) {
      const next = Math.min(to, chain.marks.length * MARK_EVERY);
      chain.hash = extend(chain.hash, read(writer, chain.clock, next));
      chain.clock = next;
      if (next % MARK_EVERY === 0) chain.marks.push(chain.hash);
    }
  };

  const chainOf = (writer: number): Chain => {
    const known = chains.get(writer);
    if (known !== undefined) return known;
    const chain = { clock: 0, hash: nothing, term: nothing, marks: [nothing] };
    chains.set(writer, chain);
    return chain;
  };

  const catchUp = (): void => {
    for (const writer of stale) {
      const chain = chainOf(writer);
      toggleAll(writer, chain.term);
      lengthen(writer, chain, reach.get(writer) ?? 0);
      chain.term = termOf(writer, chain.clock, chain.hash);
      toggleAll(writer, chain.term);
    }
    stale.clear();
  };

  const termsOf = function* (writers: ReadonlySet<number> | undefined): Generator<[number, Uint8Array]> {
    for (const writer of writers ?? []) yield [writer, chains.get(writer)?.term ?? nothing];
  };

  return {
    grew: (writer) => {
      stale.add(writer);
    },
    sum: (except) => {
      catchUp();
      const sum = total.slice();
      for (const [, term] of termsOf(except)) toggle(sum, term);
      return sum;
    },
    bucketSums: (except) => {
      catchUp();
      const sums = buckets.slice();
      for (const [writer, term] of termsOf(except)) toggle(sums, term, bucketOf(writer) * HASH_BYTES);
      return sums;
    },
    printOf: (writer, clock) => {
      if ((reach.get(writer) ?? 0) < clock) return null;
      catchUp();
      const chain = chainOf(writer);
      if (chain.clock === clock) return chain.hash;
      const mark = Math.floor(clock / MARK_EVERY);
      return extend(chain.marks[mark] ?? nothing, read(writer, mark * MARK_EVERY, clock));
    },
  };
};
