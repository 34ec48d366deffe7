/**
 * Which ledgers are in use: opens a room for the first who enters, and puts it away a while after the last has left.
 * It does not know what a room holds, nor who may enter.
 */

import { ok, type Result } from '@/lib/ledger/result';
import type { Clock } from '@/lib/sync/clock';
import { type BacklogLimits, createBacklogs } from './backlog';
import { openRoom, type Room } from './room';
import type { Store, StoreError } from './store';

const MB = 1024 * 1024;

/** Bytes that may wait for the disk. */
const BACKLOG: BacklogLimits = { room: 8 * MB, all: 32 * MB };

/** A room that everybody has left is kept ready for those who only reloaded their page. */
const LINGER_MS = 30_000;

export interface Visit {
  readonly room: Room;
  /** To be called when the visitor has gone. Idempotent. */
  leave(): void;
}

export interface Rooms {
  enter(name: string): Promise<Result<Visit, StoreError>>;
  /** Says goodbye in every room; resolves when everything is on the disk. */
  close(): Promise<void>;
}

export interface RoomsNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** How long a room is kept after the last has left, in ms; 30 s unless said otherwise. */
  readonly linger?: number;
  readonly backlog?: BacklogLimits;
}

/** A room that is open, opening or being put away. */
interface Entry {
  readonly opening: Promise<Result<Room, StoreError>>;
  visitors: number;
  cancelEnd: () => void;
}

export const createRooms = ({ store, clock, log, linger = LINGER_MS, ...limits }: RoomsNeeds): Rooms => {
  const entries = new Map<string, Entry>();
  const backlogs = createBacklogs(limits.backlog ?? BACKLOG);
  /** Rooms that are still writing: the same room opens again only after. */
  const closing = new Map<string, Promise<void>>();

  const drop = (name: string, entry: Entry): void => {
    entry.cancelEnd();
    if (entries.get(name) === entry) entries.delete(name);
  };

  const putAway = (name: string, entry: Entry): Promise<void> => {
    drop(name, entry);
    const closed = entry.opening.then(async (opened) => {
      if (opened.ok) await opened.value.close();
    });
    closing.set(name, closed);
    return closed.finally(() => {
      if (closing.get(name) === closed) closing.delete(name);
    });
  };

  const open = (name: string): Entry => {
    const before = closing.get(name) ?? Promise.resolve();
    const failed = (): void => void putAway(name, entry);
    const opening = before.then(() =>
      openRoom({ name, store, clock, log, backlog: backlogs.open(), failed }),
    );
    const entry: Entry = { opening, visitors: 0, cancelEnd: () => undefined };
    entries.set(name, entry);
    return entry;
  };

  const visit = (name: string, entry: Entry, room: Room): Visit => {
    let left = false;
    return {
      room,
      leave: () => {
        if (left) return;
        left = true;
        entry.visitors--;
        if (entry.visitors === 0 && entries.get(name) === entry)
          entry.cancelEnd = clock.after(linger, () => void putAway(name, entry));
      },
    };
  };

  return {
    enter: async (name) => {
      const entry = entries.get(name) ?? open(name);
      entry.visitors++;
      entry.cancelEnd();
      const opened = await entry.opening;
      if (opened.ok) return ok(visit(name, entry, opened.value));
      drop(name, entry);
      return opened;
    },
    close: async () => {
      await Promise.all([...entries].map(([name, entry]) => putAway(name, entry)));
      await Promise.all(closing.values());
    },
  };
};
