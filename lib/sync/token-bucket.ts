/**
 * A rate for each of many names: so much at once, and so much a second from then on.
 * It does not know what is being counted, nor who bears the names.
 */

import type { Clock } from './clock';

export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface TokenBuckets {
  /** True, and one less is left, while this name keeps within its rate. */
  take(name: string): boolean;
}

interface Bucket {
  left: number;
  at: number;
}

/** Names that are remembered; the one that was named longest ago makes room, and begins anew with a full bucket. */
const NAMES = 2_000;

export const createTokenBuckets = (clock: Clock, { burst, perSecond }: Rate): TokenBuckets => {
  const buckets = new Map<string, Bucket>();

  const refilled = (name: string): Bucket => {
    const known = buckets.get(name);
    buckets.delete(name);
    if (known === undefined) return { left: burst, at: clock.now() };
    const since = Math.max(0, clock.now() - known.at);
    return { left: Math.min(burst, known.left + (since * perSecond) / 1000), at: clock.now() };
  };

  return {
    take: (name) => {
      const bucket = refilled(name);
      const isWithin = bucket.left >= 1;
      if (isWithin) bucket.left--;
      buckets.set(name, bucket);
      const oldest = buckets.keys().next().value;
      if (buckets.size > NAMES && oldest !== undefined) buckets.delete(oldest);
      return isWithin;
    },
  };
};
