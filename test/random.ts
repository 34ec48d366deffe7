/** Seeded randomness for tests: the same seed gives the same run, and a failing seed becomes a named test. */

import { createSeededRandom } from '@/lib/sync/seeded-random';

export interface Dice {
  /** Uniform in [0, 1). */
  next(): number;
  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffle<Item>(items: readonly Item[]): Item[];
}

export const createDice = (seed: number): Dice => {
  const next = createSeededRandom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    shuffle: (items) => {
      const shuffled = [...items];
      for (let index = shuffled.length - 1; index > 0; index--) {
        const other = below(index + 1);
        [shuffled[index], shuffled[other]] = [shuffled[other] as never, shuffled[index] as never];
      }
      return shuffled;
    },
  };
};

/** A writer's id as the program draws it: 53 bits. */
export const drawWriter = (dice: Dice): (() => number) => {
  return () => 1 + Math.floor(dice.next() * 2 ** 31) * 2 ** 21 + dice.below(2 ** 21);
};
