/** A room by the elected server in which one thing happens to the server, and the time until another is in office for all. */

import { carriesData } from '@/lib/sync/strategy';
import { createDice } from '../random';
import { happen } from './happenings';
import type { Scenario } from './scenario';
import { createWorld, type Tenant, type World } from './world';

export interface OfficeRoom {
  readonly world: World;
  readonly server: Tenant;
  /** All but the server. */
  readonly followers: readonly Tenant[];
}

/** Sessions are old enough then to be held to what was sent over them. */
const SETTLING_MS = 26_000;

export const roomOf = (seed: number, peers: number): Scenario => ({
  seed,
  strategy: 'elected-server',
  peers,
  hasRelay: false,
  delay: [5, 40],
  bandwidth: null,
  hasSkewedClocks: false,
  isMistaken: false,
  happenings: [],
});

const write = (world: World, { place }: Tenant): void =>
  happen(world, { at: world.clock.now(), kind: 'write', by: place, count: 1 });

/** Three to `most` peers that all follow one server, and have all written something. Of two nobody can say who is wrong. */
export const createOfficeRoom = (seed: number, most = 12): OfficeRoom => {
  const dice = createDice(seed + 99);
  const world = createWorld(roomOf(seed, 3 + dice.below(most - 2)));
  for (let place = 0; place < world.scenario.peers; place++)
    world.clock.after(dice.below(2_000), () => world.start(place, 'disk'));
  world.clock.advance(SETTLING_MS);
  for (const tenant of world.tenants.values()) write(world, tenant);
  world.clock.advance(2_000 + dice.below(2_000));
  const tenants = [...world.tenants.values()];
  const server = tenants.find(({ peer }) => tenants.every(({ view }) => view.server === peer));
  if (server === undefined) throw new Error(`seed ${seed}: they have not agreed on a server`);
  return { world, server, followers: tenants.filter((tenant) => tenant !== server) };
};

/** All name one of them, and exchange data with it. */
const areServedBy = (followers: readonly Tenant[]): Tenant | null => {
  const server = followers.find(({ peer }) => followers.every(({ view }) => view.server === peer));
  if (server === undefined) return null;
  const isServed = ({ replica }: Tenant): boolean =>
    replica.status().peers.some(({ peer, exchange }) => peer === server.peer && carriesData(exchange));
  return followers.every((tenant) => tenant === server || isServed(tenant)) ? server : null;
};

/** In virtual ms; each writes now and then meanwhile, as people do. */
export const timeUntilServed = ({ world, followers }: OfficeRoom, longest: number): number => {
  const start = world.clock.now();
  for (;;) {
    const passed = world.clock.now() - start;
    if (areServedBy(followers) !== null || passed >= longest) return passed;
    if (passed % 500 === 0) for (const tenant of followers) write(world, tenant);
    world.clock.advance(50);
  }
};

/** Half of the judges stand still for up to five seconds, round by round, and then all that waited happens at once. */
export const stallJudges = ({ world, followers }: OfficeRoom, seed: number, rounds: number): void => {
  const dice = createDice(seed);
  for (let round = 0; round < rounds; round++) {
    for (const { face } of followers) {
      if (!dice.chance(0.5)) continue;
      world.clock.after(dice.below(1_000), face.freeze);
      world.clock.after(1_000 + dice.below(4_000), face.thaw);
    }
    write(world, dice.pick(followers));
    world.clock.advance(6_000);
  }
};

/** The least time within which so many of a hundred came. */
export const percentile = (times: readonly number[], percent: number): number => {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
};
