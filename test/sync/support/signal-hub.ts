/** A signaling path in memory, with the faults that real ones have: late, doubled and reordered words, and going away. */

import type { Clock, Random } from '@/lib/sync/clock';
import type { SignalListener, SignalPath } from '@/lib/sync/signaling';

export interface SignalHub {
  path(): SignalPath;
  /** From now on nothing passes, as when the relay dies. */
  down(): void;
  up(): void;
  /** Words that have passed. */
  readonly passed: string[];
}

export interface SignalFaults {
  /** Each word takes up to so long, each its own time. */
  readonly delay?: number;
  readonly twice?: boolean;
}

export const createSignalHub = (clock: Clock, random: Random, faults: SignalFaults = {}): SignalHub => {
  const listeners = new Set<SignalListener>();
  const passed: string[] = [];
  let open = true;

  const deliver = (sealed: string): void => {
    passed.push(sealed);
    for (const listener of listeners)
      for (const _copy of faults.twice ? ['first', 'second'] : ['only'])
        clock.after(random() * (faults.delay ?? 0), () => {
          if (open && listeners.has(listener)) listener.heard(sealed);
        });
  };

  const path = (): SignalPath => {
    let mine: SignalListener | null = null;
    return {
      name: 'memory',
      announces: true,
      start: (listener) => {
        mine = listener;
        listeners.add(listener);
        if (open) listener.opened();
        else listener.closed('the hub is down');
      },
      send: (sealed) => {
        if (open) deliver(sealed);
      },
      wake: () => undefined,
      stop: (farewell) => {
        if (mine) listeners.delete(mine);
        mine = null;
        if (open && farewell !== null) deliver(farewell);
      },
    };
  };

  return {
    path,
    passed,
    down: () => {
      open = false;
      for (const listener of listeners) listener.closed('the hub is down');
    },
    up: () => {
      open = true;
      for (const listener of listeners) listener.opened();
    },
  };
};
