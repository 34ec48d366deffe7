/**
 * Counts the bytes that wait for the disk, of each room and of all, and lets whoever brings more wait while they are too many.
 * It does not know sockets, nor how the disk is written.
 */

export interface Backlog {
  /** So much more waits. */
  add(bytes: number): void;
  /** So much is on the disk, or never will be. */
  remove(bytes: number): void;
  readonly bytes: number;
  /** Whether nothing more should be brought now. */
  readonly isFull: boolean;
  /** Runs once there is room again. Returns the way to think better of it. */
  whenRoom(run: () => void): () => void;
}

export interface Backlogs {
  /** Of one more room. */
  open(): Backlog;
  /** Of all rooms. */
  readonly bytes: number;
}

export interface BacklogLimits {
  readonly room: number;
  readonly all: number;
}

/** Who was told to wait goes on only when so much of a limit is free again, lest it stops and starts with every message. */
const LOW = 0.5;

export const createBacklogs = (limits: BacklogLimits): Backlogs => {
  const waiting = new Map<() => void, () => boolean>();
  let all = 0;

  const look = (): void => {
    for (const [run, hasRoom] of [...waiting]) {
      if (!hasRoom()) continue;
      waiting.delete(run);
      run();
    }
  };

  return {
    get bytes() {
      return all;
    },
    open: () => {
      let own = 0;
      const hasRoom = (): boolean => own <= LOW * limits.room && all <= LOW * limits.all;
      return {
        add: (bytes) => {
          own += bytes;
          all += bytes;
        },
        remove: (bytes) => {
          own -= bytes;
          all -= bytes;
          look();
        },
        get bytes() {
          return own;
        },
        get isFull() {
          return own >= limits.room || all >= limits.all;
        },
        whenRoom: (run) => {
          waiting.set(run, hasRoom);
          return () => waiting.delete(run);
        },
      };
    },
  };
};
