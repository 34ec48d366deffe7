/**
 * Time and chance, as everything under lib/sync receives them, so that one seed replays one trace.
 * It does not know which clock runs below: the real one, or the simulator's.
 */

export interface Clock {
  /** Milliseconds since the epoch (real) or since the start (virtual). */
  now(): number;
  /** Calls `run` once after `ms`; the function returned cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** Uniform in [0, 1). */
export type Random = () => number;
