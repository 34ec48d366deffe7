import { describe, expect, it } from 'vitest';
import { timeUntilReconnected } from './crashed-room';
import { percentile } from './office-room';

const seeds = Array.from({ length: 6 }, (_, index) => index + 1);

describe('nearest-peer with no server, of whom 9 in 30 crash at once', () => {
  it('[P1] is one piece again, with links to spare, within five seconds', () => {
    const times = seeds.map((seed) =>
      timeUntilReconnected({ seed, peers: 30, crashed: 9, heardAfterMs: 300 }, 60_000),
    );
    expect(percentile(times, 99)).toBeLessThanOrEqual(5_000);
  });
});
