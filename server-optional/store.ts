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
  /** After what was begun is on the disk. */
  close(): Promise<void>;
}

/** Waits for the disk with every write. */
class DurableLevel extends Level<unknown, unknown> {
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
const openPersistence = async (folder: string): Promise<LeveldbPersistence> => {
  const opened: DurableLevel[] = [];
  class Held extends DurableLevel {
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

/** Opens, or makes, the store in `folder`. */
export const openStore = async (folder: string): Promise<Result<Store, StoreError>> => {
  try {
    await mkdir(folder, { recursive: true });
    return ok(createStore(await openPersistence(join(folder, 'ledgers'))));
  } catch (error) {
    return fail(openingError(error, folder));
  }
};

const attempt = async <Value>(work: () => Promise<Value>): Promise<Result<Value, StoreError>> => {
  try {
    return ok(await work());
  } catch (error) {
    return fail({ kind: 'broken', message: messageOf(error) });
  }
};

const createStore = (persistence: LeveldbPersistence): Store => ({
  load: (room) => attempt(() => persistence._transact((db) => getLevelUpdates(db, room))),
  append: (room, update) =>
    attempt(async () => {
      const clock = await persistence.storeUpdate(room, update);
      if (typeof clock !== 'number') throw new Error('y-leveldb does not say that it stored the update');
      return null;
    }),
  compact: (room) => attempt(() => persistence.flushDocument(room).then(() => null)),
  tokenHash: (room) =>
    attempt(async () => {
      const found = await persistence.getMeta(room, 'token');
      return typeof found === 'string' ? found : null;
    }),
  setTokenHash: (room, hash) => attempt(() => persistence.setMeta(room, 'token', hash).then(() => null)),
  close: () => persistence.destroy(),
});
