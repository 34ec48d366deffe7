/**
 * The content digest: a hash chain for each writer and one sum over all, so that two replicas know in a few bytes
 * whether they hold the same entries, and a fork under one writer's name is found.
 * It does not know Yjs or the network; entries are read through a function given to it.
 *
 * Entries are hashed in canonical form, as this program would write them, since equal values may have come in different
 * bytes. Work is done when a digest is asked for, and only for entries that are new since the last time.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import * as encoding from 'lib0/encoding';
import type { Entry } from './entry';

const HASH_BYTES = 16;

/** Reads entries `from` (inclusive) to `to` (exclusive) of a writer. */
export type ReadEntries = (writer: number, from: number, to: number) => Iterable<Entry>;

/** The hash chain of one writer's journal after its first `clock` entries. */
interface Chain {
  clock: number;
  hash: Uint8Array;
}

/** Adds a term to a sum, or takes it out again: both are the same in GF(2). */
const toggle = (sum: Uint8Array, term: Uint8Array): void => {
  for (let index = 0; index < HASH_BYTES; index++) sum[index] = (sum[index] ?? 0) ^ (term[index] ?? 0);
};

const empty = (): Uint8Array => new Uint8Array(HASH_BYTES);

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

/** A chain's share of the sum; distinct for each writer and length, so that no two cancel out. */
const termOf = (writer: number, chain: Chain): Uint8Array =>
  short(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, writer);
      encoding.writeVarUint(encoder, chain.clock);
      encoding.writeUint8Array(encoder, chain.hash);
    }),
  );

export interface ContentDigest {
  /** 16 bytes over all entries as far as `reach` says, but for the writers in `except`. */
  sum(reach: ReadonlyMap<number, number>, except?: ReadonlySet<number>): Uint8Array;
  /** 16 bytes over the first `clock` entries of one writer; null if there are fewer. */
  printOf(writer: number, clock: number, reach: ReadonlyMap<number, number>): Uint8Array | null;
}

export const createDigest = (read: ReadEntries): ContentDigest => {
  const chains = new Map<number, Chain>();
  const total = empty();

  const catchUp = (writer: number, clock: number): void => {
    const chain = chains.get(writer);
    if (chain !== undefined && chain.clock >= clock) return;
    const from = chain?.clock ?? 0;
    const longer = { clock, hash: extend(chain?.hash ?? empty(), read(writer, from, clock)) };
    if (chain !== undefined) toggle(total, termOf(writer, chain));
    toggle(total, termOf(writer, longer));
    chains.set(writer, longer);
  };

  return {
    sum: (reach, except) => {
      for (const [writer, clock] of reach) catchUp(writer, clock);
      const sum = total.slice();
      for (const writer of except ?? []) {
        const chain = chains.get(writer);
        if (chain !== undefined) toggle(sum, termOf(writer, chain));
      }
      return sum;
    },
    printOf: (writer, clock, reach) => {
      if ((reach.get(writer) ?? 0) < clock) return null;
      const chain = chains.get(writer);
      if (chain !== undefined && chain.clock <= clock)
        return extend(chain.hash, read(writer, chain.clock, clock));
      return extend(empty(), read(writer, 0, clock));
    },
  };
};
