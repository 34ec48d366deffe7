import { describe, expect, it } from 'vitest';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import type { Replica } from '@/lib/sync/replica';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import type { Strategy } from '@/lib/sync/strategy';
import { drawWriter } from '../random';
import { bookBy, bytesOf, drawWriters, joinBare, journalOf, typesOf, writtenBy } from './bare-peers';
import { createSimulatedRoom, type SimulatedRoom } from './simulated-room';

/** Everything with everybody. */
const everything: Strategy = ({ peers }) => ({
  neighbors: peers.map(({ peer }) => ({ peer, exchange: 'full' })),
  stalled: null,
});

const write = (journal: Journal): void => {
  journal.append((_, clock) => [[1, 1_000_000, 0, null, 0, 't', '2026-01-01', 'a', clock, 'shop', 1]]);
};

const agree = (journals: readonly Journal[]): boolean =>
  new Set(journals.map((journal) => JSON.stringify([...journal.digest().hash]))).size === 1;

const names = ['ana', 'ben', 'cleo', 'dan'];

interface Member {
  readonly name: string;
  readonly journal: Journal;
  readonly replica: Replica;
}

/** Four with the same book, and what it takes to send it once. */
const four = (room: SimulatedRoom, strategy: Strategy) => {
  const updates = bookBy(drawWriters(room, 40), 50);
  const members = names.map((name): Member => {
    const journal = journalOf(room, updates);
    return { name, journal, replica: joinBare(room, name, journal, strategy) };
  });
  room.clock.advance(5_000);
  room.trace.length = 0;
  return { members, size: updates.reduce((sum, { length }) => sum + length, 0) };
};

const join = (room: SimulatedRoom, strategy: Strategy): Member => {
  const journal = createJournal(drawWriter(room.dice));
  return { name: 'zoe', journal, replica: joinBare(room, 'zoe', journal, strategy) };
};

const journalsOf = (members: readonly Member[]): Journal[] => members.map(({ journal }) => journal);

describe('a full exchange', () => {
  it('[C12] gives a newcomer everything from everybody, and counts what that wastes', () => {
    const room = createSimulatedRoom(1);
    const { members, size } = four(room, everything);
    const newcomer = join(room, everything);
    room.clock.advance(5_000);
    expect(agree(journalsOf([...members, newcomer]))).toBe(true);
    const came = room.trace.filter(({ to, frame }) => to === 'zoe' && frame.type === 'batch');
    expect(new Set(came.map(({ from }) => from)).size).toBe(4);
    const { receivedBytes, redundantBytes } = newcomer.replica.status().payloads;
    expect(receivedBytes).toBe(4 * size);
    expect(redundantBytes).toBe(3 * size);
  });

  it('[C12] asks all neighbors at once, and each end the other', () => {
    const room = createSimulatedRoom(2);
    const { members } = four(room, everything);
    join(room, everything);
    room.clock.advance(5_000);
    const asked = room.trace.filter(({ frame }) => frame.type === 'want');
    expect(asked.filter(({ from }) => from === 'zoe')).toHaveLength(members.length);
    expect(asked.filter(({ to }) => to === 'zoe')).toHaveLength(members.length);
    expect(asked).toHaveLength(2 * members.length);
  });

  it('[C12] floods what is new to every neighbor but the origin, known there or not', () => {
    const room = createSimulatedRoom(3);
    const { members } = four(room, everything);
    for (const { journal } of members) {
      room.trace.length = 0;
      write(journal);
      room.clock.advance(1_000);
      expect(agree(journalsOf(members))).toBe(true);
      const types = typesOf(room.trace);
      expect(types.get('update')).toBe(3 + 3 * 2);
      for (const type of ['have', 'prune', 'want'] as const) expect(types.get(type) ?? 0).toBe(0);
    }
  });

  it('[C12] asks for everything again where the digest still differs after a while', () => {
    const room = createSimulatedRoom(4);
    const { members } = four(room, everything);
    const [ana] = members;
    // From the disk: nothing floods.
    for (const update of writtenBy(5, ['found'])) ana?.journal.admit(update, 'storage');
    room.clock.advance(10_000);
    expect(agree(journalsOf(members))).toBe(true);
    expect(typesOf(room.trace).get('want')).toBeGreaterThan(0);
    room.trace.length = 0;
    room.clock.advance(60_000);
    expect(typesOf(room.trace).get('want') ?? 0).toBe(0);
  });

  it.each([[10], [200]])('[C6] finds a fork, and then stops asking: book of %i writers', (count) => {
    const room = createSimulatedRoom(5);
    const updates = bookBy(drawWriters(room, count), 3);
    const members = ['left', 'right'].map((name): Member => {
      const journal = journalOf(room, [...updates, ...writtenBy(4_711, [name])]);
      return { name, journal, replica: joinBare(room, name, journal, everything) };
    });
    room.clock.advance(40_000);
    for (const { replica } of members) expect(replica.status().forks).toEqual([4_711]);
    room.trace.length = 0;
    room.clock.advance(60_000);
    expect(typesOf(room.trace).get('want') ?? 0).toBe(0);
  });

  it('[S4] and a careful one in one session: the more wins, and both agree', () => {
    const room = createSimulatedRoom(6);
    const { members } = four(room, nearestPeer);
    const newcomer = join(room, everything);
    room.clock.advance(5_000);
    for (const { journal } of [...members, newcomer]) write(journal);
    room.clock.advance(5_000);
    expect(agree(journalsOf([...members, newcomer]))).toBe(true);
    expect(newcomer.replica.status().peers.every(({ exchange }) => exchange === 'full')).toBe(true);
  });
});

describe('a newcomer with six neighbors on a book of 100,000 records', () => {
  it('[C2] receives hardly more than the book', () => {
    const room = createSimulatedRoom(7, { bandwidth: 2_000 });
    const journal = journalOf(room, bookBy(drawWriters(room, 2_000), 50));
    // One copy serves for six, since they only answer.
    for (const name of [...names, 'eva', 'finn']) joinBare(room, name, journal, nearestPeer);
    room.clock.advance(10_000);
    room.trace.length = 0;
    const newcomer = join(room, nearestPeer);
    room.clock.advance(30_000);
    expect(agree([journal, newcomer.journal])).toBe(true);
    const size = [...journal.updatesSince(new Map())].reduce((sum, { length }) => sum + length, 0);
    const received = bytesOf(room.trace.filter(({ to }) => to === 'zoe'));
    expect(received / size).toBeLessThanOrEqual(1.05);
    expect(newcomer.replica.status().payloads.redundant).toBe(0);
  });
});
