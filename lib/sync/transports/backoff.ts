/**
 * How long to wait before the next try: doubling, capped, and jittered so that a household does not knock in step.
 * It does not know what is tried.
 */

import type { Random } from '../clock';

const FIRST_MS = 150;
const CAP_MS = 2500;

export interface Backoff {
  /** Milliseconds to wait now; grows with each call, up to 2.5 s. */
  next(): number;
  /** A try went well: begin anew. */
  reset(): void;
}

export const createBackoff = (random: Random): Backoff => {
  let tries = 0;
  return {
    next: () => Math.min(CAP_MS, FIRST_MS * 2 ** tries++) * (0.5 + random() / 2),
    reset: () => {
      tries = 0;
    },
  };
};
