import { describe, expect, it } from 'vitest';
import { percentile, roomOf } from './office-room';
import { createWorld, type World } from './world';

const PEERS = 30;
const CRASHED = 9;
const seeds = Array.from({ length: 6 }, (_, index) => index + 1);

const isOnePiece = ({ network, tenants }: World): boolean => {
  const living = new Set([...tenants.values()].map(({ peer }) => peer));
  const reached = new Set([...living].slice(0, 1));
  const open = [...tenants.values()].flatMap(({ peer, replica }) =>
    replica
      .status()
      .peers.filter(({ linked, peer: other }) => linked && living.has(other))
      .map(({ peer: other }) => [peer, other] as const),
  );
  for (const peer of reached) for (const [one, other] of open) if (one === peer) reached.add(other);
  return reached.size === living.size && network.links().length > 0;
};

/** Links to as many living neighbors as the strategy wants at least. */
const FEWEST = 4;
const hasEnough = ({ tenants }: World): boolean => {
  const living = new Set([...tenants.values()].map(({ peer }) => peer));
  return [...tenants.values()].every(
    ({ replica }) =>
      replica.status().peers.filter(({ linked, peer }) => linked && living.has(peer)).length >= FEWEST,
  );
};

const timeUntilReconnected = (seed: number, heardAfterMs: number): number => {
  const world = createWorld({ ...roomOf(seed, PEERS), strategy: 'nearest-peer' });
  for (let place = 0; place < PEERS; place++)
    world.clock.after(world.dice.below(3_000), () => world.start(place, 'disk'));
  world.clock.advance(40_000);
  const places = world.dice.shuffle([...world.tenants.keys()]).slice(0, CRASHED);
  for (const place of places) world.crash(place, heardAfterMs);
  const start = world.clock.now();
  while (!(isOnePiece(world) && hasEnough(world)) && world.clock.now() - start < 60_000)
    world.clock.advance(100);
  return world.clock.now() - start;
};

describe('nearest-peer with no server, of whom 9 in 30 crash at once', () => {
  it('[P1] is one piece again, with links to spare, within five seconds', () => {
    const times = seeds.map((seed) => timeUntilReconnected(seed, 300));
    expect(percentile(times, 99)).toBeLessThanOrEqual(5_000);
  });
});
