/**
 * Brings what grows in a room's journal to the disk, in order, and says from when on it is there.
 * It does not know who wrote it, who waits for it, nor when the disk is written.
 */

import { UPDATE_TARGET } from '@/lib/ledger/update-codec';
import type { Range, Reach, SharedDocument } from '@/lib/sync/shared-document';
import type { Backlog } from './backlog';
import { startCompaction } from './compaction';
import type { Source, Written } from './flush-queue';
import type { Operation } from './ledger-database';
import type { Store } from './store';
import type { StoredRoom } from './stored-room';

/**
 * A room in use is compacted after so many writes, so that its next opening is quick; one put away after fewer. A large one
 * after more: as many as it has updates at least, so that nothing is written twice on average.
 */
const COMPACT_EVERY = 500;
const COMPACT_AT_END = 50;

export interface Keeper {
  /** Runs once all that is in the journal now is on the disk, in the order of the calls; never, if the disk fails. */
  whenDurable(run: () => void): void;
  /** Called with how far these journals are on the disk now, each time that some have got there. */
  onKept(listener: (reach: Reach) => void): () => void;
  /** So many bytes came in for what the journal has gained just now. */
  received(bytes: number): void;
  /** Resolves when everything is on the disk, or has failed. */
  close(): Promise<void>;
}

export interface KeeperNeeds {
  readonly document: SharedDocument;
  readonly store: Pick<Store, 'flush'>;
  readonly stored: StoredRoom;
  readonly backlog: Backlog;
  /** The disk holds something that the journal does not: it is to stay there. */
  readonly holdsMore: boolean;
  /** The disk took no more. Told once; nothing later is stored. */
  readonly failed: () => void;
}

/** Ranges that are being written, which may take several writes. */
interface Writing {
  readonly reach: Reach;
  readonly updates: Iterator<Uint8Array>;
  readonly bytes: number;
  readonly done: (() => void)[];
  isWhole: boolean;
}

/** How many updates a room would have once it were compacted. */
const leastUpdates = ({ bytes }: StoredRoom): number => Math.ceil(bytes / UPDATE_TARGET);

const spareUpdates = (stored: StoredRoom): number => stored.updates - leastUpdates(stored);

export const createKeeper = (needs: KeeperNeeds): Keeper => {
  const { document, store, stored, backlog, failed } = needs;
  /** By writer: what a journal gained in many steps is one range, and one write. */
  let grown = new Map<number, Range>();
  let receivedBytes = 0;
  let waiting: (() => void)[] = [];
  let writing: Writing | null = null;
  let broken = false;
  let isCompacting = false;
  /** What compaction has left. */
  let spared = 0;
  const settled: (() => void)[] = [];
  const listeners = new Set<(reach: Reach) => void>();

  const isBusy = (): boolean => !broken && (isCompacting || writing !== null || grown.size > 0);

  const settle = (): void => {
    if (isBusy()) return;
    for (const run of settled.splice(0)) run();
  };

  const fail = (): void => {
    if (broken) return;
    broken = true;
    backlog.remove(receivedBytes + (writing?.bytes ?? 0));
    waiting = [];
    failed();
    settle();
  };

  const begin = (): Writing => {
    const ranges = [...grown.values()];
    const next: Writing = {
      reach: new Map(ranges.map(({ writer, to }) => [writer, to])),
      updates: document.updatesFor(ranges)[Symbol.iterator](),
      bytes: receivedBytes,
      done: waiting,
      isWhole: false,
    };
    grown = new Map();
    receivedBytes = 0;
    waiting = [];
    return next;
  };

  const take = (bytes: number): readonly Operation[] => {
    if (broken || (writing === null && grown.size === 0)) return [];
    writing ??= begin();
    const operations: Operation[] = [];
    for (let taken = 0; taken < bytes; ) {
      const next = writing.updates.next();
      if (next.done === true) {
        writing.isWhole = true;
        break;
      }
      taken += next.value.length;
      operations.push(...stored.append(next.value));
    }
    return operations;
  };

  const finish = ({ reach, bytes, done }: Writing): void => {
    writing = null;
    backlog.remove(bytes);
    for (const listener of [...listeners]) listener(reach);
    for (const run of done) run();
  };

  const written = (outcome: Written): void => {
    if (broken) return;
    if (!outcome.ok) return fail();
    if (writing?.isWhole === true) finish(writing);
    if (writing !== null || grown.size > 0) store.flush(source);
    else compact(COMPACT_EVERY);
    settle();
  };

  const source: Source = { take, written };

  const compact = (least: number): void => {
    if (isCompacting || broken || needs.holdsMore) return;
    if (spareUpdates(stored) - spared < Math.max(least, leastUpdates(stored))) return;
    isCompacting = true;
    startCompaction({
      document,
      stored,
      flush: store.flush,
      ended: (outcome) => {
        isCompacting = false;
        if (!outcome.ok) return fail();
        spared = spareUpdates(stored);
        settle();
      },
    });
  };

  const stopListening = document.onGrowth((ranges, origin) => {
    if (origin === 'storage' || broken) return;
    for (const { writer, from, to } of ranges)
      grown.set(writer, { writer, from: grown.get(writer)?.from ?? from, to });
    store.flush(source);
  });

  const whenSettled = (): Promise<void> =>
    new Promise((resolve) => {
      settled.push(resolve);
      settle();
    });

  return {
    whenDurable: (run) => {
      if (broken) return;
      if (grown.size > 0) waiting.push(run);
      else if (writing !== null) writing.done.push(run);
      else run();
    },
    onKept: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    received: (bytes) => {
      if (broken) return;
      receivedBytes += bytes;
      backlog.add(bytes);
    },
    close: async () => {
      stopListening();
      await whenSettled();
      compact(COMPACT_AT_END);
      await whenSettled();
    },
  };
};
