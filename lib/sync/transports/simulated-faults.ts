/**
 * What is wrong with the ways between simulated peers: which direction carries nothing, which is slow, and which buffer
 * does not drain. It does not know links or frames; what waits for a way to be well again is told here.
 */

import type { PeerId } from '../transport';

export interface Faults {
  /** Nothing arrives from the one at the other, until it is lifted: then what had left comes late, in order. */
  block(from: PeerId, to: PeerId): void;
  unblock(from: PeerId, to: PeerId): void;
  isBlocked(from: PeerId, to: PeerId): boolean;
  /** What the one sends to the other stays in its buffer. */
  stall(from: PeerId, to: PeerId): void;
  resume(from: PeerId, to: PeerId): void;
  isStalled(from: PeerId, to: PeerId): boolean;
  /** Each frame takes so much longer, in ms; 0 ends it. */
  slow(from: PeerId, to: PeerId, ms: number): void;
  slownessOf(from: PeerId, to: PeerId): number;
  /** Ends every fault. */
  healAll(): void;
  /** `run` is called once, when this way has become better in any respect. */
  whenBetter(from: PeerId, to: PeerId, run: () => void): void;
}

export const createFaults = (): Faults => {
  const blocked = new Set<string>();
  const stalled = new Set<string>();
  const slowness = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();

  const way = (from: PeerId, to: PeerId): string => `${from} ${to}`;

  const better = (key: string): void => {
    const due = waiting.get(key) ?? [];
    waiting.delete(key);
    for (const run of due) run();
  };

  const end = (faults: Set<string>, from: PeerId, to: PeerId): void => {
    const key = way(from, to);
    if (faults.delete(key)) better(key);
  };

  return {
    block: (from, to) => {
      blocked.add(way(from, to));
    },
    unblock: (from, to) => end(blocked, from, to),
    isBlocked: (from, to) => blocked.has(way(from, to)),
    stall: (from, to) => {
      stalled.add(way(from, to));
    },
    resume: (from, to) => end(stalled, from, to),
    isStalled: (from, to) => stalled.has(way(from, to)),
    slow: (from, to, ms) => {
      if (ms > 0) slowness.set(way(from, to), ms);
      else slowness.delete(way(from, to));
    },
    slownessOf: (from, to) => slowness.get(way(from, to)) ?? 0,
    healAll: () => {
      blocked.clear();
      stalled.clear();
      slowness.clear();
      for (const key of [...waiting.keys()]) better(key);
    },
    whenBetter: (from, to, run) => {
      const key = way(from, to);
      waiting.set(key, [...(waiting.get(key) ?? []), run]);
    },
  };
};
