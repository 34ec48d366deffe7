/**
 * The relay's disk: the updates of each room and the hash of its token, in y-leveldb's format, with every failed write told.
 * It does not know what an update holds, nor who may write.
 */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { createFlushQueue, type Source, type Written } from './flush-queue';
import { LedgerDatabase, type NumberedUpdate, type Operation, putMeta } from './ledger-database';
import { createStoredRoom, type StoredRoom } from './stored-room';

/** `held`: another process has it open. `unwritable`: the folder cannot be made or written. */
export interface StoreError {
  readonly kind: 'held' | 'unwritable' | 'broken';
  readonly message: string;
}

export interface Store {
  /**
   * Reads a room, which may be new: its updates in the order in which they were stored, a portion at a time, each once the one
   * before has been taken.
   */
  open(
    room: string,
    take: (updates: readonly Uint8Array[]) => Promise<void>,
  ): Promise<Result<StoredRoom, StoreError>>;
  /** The next write to the disk serves this source too. */
  flush(source: Source): void;
  /** Hex; null for a room that nobody owns yet. */
  tokenHash(room: string): Promise<Result<string | null, StoreError>>;
  setTokenHash(room: string, hash: string): Promise<Result<null, StoreError>>;
  /**
   * Whether it can be used: at once while all went well. After a write that failed the database is opened anew, behind its good
   * part, and tried with a write; once for all who ask meanwhile.
   */
  ready(): Promise<Result<null, StoreError>>;
  /** After what was begun is on the disk. */
  close(): Promise<void>;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

const openingError = (error: unknown, folder: string): StoreError => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (codeOf(cause) === 'LEVEL_LOCKED')
    return {
      kind: 'held',
      message: `Another WeSpend keeps its ledgers in ${folder}. End it, or use another --data DIR.`,
    };
  return { kind: 'unwritable', message: `Cannot keep ledgers in ${folder}: ${messageOf(cause)}` };
};

/**
 * Opens, or makes, the store in `folder`.
 * @param tell a line for whoever runs the relay, when the disk takes nothing more and when it does again
 */
export const openStore = async (
  folder: string,
  tell: (line: string) => void,
  Database = LedgerDatabase,
): Promise<Result<Store, StoreError>> => {
  const open = async (): Promise<LedgerDatabase> => {
    const database = new Database(join(folder, 'ledgers'));
    await database.open();
    return database;
  };
  try {
    await mkdir(folder, { recursive: true });
    return ok(createStore(await open(), open, tell));
  } catch (error) {
    return fail(openingError(error, folder));
  }
};

/** A name that no room can have: what is written to try the disk is written under it. */
const PROBE = '';

/** The database that is open now, and whether it may be written. */
const createHolder = (
  first: LedgerDatabase,
  open: () => Promise<LedgerDatabase>,
  tell: (line: string) => void,
) => {
  let database = first;
  /**
   * LevelDB's log may end in half a record now. Whatever is written behind that would be passed over by the next start,
   * so nothing is, until the database has been opened anew and its log is whole.
   */
  let isTorn = false;
  let mending: Promise<Written> | null = null;

  const attempt = async <Value>(
    work: (open: LedgerDatabase) => Promise<Value>,
  ): Promise<Result<Value, StoreError>> => {
    try {
      return ok(await work(database));
    } catch (error) {
      return fail({ kind: 'broken', message: messageOf(error) });
    }
  };

  const write = async (operations: readonly Operation[]): Promise<Written> => {
    if (isTorn) return fail({ kind: 'broken', message: 'an earlier write has failed' });
    const written = await attempt((open) => open.write(operations).then(() => null));
    if (written.ok || isTorn) return written;
    isTorn = true;
    tell(
      `Nothing can be stored: ${written.error.message}. What was acknowledged is on the disk; the devices keep what is newer.`,
    );
    return written;
  };

  /** While the disk takes nothing it cannot be opened either, and there is nothing to be read. */
  const mend = async (): Promise<null> => {
    await database.close();
    database = await open();
    await database.write([putMeta(PROBE, 'probe', String(Date.now()))]);
    isTorn = false;
    tell('The disk takes writes again.');
    return null;
  };

  const ready = async (): Promise<Written> => {
    if (!isTorn) return ok(null);
    mending ??= attempt(mend).finally(() => {
      mending = null;
    });
    return mending;
  };

  return { attempt, write, ready, close: () => database.close() };
};

const readRoom = async (
  database: LedgerDatabase,
  room: string,
  take: (updates: readonly Uint8Array[]) => Promise<void>,
): Promise<StoredRoom> => {
  const sizes = new Map<number, number>();
  for await (const portion of database.readUpdates(room)) {
    for (const { number, update } of portion) sizes.set(number, update.length);
    await take(portion.map(({ update }: NumberedUpdate) => update));
  }
  return createStoredRoom(room, sizes);
};

const tokenHashIn = async (database: LedgerDatabase, room: string): Promise<string | null> => {
  const found = await database.readMeta(room, 'token');
  return typeof found === 'string' ? found : null;
};

const createStore = (
  first: LedgerDatabase,
  open: () => Promise<LedgerDatabase>,
  tell: (line: string) => void,
): Store => {
  const holder = createHolder(first, open, tell);
  const queue = createFlushQueue(holder.write);

  return {
    open: (room, take) => holder.attempt((database) => readRoom(database, room, take)),
    flush: queue.add,
    tokenHash: (room) => holder.attempt((database) => tokenHashIn(database, room)),
    setTokenHash: (room, hash) =>
      new Promise((resolve) => {
        queue.add({ take: () => [putMeta(room, 'token', hash)], written: resolve });
      }),
    ready: holder.ready,
    close: async () => {
      await queue.idle();
      await holder.close();
    },
  };
};
