/**
 * Chance for simulations, beside virtual time: the same seed gives the same numbers. It does not know what they decide.
 */

import type { Random } from './clock';

/** Mulberry32: small, and good enough to choose what happens next. `seed` is taken as 32 bits. */
export const createSeededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
