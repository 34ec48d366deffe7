/**
 * One task after another, in the order in which they were given.
 * It does not know what the tasks do; one that fails is reported, and does not stop the next.
 */

import type { Clock } from './clock';

export interface Serial {
  /** Tasks that wait or run. */
  readonly waiting: number;
  add(task: () => Promise<void>): void;
}

/** A task that rejects is a programmer's error: it is thrown where the clock calls, for the program's outermost handler. */
export const createSerial = (clock: Clock): Serial => {
  let tail = Promise.resolve();
  let waiting = 0;

  const run = async (task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      clock.after(0, () => {
        throw error;
      });
    }
    waiting--;
  };

  return {
    get waiting() {
      return waiting;
    },
    add: (task) => {
      waiting++;
      tail = tail.then(() => run(task));
    },
  };
};
