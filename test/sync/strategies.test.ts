import { describe, expect, it } from 'vitest';
import type { PeerView, Role, Room } from '@/lib/sync/room';
import { strategies } from '@/lib/sync/strategies/by-name';
import { fixedServer } from '@/lib/sync/strategies/fixed-server';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import { type Exchange, type Strategy, strategyNames } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import { createDice, type Dice } from '../random';

/** Topology alone: what all plans together draw, with no frames, no time and no sessions that could hide a hole. */

interface Inhabitant {
  readonly peer: PeerId;
  readonly role: Role;
  /** Where it is on a line: the distance is the round trip. */
  readonly place: number;
}

const inhabitants = (dice: Dice, count: number, withServer: boolean): Inhabitant[] => {
  // Two far clusters, in which nearness alone would fall apart.
  const peers = Array.from({ length: count }, (_, index) => ({
    peer: `p${dice.below(1e9).toString(36)}${index}`,
    role: 'peer' as const,
    place: (index % 2) * 1_000 + dice.below(50),
  }));
  return withServer ? [...peers, { peer: 'relay', role: 'server', place: 500 }] : peers;
};

const roomOf = (
  self: Inhabitant,
  all: readonly Inhabitant[],
  sees: (other: Inhabitant) => boolean,
): Room => ({
  self: { peer: self.peer, role: self.role, joinedAt: 0 },
  peers: all
    .filter((other) => other !== self && sees(other))
    .sort((one, other) => (one.peer < other.peer ? -1 : 1))
    .map(
      ({ peer, role, place }): PeerView => ({
        peer,
        role,
        joinedAt: 0,
        reachable: true,
        linked: false,
        rtt: Math.abs(place - self.place),
        failures: 0,
        failing: false,
        degree: 0,
        full: false,
      }),
    ),
});

/** Who keeps a session with whom: it exists if either end plans it. */
const sessions = (
  strategy: Strategy,
  all: readonly Inhabitant[],
  exchange: Exchange,
  sees: (self: Inhabitant, other: Inhabitant) => boolean = () => true,
): Map<PeerId, Set<PeerId>> => {
  const graph = new Map(all.map(({ peer }) => [peer, new Set<PeerId>()]));
  for (const self of all)
    for (const planned of strategy(roomOf(self, all, (other) => sees(self, other))).neighbors) {
      if (planned.exchange !== exchange) continue;
      graph.get(self.peer)?.add(planned.peer);
      graph.get(planned.peer)?.add(self.peer);
    }
  return graph;
};

const isConnected = (graph: ReadonlyMap<PeerId, ReadonlySet<PeerId>>): boolean => {
  const [start] = graph.keys();
  const reached = new Set(start === undefined ? [] : [start]);
  for (const peer of reached) for (const neighbor of graph.get(peer) ?? []) reached.add(neighbor);
  return reached.size === graph.size;
};

const counts = [2, 3, 5, 7, 8, 12, 30, 100];
const cases = counts.flatMap((count) => [1, 2, 3].map((seed) => [count, seed] as const));

describe('the plans of all peers together', () => {
  it.each(cases)(
    '[P1] nearest-peer joins %i peers in one piece, without a server, seed %i',
    (count, seed) => {
      const all = inhabitants(createDice(seed), count, false);
      expect(isConnected(sessions(nearestPeer, all, 'diff'))).toBe(true);
    },
  );

  it.each(cases)('[P1] nearest-peer plans few links for each of %i peers, seed %i', (count, seed) => {
    const all = inhabitants(createDice(seed), count, true);
    for (const self of all)
      expect(nearestPeer(roomOf(self, all, () => true)).neighbors.length).toBeLessThanOrEqual(7);
  });

  it.each(cases)(
    '[P2] fixed-server keeps the state of %i peers with the server alone, seed %i',
    (count, seed) => {
      const all = inhabitants(createDice(seed), count, true);
      const graph = sessions(fixedServer, all, 'diff');
      expect(isConnected(graph)).toBe(true);
      for (const [peer, neighbors] of graph) if (peer !== 'relay') expect([...neighbors]).toEqual(['relay']);
    },
  );

  it('[P2] fixed-server says that no server is in sight, and plans no state', () => {
    const all = inhabitants(createDice(1), 5, false);
    const [self] = all;
    if (self === undefined) throw new Error('nobody');
    const plan = fixedServer(roomOf(self, all, () => true));
    expect(plan.stalled).toBe('no-server-in-sight');
    expect(plan.neighbors.every(({ exchange }) => exchange === 'presence')).toBe(true);
  });

  it('[R3] cuts nobody off over every combination of views among four peers, as long as their views are in one piece', () => {
    const all = inhabitants(createDice(4), 4, false);
    const pairs = all.flatMap((one) =>
      all.filter((other) => other !== one).map((other) => [one, other] as const),
    );
    for (let views = 0; views < 2 ** pairs.length; views++) {
      const seen = new Set(
        pairs.filter((_, bit) => (views >> bit) % 2 === 1).map(([one, other]) => one.peer + other.peer),
      );
      const sees = (self: Inhabitant, other: Inhabitant): boolean => seen.has(self.peer + other.peer);
      const known = new Map(
        all.map((one) => [
          one.peer,
          new Set(all.filter((other) => sees(one, other) || sees(other, one)).map(({ peer }) => peer)),
        ]),
      );
      expect(isConnected(sessions(nearestPeer, all, 'diff', sees))).toBe(isConnected(known));
    }
  });

  it.each(strategyNames)('[P3] %s gives the same plan for the same room', (name) => {
    const all = inhabitants(createDice(9), 20, true);
    for (const self of all) {
      const room = roomOf(self, all, () => true);
      expect(strategies[name](room)).toEqual(strategies[name](structuredClone(room)));
    }
  });
});
