/**
 * Named timers: the same thing asked for twice happens once. It does not know what is to be done.
 */

import type { Clock } from './clock';

export interface Timers {
  /** Runs after `ms`, unless one of this name is set already. */
  soon(name: string, ms: number, run: () => void): void;
  cancel(name: string): void;
  clear(): void;
}

export const createTimers = (clock: Clock): Timers => {
  const cancels = new Map<string, () => void>();
  return {
    soon: (name, ms, run) => {
      if (cancels.has(name)) return;
      const cancel = clock.after(ms, () => {
        cancels.delete(name);
        run();
      });
      cancels.set(name, cancel);
    },
    cancel: (name) => {
      cancels.get(name)?.();
      cancels.delete(name);
    },
    clear: () => {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
};
