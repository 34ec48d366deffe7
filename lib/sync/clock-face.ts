/**
 * One peer's own clock on the common time of a simulation: it may go wrong, stand still as a frozen page does, or stop for
 * good. It does not know what its peer does, nor why it is stopped.
 */

import type { Clock } from './clock';

export interface ClockFace extends Clock {
  readonly isFrozen: boolean;
  /** From now on nothing happens at this peer, though time goes on: what falls due, and what arrives, waits. */
  freeze(): void;
  /** All that has waited happens at once, in its order. */
  thaw(): void;
  /** Nothing ever happens at this peer again. */
  kill(): void;
  /** Now, or at the thaw, or never: for what comes from outside. */
  run(action: () => void): void;
}

export interface FaceError {
  /** Ahead of the common time, in ms. */
  readonly skewMs?: number;
  /** How fast it goes; 1 is right. */
  readonly rate?: number;
}

export const createClockFace = (clock: Clock, { skewMs = 0, rate = 1 }: FaceError = {}): ClockFace => {
  let waiting: (() => void)[] = [];
  let isFrozen = false;
  let isDead = false;

  const run = (action: () => void): void => {
    if (isDead) return;
    if (isFrozen) waiting.push(action);
    else action();
  };

  return {
    get isFrozen() {
      return isFrozen;
    },
    now: () => clock.now() * rate + skewMs,
    after: (ms, action) => {
      let isCancelled = false;
      const cancel = clock.after(ms / rate, () =>
        run(() => {
          if (!isCancelled) action();
        }),
      );
      return () => {
        isCancelled = true;
        cancel();
      };
    },
    freeze: () => {
      isFrozen = true;
    },
    thaw: () => {
      isFrozen = false;
      const due = waiting;
      waiting = [];
      for (const action of due) run(action);
    },
    kill: () => {
      isDead = true;
      waiting = [];
    },
    run,
  };
};
