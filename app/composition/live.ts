/** A value that tells when it changes, in the shape that useSyncExternalStore wants. */

import type { Live } from './contract';

export interface LiveCell<Value> extends Live<Value> {
  set(value: Value): void;
}

export const createLive = <Value>(first: Value): LiveCell<Value> => {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
