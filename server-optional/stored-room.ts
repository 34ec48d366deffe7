/**
 * What the disk holds of one room: which updates under which numbers, and what has to be written for more, or for others in
 * their place.
 * It does not write itself (flush-queue.ts), nor know what an update holds.
 */

import { type Operation, putStateVector, updateKey } from './ledger-database';

export interface StoredRoom {
  /** How many updates there are, and their bytes, as far as writes have begun. */
  readonly updates: number;
  readonly bytes: number;
  /** Puts an update behind all others. */
  append(update: Uint8Array): readonly Operation[];
  /** The number that the next update gets. */
  next(): number;
  /** Takes out all updates with lower numbers, for which others stand by now. */
  dropBefore(number: number): readonly Operation[];
}

/** @param found bytes of the updates that are there, by their numbers. */
export const createStoredRoom = (room: string, found: ReadonlyMap<number, number>): StoredRoom => {
  const sizes = new Map(found);
  let next = Math.max(-1, ...found.keys()) + 1;
  let bytes = 0;
  for (const size of sizes.values()) bytes += size;

  return {
    get updates() {
      return sizes.size;
    },
    get bytes() {
      return bytes;
    },
    next: () => next,
    append: (update) => {
      const operation: Operation = { type: 'put', key: updateKey(room, next), value: update };
      const isFirst = next === 0;
      sizes.set(next, update.length);
      bytes += update.length;
      next++;
      return isFirst ? [putStateVector(room, update), operation] : [operation];
    },
    dropBefore: (number) => {
      const operations: Operation[] = [];
      for (const [known, size] of sizes) {
        if (known >= number) continue;
        sizes.delete(known);
        bytes -= size;
        operations.push({ type: 'del', key: updateKey(room, known) });
      }
      return operations;
    },
  };
};
