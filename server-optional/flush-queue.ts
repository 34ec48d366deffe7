/**
 * Group commit: one write to the disk serves everybody who has something waiting, and while it is under way the next one
 * gathers.
 * It does not know what is written, nor which database is below.
 */

import { ok, type Result } from '@/lib/ledger/result';
import type { Operation } from './ledger-database';
import type { StoreError } from './store';

/** Bytes of one write, and of what one source may give to it: encoded in one go, while everybody else waits. */
const FLUSH_BYTES = 1024 * 1024;
const SOURCE_BYTES = 256 * 1024;

export type Written = Result<null, StoreError>;

/** Whoever has something for the disk. */
export interface Source {
  /** Called when a write begins: what is to be in it, of about so many bytes at most. */
  take(bytes: number): readonly Operation[];
  /** What was taken is on the disk, or never will be. Who has more adds itself again. */
  written(outcome: Written): void;
}

export interface FlushQueue {
  /** The source is asked when the next write begins. It keeps its place, however often it is added. */
  add(source: Source): void;
  /** Resolves once nothing waits and nothing is being written. */
  idle(): Promise<void>;
}

const sizeOf = (operations: readonly Operation[]): number =>
  operations.reduce((sum, operation) => sum + (operation.type === 'put' ? operation.value.length : 0), 0);

/** What was read from the sockets in one turn of the event loop goes to the disk together. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const createFlushQueue = (
  write: (operations: readonly Operation[]) => Promise<Written>,
): FlushQueue => {
  const waiting = new Set<Source>();
  let flushing: Promise<void> | null = null;

  const gather = () => {
    const operations: Operation[] = [];
    const sources: Source[] = [];
    let bytes = 0;
    for (const source of waiting) {
      if (bytes >= FLUSH_BYTES) break;
      waiting.delete(source);
      const taken = source.take(SOURCE_BYTES);
      bytes += sizeOf(taken);
      operations.push(...taken);
      sources.push(source);
    }
    return { operations, sources };
  };

  const flush = async (): Promise<void> => {
    await nextTurn();
    while (waiting.size > 0) {
      const { operations, sources } = gather();
      const outcome = operations.length === 0 ? ok(null) : await write(operations);
      for (const source of sources) source.written(outcome);
    }
    flushing = null;
  };

  return {
    add: (source) => {
      waiting.add(source);
      flushing ??= flush();
    },
    idle: async () => {
      while (flushing !== null) await flushing;
    },
  };
};
