/**
 * Brings what grows in a room's journal to the disk, in order, and says from when on it is there.
 * It does not know who wrote it, nor who waits for it.
 */

import type { Range, Reach, SharedDocument } from '@/lib/sync/shared-document';
import type { Store } from './store';

/** A room in use is compacted after so many writes, so that its next opening is quick; one put away after fewer. */
const COMPACT_EVERY = 500;
const COMPACT_AT_END = 50;

export interface Keeper {
  /** Runs once all that is in the journal now is on the disk, in the order of the calls; never, if the disk fails. */
  whenDurable(run: () => void): void;
  /** Called with how far these journals are on the disk now, each time that some have got there. */
  onKept(listener: (reach: Reach) => void): () => void;
  /** Resolves when everything is on the disk, or has failed. */
  close(): Promise<void>;
}

export interface KeeperNeeds {
  readonly room: string;
  readonly document: SharedDocument;
  readonly store: Store;
  /** Updates that the store holds for the room now. */
  readonly stored: number;
  /** The disk took no more. Told once; nothing later is stored. */
  readonly failed: () => void;
}

export const createKeeper = ({ room, document, store, stored, failed }: KeeperNeeds): Keeper => {
  /** By writer: what a journal gained in many steps is one range, and one write. */
  let grown = new Map<number, Range>();
  let waiting: (() => void)[] = [];
  let writing: Promise<void> | null = null;
  let broken = false;
  let sinceCompaction = stored;
  const listeners = new Set<(reach: Reach) => void>();

  const fail = (): void => {
    broken = true;
    waiting = [];
    failed();
  };

  const compact = async (): Promise<void> => {
    const compacted = await store.compact(room);
    if (compacted.ok) sinceCompaction = 1;
    else fail();
  };

  const append = async (ranges: readonly Range[]): Promise<void> => {
    for (const update of document.updatesFor(ranges)) {
      const appended = await store.append(room, update);
      if (!appended.ok) return fail();
      sinceCompaction++;
    }
    if (ranges.length === 0) return;
    const reach = new Map(ranges.map(({ writer, to }) => [writer, to]));
    for (const listener of [...listeners]) listener(reach);
  };

  /** What has grown while a write was under way goes to the disk together, with one wait for it. */
  const write = async (): Promise<void> => {
    while (grown.size + waiting.length > 0 && !broken) {
      const ranges = [...grown.values()];
      const done = waiting;
      grown = new Map();
      waiting = [];
      await append(ranges);
      if (broken) return;
      for (const run of done) run();
      if (sinceCompaction >= COMPACT_EVERY) await compact();
    }
    writing = null;
  };

  const stopListening = document.onGrowth((ranges, origin) => {
    if (origin === 'storage' || broken) return;
    for (const { writer, from, to } of ranges)
      grown.set(writer, { writer, from: grown.get(writer)?.from ?? from, to });
    writing ??= Promise.resolve().then(write);
  });

  return {
    whenDurable: (run) => {
      if (broken) return;
      if (writing === null) run();
      else waiting.push(run);
    },
    onKept: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      stopListening();
      await writing;
      if (!broken && sinceCompaction > COMPACT_AT_END) await compact();
    },
  };
};
