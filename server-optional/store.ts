/**
 * The relay's disk: the updates of each room and the hash of its token, in y-leveldb, with every failed write told.
 * It does not know what an update holds, nor who may write.
 *
 * y-leveldb answers a failed write with null and goes on, and never waits for the disk: both are mended here.
 */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Level } from 'level';
import { getLevelUpdates, LeveldbPersistence } from 'y-leveldb';
import { fail, ok, type Result } from '@/lib/ledger/result';

/** `held`: another process has it open. `unwritable`: the folder cannot be made or written. */
export interface StoreError {
  readonly kind: 'held' | 'unwritable' | 'broken';
  readonly message: string;
}

export interface Store {
  /** The updates of a room in the order in which they were stored; none for a room that is new. */
  load(room: string): Promise<Result<Uint8Array[], StoreError>>;
  /** Resolves once the update is on the disk. */
  append(room: string, update: Uint8Array): Promise<Result<null, StoreError>>;
  /** Makes one update of many. What is there stays there if it fails. */
  compact(room: string): Promise<Result<null, StoreError>>;
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

/** Waits for the disk with every write. */
export class DurableLevel extends Level<unknown, unknown> {
  override put(...args: readonly unknown[]): Promise<void> {
    const [key, value] = args;
    return super.put(key, value, { sync: true });
  }
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

/** As y-leveldb's own, one after the other, but an error reaches whoever asked instead of the console. */
const createTransact = (level: DurableLevel): LeveldbPersistence['_transact'] => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const outcome = last.then(() => work(level));
    last = outcome.catch(() => null);
    return outcome;
  };
};

/** Opens y-leveldb over a database of ours, so that its lock and its errors can be seen. */
const openPersistence = async (
  folder: string,
  Database: typeof DurableLevel,
): Promise<LeveldbPersistence> => {
  const opened: DurableLevel[] = [];
  class Held extends Database {
    constructor(location: string, options: object) {
      super(location, options);
      opened.push(this);
    }
  }
  const persistence = new LeveldbPersistence(folder, { Level: Held });
  const [level] = opened;
  if (level === undefined) throw new Error('y-leveldb did not open its database');
  persistence._transact = createTransact(level);
  await level.open();
  return persistence;
};

/**
 * Opens, or makes, the store in `folder`.
 * @param tell a line for whoever runs the relay, when the disk takes nothing more and when it does again
 */
export const openStore = async (
  folder: string,
  tell: (line: string) => void,
  Database = DurableLevel,
): Promise<Result<Store, StoreError>> => {
  const open = (): Promise<LeveldbPersistence> => openPersistence(join(folder, 'ledgers'), Database);
  try {
    await mkdir(folder, { recursive: true });
    return ok(createStore(await open(), open, tell));
  } catch (error) {
    return fail(openingError(error, folder));
  }
};

const appendTo = async (persistence: LeveldbPersistence, room: string, update: Uint8Array): Promise<null> => {
  const clock = await persistence.storeUpdate(room, update);
  if (typeof clock !== 'number') throw new Error('y-leveldb does not say that it stored the update');
  return null;
};

const tokenHashIn = async (persistence: LeveldbPersistence, room: string): Promise<string | null> => {
  const found = await persistence.getMeta(room, 'token');
  return typeof found === 'string' ? found : null;
};

/** A name that no room can have: what is written to try the disk is written under it. */
const PROBE = '';

const createStore = (
  first: LeveldbPersistence,
  open: () => Promise<LeveldbPersistence>,
  tell: (line: string) => void,
): Store => {
  let persistence = first;
  /**
   * LevelDB's log may end in half a record now. Whatever is written behind that would be passed over by the next start,
   * so nothing is, until the database has been opened anew and its log is whole.
   */
  let isTorn = false;
  let mending: Promise<Result<null, StoreError>> | null = null;

  const attempt = async <Value>(
    work: (open: LeveldbPersistence) => Promise<Value>,
  ): Promise<Result<Value, StoreError>> => {
    try {
      return ok(await work(persistence));
    } catch (error) {
      return fail({ kind: 'broken', message: messageOf(error) });
    }
  };

  const write = async (
    work: (open: LeveldbPersistence) => Promise<unknown>,
  ): Promise<Result<null, StoreError>> => {
    if (isTorn) return fail({ kind: 'broken', message: 'an earlier write has failed' });
    const written = await attempt((open) => work(open).then(() => null));
    if (written.ok || isTorn) return written;
    isTorn = true;
    tell(
      `Nothing can be stored: ${written.error.message}. What was acknowledged is on the disk; the devices keep what is newer.`,
    );
    return written;
  };

  /** While the disk takes nothing it cannot be opened either, and there is nothing to be read. */
  const mend = async (): Promise<null> => {
    await persistence.destroy();
    persistence = await open();
    await persistence.setMeta(PROBE, 'probe', String(Date.now()));
    isTorn = false;
    tell('The disk takes writes again.');
    return null;
  };

  return {
    load: (room) => attempt((open) => open._transact((db) => getLevelUpdates(db, room))),
    append: (room, update) => write((open) => appendTo(open, room, update)),
    compact: (room) => write((open) => open.flushDocument(room)),
    tokenHash: (room) => attempt((open) => tokenHashIn(open, room)),
    setTokenHash: (room, hash) => write((open) => open.setMeta(room, 'token', hash)),
    ready: async () => {
      if (!isTorn) return ok(null);
      mending ??= attempt(mend).finally(() => {
        mending = null;
      });
      return mending;
    },
    close: () => persistence.destroy(),
  };
};
