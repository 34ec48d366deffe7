/**
 * Virtual time for simulations: nothing waits, timers run in order, and the same program runs the same way each time.
 * It does not know what the timers are for.
 */

import type { Clock } from './clock';

interface Timer {
  readonly at: number;
  /** Of two timers at one moment the one that was set first runs first. */
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

export interface VirtualClock extends Clock {
  /** Runs every timer that falls due within the next `ms`, then stands at that moment. */
  advance(ms: number): void;
}

const isBefore = (one: Timer, other: Timer): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** A binary heap: a simulation of a thousand peers has tens of thousands of timers. */
const push = (heap: Timer[], timer: Timer): void => {
  let at = heap.length;
  heap.push(timer);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Timer;
    if (!isBefore(timer, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = timer;
};

const pop = (heap: Timer[]): Timer | undefined => {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Timer, heap[child] as Timer)) child++;
    if (!isBefore(heap[child] as Timer, last)) break;
    heap[at] = heap[child] as Timer;
    at = child;
  }
  heap[at] = last;
  return first;
};

export const createVirtualClock = (): VirtualClock => {
  const heap: Timer[] = [];
  let now = 0;
  let order = 0;
  return {
    now: () => now,
    after: (ms, run) => {
      const timer: Timer = { at: now + Math.max(0, ms), order: order++, run, cancelled: false };
      push(heap, timer);
      return () => {
        timer.cancelled = true;
      };
    },
    advance: (ms) => {
      const until = now + ms;
      for (let next = heap[0]; next !== undefined && next.at <= until; next = heap[0]) {
        pop(heap);
        if (next.cancelled) continue;
        now = next.at;
        next.run();
      }
      now = until;
    },
  };
};
