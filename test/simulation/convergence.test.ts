import { describe, expect, it } from 'vitest';
import type { Room } from '@/lib/sync/room';
import { strategies } from '@/lib/sync/strategies/by-name';
import { type Strategy, type StrategyName, strategyNames } from '@/lib/sync/strategy';
import { createDice } from '../random';
import { agree, createSimulatedRoom, type Inhabitant, type SimulatedRoom } from './simulated-room';

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
const cases = strategyNames.flatMap((name) => seeds.map((seed) => [name, seed] as const));

const MINUTE = 60_000;

/** A few peers and a relay, all by one strategy. */
const inhabit = (room: SimulatedRoom, strategy: Strategy, count: number): Inhabitant[] => [
  room.join('relay', strategy, 'server'),
  ...Array.from({ length: count }, (_, index) => room.join(`peer${index}`, strategy)),
];

/** Edits, broken links and partitions for a while; then everything is whole again. */
const live = (room: SimulatedRoom, all: readonly Inhabitant[], rounds: number): void => {
  const cut: (readonly [string, string])[] = [];
  for (let round = 0; round < rounds; round++) {
    room.clock.advance(room.dice.below(3_000));
    const one = room.dice.pick(all);
    const other = room.dice.pick(all);
    const roll = room.dice.next();
    if (roll < 0.5) {
      if (one.peer !== 'relay') room.write(one, 1 + room.dice.below(5));
    } else if (one === other) continue;
    else if (roll < 0.7) room.network.breakLink(one.peer, other.peer);
    else if (roll < 0.9) {
      room.network.cut(one.peer, other.peer);
      cut.push([one.peer, other.peer]);
    } else for (const pair of cut.splice(0)) room.network.heal(...pair);
  }
  for (const pair of cut) room.network.heal(...pair);
};

/** The room as somebody sees it who is wrong about a part of the others, and stays wrong. */
const mistaken = (strategy: Strategy, seed: number, isWrong: () => boolean): Strategy => {
  const dice = createDice(seed);
  const hidden = new Map<string, boolean>();
  return (room: Room) => {
    const peers = room.peers.filter(({ peer, role }) => {
      if (!isWrong() || role === 'server') return true;
      if (!hidden.has(peer)) hidden.set(peer, dice.chance(0.4));
      return hidden.get(peer) !== true;
    });
    return strategy({ ...room, peers });
  };
};

describe('replicas on the simulated network', () => {
  it.each(cases)('[R1] agree after edits, broken links and partitions: %s, seed %i', (name, seed) => {
    const room = createSimulatedRoom(seed);
    const all = inhabit(room, strategies[name], 4 + room.dice.below(5));
    live(room, all, 40);
    room.clock.advance(MINUTE);
    expect(agree(all)).toBe(true);
  });

  it.each(cases)(
    '[R3] agree while they hold wrong views of each other for a minute: %s, seed %i',
    (name, seed) => {
      const room = createSimulatedRoom(seed);
      const relay = room.join('relay', strategies[name], 'server');
      const peers = Array.from({ length: 5 }, (_, index) =>
        room.join(
          `peer${index}`,
          mistaken(strategies[name], seed * 100 + index, () => true),
        ),
      );
      room.clock.advance(5_000);
      for (const peer of peers) room.write(peer, 3);
      room.clock.advance(MINUTE);
      expect(agree([relay, ...peers])).toBe(true);
    },
  );

  it.each(seeds)('[R4] lose nothing when the strategy changes while running, seed %i', (seed) => {
    const room = createSimulatedRoom(seed);
    const all = inhabit(room, strategies['nearest-peer'], 5);
    room.clock.advance(3_000);
    for (let round = 0; round < 12; round++) {
      const name: StrategyName = room.dice.pick(strategyNames);
      for (const { replica } of all) if (room.dice.chance(0.7)) replica.setStrategy(strategies[name]);
      room.write(room.dice.pick(all.slice(1)), 2);
      room.clock.advance(room.dice.below(4_000));
    }
    room.clock.advance(MINUTE);
    expect(agree(all)).toBe(true);
  });

  it.each(strategyNames)('[R5] go on without the relay, or stall without loss: %s', (name) => {
    const needsRelay = name === 'fixed-server';
    const room = createSimulatedRoom(7);
    const [relay, ...peers] = inhabit(room, strategies[name], 4);
    room.clock.advance(5_000);
    relay?.replica.stop();
    const [first] = peers;
    if (first !== undefined) room.write(first, 5);
    room.clock.advance(20_000);
    expect(agree(peers)).toBe(!needsRelay);
    const stalled = peers.map(({ replica }) => replica.status().stalled);
    expect(new Set(stalled)).toEqual(new Set([needsRelay ? 'no-server-in-sight' : null]));
    relay?.replica.start();
    room.clock.advance(20_000);
    expect(agree(peers)).toBe(true);
  });

  it('[R6] give the same trace for the same seed', () => {
    const traceOf = (): string => {
      const room = createSimulatedRoom(11);
      const all = inhabit(room, strategies['nearest-peer'], 5);
      live(room, all, 25);
      room.clock.advance(10_000);
      return room.trace
        .map(({ at, from, to, frame, bytes }) => `${at} ${from} ${to} ${frame.type} ${bytes}`)
        .join('\n');
    };
    expect(traceOf()).toBe(traceOf());
  });
});
