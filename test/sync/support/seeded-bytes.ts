/** Bytes by chance that repeats itself: the same seed gives the same bytes. */

import type { RandomBytes } from '@/lib/sync/invite';
import { createSeededRandom } from '@/lib/sync/seeded-random';

export const seededBytes = (seed: number): RandomBytes => {
  const random = createSeededRandom(seed);
  return (into) => into.map(() => Math.floor(random() * 256));
};
