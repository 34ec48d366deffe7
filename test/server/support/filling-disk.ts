/** A real database on a disk that fills up and empties as a test says: while it is full it takes no write, and opens for nobody. */

import { LedgerDatabase, type Operation } from '@/server-optional/ledger-database';

type Open = (options: object, done: (error?: Error) => void) => void;
const { _open: openReally } = LedgerDatabase.prototype as unknown as { readonly _open: Open };

export const createFillingDisk = () => {
  let isFull = false;
  const attempts = { opened: 0 };
  const full = (): Error => new Error('ENOSPC: no space left on device');
  class FillingDatabase extends LedgerDatabase {
    /** What every way to open the database comes to. */
    _open(options: object, done: (error?: Error) => void): void {
      attempts.opened++;
      if (isFull) process.nextTick(done, full());
      else openReally.call(this, options, done);
    }
    override write(operations: readonly Operation[]): Promise<void> {
      return isFull ? Promise.reject(full()) : super.write(operations);
    }
  }
  return {
    Database: FillingDatabase,
    attempts,
    fill: (): void => {
      isFull = true;
    },
    empty: (): void => {
      isFull = false;
    },
  };
};
