import { describe, expect, it } from 'vitest';
import { carriesData, strategyNames } from '@/lib/sync/strategy';
import { happen } from './happenings';
import { roomOf } from './office-room';
import { createWorld, type World } from './world';

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
const PEERS = 7;
const MINUTE = 60_000;

/** Each holds some of the others to be dead, for no reason and for ever; no two hold it of each other. */
const createMistakenRoom = (seed: number, strategy: (typeof strategyNames)[number]): World => {
  const hasRelay = strategy === 'fixed-server';
  const world = createWorld({ ...roomOf(seed, PEERS), strategy, hasRelay, isMistaken: true });
  for (let place = 0; place < PEERS + Number(hasRelay); place++) world.start(place, 'disk');
  world.clock.advance(5_000);
  return world;
};

const sessionCount = (world: World): number =>
  [...world.tenants.values()].reduce(
    (sum, { replica }) =>
      sum + replica.status().peers.filter(({ linked, exchange }) => linked && carriesData(exchange)).length,
    0,
  );

describe('peers that are wrong about each other and stay wrong', () => {
  it.each(strategyNames)('[R3] all have sessions and all hear what is new, for a minute: %s', (strategy) => {
    for (const seed of seeds) {
      const world = createMistakenRoom(seed, strategy);
      const endings = (): number =>
        [...world.tenants.values()].reduce((sum, { replica }) => sum + replica.status().endings.length, 0);
      world.clock.advance(MINUTE / 2);
      const before = endings();
      for (let second = 0; second < 60; second += 5) {
        const writer = world.dice.pick([...world.tenants.values()].filter(({ isRelay }) => !isRelay));
        happen(world, { at: world.clock.now(), kind: 'write', by: writer.place, count: 1 });
        world.clock.advance(5_000);
        const counts = new Set([...world.tenants.values()].map(({ journal }) => journal.entryCount()));
        expect(counts.size, `seed ${seed}, after ${second} s`).toBe(1);
        for (const { peer, replica } of world.tenants.values())
          expect(
            replica.status().peers.some(({ linked, exchange }) => linked && carriesData(exchange)),
            `seed ${seed}, a session at ${peer}`,
          ).toBe(true);
      }
      expect(endings() - before, `seed ${seed}, links that ended`).toBeLessThanOrEqual(PEERS);
      expect(sessionCount(world)).toBeGreaterThanOrEqual(2 * (world.tenants.size - 1));
    }
  });
});
