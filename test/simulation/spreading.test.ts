import { describe, expect, it } from 'vitest';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import type { Strategy } from '@/lib/sync/strategy';
import { drawWriter } from '../random';
import { joinBare, typesOf } from './bare-peers';
import { agree, createSimulatedRoom, type SimulatedRoom } from './simulated-room';

interface Crowd {
  readonly room: SimulatedRoom;
  readonly names: readonly string[];
  readonly journals: readonly Journal[];
  /** Somebody writes a record, and so on for some seconds. */
  work(seconds: number, perSecond: number): void;
}

const gather = (seed: number, count: number): Crowd => {
  const room = createSimulatedRoom(seed);
  const journals = Array.from({ length: count }, () => createJournal(drawWriter(room.dice)));
  const names = journals.map((_, index) => `peer${index}`);
  for (const [index, journal] of journals.entries()) joinBare(room, `peer${index}`, journal, nearestPeer);
  room.clock.advance(5_000);
  const work = (seconds: number, perSecond: number): void => {
    for (let left = seconds * perSecond; left > 0; left--) {
      write(room.dice.pick(journals));
      room.clock.advance((2_000 / perSecond) * room.dice.next());
    }
  };
  return { room, names, journals, work };
};

const write = (journal: Journal): void => {
  const time = journal.latestTime() + 1;
  journal.append((_, clock) => [[1, time - clock, 0, null, 0, 't', '2026-01-01', 'a', 100, 'shop', 1]]);
};

const sameEverywhere = (journals: readonly Journal[]): boolean =>
  new Set(journals.map((journal) => JSON.stringify([...journal.digest().hash]))).size === 1;

const payloads = ({ trace }: SimulatedRoom): number => {
  const types = typesOf(trace);
  return (types.get('update') ?? 0) + (types.get('batch') ?? 0);
};

/** Payloads that each update took, for each peer that had to have it. */
const measure = ({ room, journals, work }: Crowd, seconds: number, perSecond: number): number => {
  room.trace.length = 0;
  work(seconds, perSecond);
  room.clock.advance(2_000);
  expect(sameEverywhere(journals)).toBe(true);
  return payloads(room) / (seconds * perSecond) / (journals.length - 1);
};

describe('what is new in a room of nearest peers', () => {
  it.each([
    [20, 1],
    [20, 2],
    [50, 4],
  ])('[C10] crosses it close to once per peer at 2 updates a second: %i peers, seed %i', (count, seed) => {
    const crowd = gather(seed, count);
    crowd.work(10, 2);
    // While links still come and go, some draw other ways than the rest.
    expect(measure(crowd, 20, 2)).toBeLessThanOrEqual(1.2);
    crowd.room.clock.advance(120_000);
    expect(measure(crowd, 20, 2)).toBeLessThanOrEqual(1.1);
  });

  it.each([
    [20, 1],
    [20, 2],
    [50, 4],
  ])('[C10] crosses it close to once per peer at 30 updates a second: %i peers, seed %i', (count, seed) => {
    const crowd = gather(seed, count);
    crowd.work(4, 30);
    expect(measure(crowd, 4, 30)).toBeLessThanOrEqual(1.4);
  });

  it.each([1, 2])('[C9] leads to no question while everyone goes on writing, seed %i', (seed) => {
    const crowd = gather(seed, 12);
    crowd.work(4, 30);
    crowd.room.trace.length = 0;
    crowd.work(10, 30);
    const types = typesOf(crowd.room.trace);
    for (const type of ['want', 'sums'] as const) expect(types.get(type) ?? 0).toBe(0);
  });

  it.each([1, 2, 3])(
    '[C10] reaches all within a second though a link of the tree has broken, seed %i',
    (seed) => {
      const { room, journals, work } = gather(seed, 20);
      work(10, 2);
      for (let round = 0; round < 8; round++) {
        const [one, other] = room.dice.pick(room.network.links());
        room.network.cut(one, other);
        write(room.dice.pick(journals));
        room.clock.advance(1_200);
        expect(sameEverywhere(journals)).toBe(true);
        room.network.heal(one, other);
      }
    },
  );

  it.each([1, 2])('[C16] takes few hops from each author, in a room that is still, seed %i', (seed) => {
    const crowd = gather(seed, 40);
    const { room, names, journals } = crowd;
    room.clock.advance(180_000);
    const hops = new Map<string, number>();
    for (const [place, journal] of journals.entries())
      journal.onGrowth((_, origin) => {
        hops.set(names[place] ?? '', origin === 'local' ? 0 : (hops.get(origin) ?? 0) + 1);
      });
    for (const [place, journal] of journals.entries()) {
      hops.clear();
      write(journal);
      room.clock.advance(1_000);
      expect(hops.size).toBe(journals.length);
      expect(Math.max(...hops.values()), `from ${names[place]}`).toBeLessThanOrEqual(5);
    }
  });

  it.each([1, 2])('[C10] takes at most two payloads per peer while links come and go, seed %i', (seed) => {
    const crowd = gather(seed, 20);
    const { room, journals, work } = crowd;
    work(10, 2);
    room.trace.length = 0;
    for (let round = 0; round < 20; round++) {
      room.network.breakLink(...room.dice.pick(room.network.links()));
      work(1, 2);
    }
    room.clock.advance(3_000);
    expect(sameEverywhere(journals)).toBe(true);
    expect(payloads(room) / 40 / 19).toBeLessThanOrEqual(2);
  });
});

describe('what is new in a household of three', () => {
  it('[C10] goes straight to both of the others, each time', () => {
    const { room, journals } = gather(1, 3);
    for (const journal of journals) {
      for (let round = 0; round < 5; round++) {
        write(journal);
        // A way is 40 ms at most.
        room.clock.advance(40);
        expect(sameEverywhere(journals)).toBe(true);
      }
    }
  });

  it('[C1] is known to be everywhere within half a second', () => {
    const room = createSimulatedRoom(2);
    const three = ['ana', 'ben', 'cleo'].map((name) => room.join(name, nearestPeer));
    room.clock.advance(5_000);
    for (const one of three) {
      room.write(one, 1);
      room.clock.advance(500);
      for (const { replica } of three)
        expect(replica.status().peers.map(({ agreed }) => agreed)).toEqual([true, true]);
      room.clock.advance(3_000);
    }
  });
});

describe('a session over which no data flowed for a while', () => {
  const without: Strategy = ({ peers }) => ({
    neighbors: peers.map(({ peer }) => ({ peer, exchange: 'presence' })),
    stalled: null,
  });

  it('[C1] catches up at once when it flows again', () => {
    const room = createSimulatedRoom(3);
    const both = ['ana', 'ben'].map((name) => room.join(name, nearestPeer));
    room.clock.advance(5_000);
    for (let round = 0; round < 3; round++) {
      for (const { replica } of both) replica.setStrategy(without);
      room.clock.advance(1_000);
      for (const one of both) room.write(one, 2);
      room.clock.advance(3_000);
      expect(agree(both)).toBe(false);
      for (const { replica } of both) replica.setStrategy(nearestPeer);
      room.clock.advance(1_500);
      expect(agree(both)).toBe(true);
    }
  });
});
