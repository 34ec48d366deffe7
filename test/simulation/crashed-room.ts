/** A room of nearest peers with no server in which many crash at once, and the time until the others are one room again. */

import { roomOf } from './office-room';
import { createWorld, type World } from './world';

export interface Crash {
  readonly seed: number;
  readonly peers: number;
  readonly crashed: number;
  /** When the neighbors hear that their links are broken, in ms; null: nobody tells them. */
  readonly heardAfterMs: number | null;
}

/** Links to as many living neighbors as the strategy wants at least. */
const FEWEST = 4;
const SETTLING_MS = 20_000;
const LOOK_MS = 100;

/** Open links between those that live. */
const linksOf = ({ tenants }: World): Map<string, readonly string[]> => {
  const living = new Set([...tenants.values()].map(({ peer }) => peer));
  return new Map(
    [...tenants.values()].map(({ peer, replica }) => [
      peer,
      replica
        .status()
        .peers.filter(({ linked, peer: other }) => linked && living.has(other))
        .map(({ peer: other }) => other),
    ]),
  );
};

const isWhole = (world: World): boolean => {
  const links = linksOf(world);
  const reached = new Set([...links.keys()].slice(0, 1));
  for (const peer of reached) for (const other of links.get(peer) ?? []) reached.add(other);
  return reached.size === links.size && [...links.values()].every((others) => others.length >= FEWEST);
};

/** In virtual ms, until all who are left are one piece and each has links to spare; `longest` if that was not in time. */
export const timeUntilReconnected = (
  { seed, peers, crashed, heardAfterMs }: Crash,
  longest: number,
): number => {
  const world = createWorld({ ...roomOf(seed, peers), strategy: 'nearest-peer' });
  for (let place = 0; place < peers; place++)
    world.clock.after(world.dice.below(3_000), () => world.start(place, 'disk'));
  world.clock.advance(SETTLING_MS);
  const places = world.dice.shuffle([...world.tenants.keys()]).slice(0, crashed);
  for (const place of places) world.crash(place, heardAfterMs);
  const start = world.clock.now();
  while (!isWhole(world) && world.clock.now() - start < longest) world.clock.advance(LOOK_MS);
  return world.clock.now() - start;
};
