/**
 * The database below the store, in the format of y-leveldb, which can read it too: keys, values, and writes that wait for
 * the disk.
 * It does not know when something is written, nor what an update holds.
 */

import { Level } from 'level';
import * as buffer from 'lib0/buffer';
import * as encoding from 'lib0/encoding';
import { keyEncoding } from 'y-leveldb';
import { encodeStateVectorFromUpdate } from 'yjs';

export type Key = readonly (string | number)[];

export type Operation =
  | { readonly type: 'put'; readonly key: Key; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: Key };

/** One update of a room, under its number. */
export interface NumberedUpdate {
  readonly number: number;
  readonly update: Uint8Array;
}

/** No update has this number, nor a higher one. */
const NUMBER_LIMIT = 2 ** 32 - 1;
/** What the database hands over at a time. */
const PORTION_BYTES = 256 * 1024;
const PORTION_UPDATES = 1_000;

export const updateKey = (room: string, number: number): Key => ['v1', room, 'update', number];

const metaKey = (room: string, name: string): Key => ['v1', room, 'meta', name];

export const putMeta = (room: string, name: string, value: string): Operation => ({
  type: 'put',
  key: metaKey(room, name),
  value: buffer.encodeAny(value),
});

/** By this y-leveldb knows that the room is there: it goes with the first update of each. */
export const putStateVector = (room: string, first: Uint8Array): Operation => ({
  type: 'put',
  key: ['v1_sv', room],
  value: encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint8Array(encoder, encodeStateVectorFromUpdate(first));
  }),
});

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'LEVEL_NOT_FOUND';

/** Waits for the disk with every write. What goes wrong is thrown. */
export class LedgerDatabase extends Level<Key, Uint8Array> {
  constructor(location: string) {
    super(location, {
      keyEncoding: {
        name: 'y-keys',
        format: 'buffer',
        encode: keyEncoding.encode,
        decode: keyEncoding.decode,
      },
      valueEncoding: 'view',
    });
  }

  /** All of it, or nothing. */
  write(operations: readonly Operation[]): Promise<void> {
    return this.batch([...operations], { sync: true });
  }

  async readMeta(room: string, name: string): Promise<unknown> {
    try {
      return buffer.decodeAny(await this.get(metaKey(room, name)));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** The updates of a room in the order of their numbers, in portions. */
  async *readUpdates(room: string): AsyncGenerator<readonly NumberedUpdate[]> {
    const range = { gte: updateKey(room, 0), lt: updateKey(room, NUMBER_LIMIT) };
    const iterator = this.iterator({ ...range, highWaterMarkBytes: PORTION_BYTES });
    try {
      for (;;) {
        const entries = await iterator.nextv(PORTION_UPDATES);
        if (entries.length === 0) return;
        yield entries.map(([key, update]) => ({ number: Number(key[3]), update }));
      }
    } finally {
      await iterator.close();
    }
  }
}
