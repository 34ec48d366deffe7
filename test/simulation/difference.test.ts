import { beforeAll, describe, expect, it } from 'vitest';
import type { Journal } from '@/lib/ledger/journal';
import type { FrameType } from '@/lib/sync/frames';
import type { SharedDocument } from '@/lib/sync/shared-document';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import { bookBy, bytesOf, catchingUp, drawWriters, joinBare, journalOf, writtenBy } from './bare-peers';
import { createSimulatedRoom, type SimulatedRoom, type TracedFrame } from './simulated-room';

const WAY_MS = 20;

const fiftyAnd = (more: string): string[] => [
  ...Array.from({ length: 50 }, (_, index) => `shop ${index}`),
  more,
];

/** One difference between two copies of a book, put into either of them. */
type Change = (journal: Journal, room: SimulatedRoom) => void;

interface Pair {
  readonly ana: Journal;
  readonly ben: Journal;
}

const writersOf = (count: number): number[] => drawWriters(createSimulatedRoom(99), count);

const pairOf = (writers: readonly number[], each: number): Pair => {
  const updates = bookBy(writers, each);
  const room = createSimulatedRoom(98);
  return { ana: journalOf(room, updates), ben: journalOf(room, updates) };
};

const record: Change = (journal) => {
  journal.append((_, clock) => [
    [1, 1_000 - clock, 0, null, 0, 't', '2026-01-01', 'a', 100, `more ${clock}`, 1],
  ]);
};

const admits =
  (writer: number, payees: readonly string[]): Change =>
  (journal) => {
    for (const update of writtenBy(writer, payees)) journal.admit(update, 'storage');
  };

/** Changes made while apart; then the two meet, and have a few seconds. */
const meet = (seed: number, pair: Pair, changes: { readonly ana?: Change; readonly ben?: Change } = {}) => {
  const room = createSimulatedRoom(seed, { delay: [WAY_MS, WAY_MS] });
  changes.ana?.(pair.ana, room);
  changes.ben?.(pair.ben, room);
  const replicas = [
    joinBare(room, 'ana', pair.ana, nearestPeer),
    joinBare(room, 'ben', pair.ben, nearestPeer),
  ];
  room.clock.advance(5_000);
  return { room, replicas, said: catchingUp(room.trace) };
};

const ofType = (said: readonly TracedFrame[], type: FrameType): TracedFrame[] =>
  said.filter(({ frame }) => frame.type === type);

describe('two copies of a book of 100,000 records by 2,000 writers', () => {
  const writers = writersOf(2_000);
  let pair: Pair;
  beforeAll(() => {
    pair = pairOf(writers, 50);
  }, 60_000);

  it('[C1] know in 64 bytes that they agree', () => {
    const { said, replicas } = meet(1, pair);
    expect(pair.ana.entryCount()).toBe(100_000);
    expect(bytesOf(said)).toBeLessThanOrEqual(64);
    expect(ofType(said, 'digest')).toHaveLength(said.length);
    for (const replica of replicas)
      expect(replica.status().peers).toMatchObject([{ agreed: true, lacks: 0 }]);
  });

  it.each([
    ['here', { ana: record }],
    ['there', { ben: record }],
    ['of a writer that both know', { ana: admits(writers[7] ?? 0, fiftyAnd('one more')) }],
  ])('[C11] find one missing record in 3 round trips and 1 KB beside it: %s', (_, changes) => {
    const { said } = meet(2, pair, changes);
    expect(pair.ana.digest()).toEqual(pair.ben.digest());
    const asked = ofType(said, 'sums')[0]?.at ?? 0;
    const answered = ofType(said, 'done')[0]?.at ?? Number.POSITIVE_INFINITY;
    // From the first question until the asker has the end of the answer.
    expect(answered + WAY_MS - asked).toBeLessThanOrEqual(3 * 2 * WAY_MS);
    const records = ofType(said, 'batch');
    expect(records).toHaveLength(1);
    expect(bytesOf(records)).toBeLessThan(150);
    expect(bytesOf(said) - bytesOf(records)).toBeLessThanOrEqual(1_024);
  });
});

describe('two copies of a book by some hundred writers', () => {
  it('[C11] find what each of them has alone, though they count equally many', () => {
    const pair = pairOf(writersOf(200), 5);
    const { said } = meet(4, pair, { ana: record, ben: record });
    expect(pair.ana.digest()).toEqual(pair.ben.digest());
    expect(pair.ana.entryCount()).toBe(1_002);
    expect(ofType(said, 'want')).toEqual([]);
    expect(bytesOf(said) - bytesOf(ofType(said, 'batch'))).toBeLessThanOrEqual(1_536);
  });

  it('[C11] tell their reach where that is shorter than prints of all that differs', () => {
    const pair = pairOf(writersOf(200), 5);
    const others =
      (payee: string): Change =>
      (journal, room) => {
        for (const writer of drawWriters(room, 200)) admits(writer, [payee])(journal, room);
      };
    const { said } = meet(5, pair, { ana: others('ana was here'), ben: others('so was ben') });
    expect(pair.ana.digest()).toEqual(pair.ben.digest());
    expect(ofType(said, 'want')).toHaveLength(1);
  });

  it.each([
    ['of one length', ['left'], ['right']],
    ['of two lengths', ['left'], ['right', 'more', 'and more']],
    ['the other way round', ['left', 'more', 'and more'], ['right']],
  ])('[C6] find a fork in one round, name it at both ends, and ask for it no more: %s', (_, left, right) => {
    const fork = 4_711;
    const pair = pairOf(writersOf(200), 5);
    const { room, replicas, said } = meet(6, pair, { ana: admits(fork, left), ben: admits(fork, right) });
    for (const replica of replicas) {
      expect(replica.status().forks).toEqual([fork]);
      expect(replica.status().peers).toMatchObject([{ agreed: true }]);
    }
    expect([pair.ana.reach().get(fork), pair.ben.reach().get(fork)]).toEqual([left.length, right.length]);
    expect([...ofType(said, 'want'), ...ofType(said, 'batch')]).toEqual([]);
    expect(bytesOf(said)).toBeLessThan(1_500);
    room.trace.length = 0;
    room.clock.advance(120_000);
    const later = catchingUp(room.trace);
    expect(ofType(later, 'digest')).toHaveLength(later.length);
  });

  it.each([
    ['in a small book', 10],
    ['in a large one', 200],
  ])('[C13] do not ask again and again for what one of them refuses, %s', (_, count) => {
    const pair = pairOf(writersOf(count), 5);
    // Nobody may append under the name of a writer that is running here.
    const running = pair.ana.writer();
    const { room, said } = meet(7, pair, { ben: admits(running, ['an impostor']) });
    expect(bytesOf(said)).toBeLessThan(3_000);
    room.trace.length = 0;
    room.clock.advance(600_000);
    const later = catchingUp(room.trace);
    const asked = [...ofType(later, 'want'), ...ofType(later, 'wantRanges'), ...ofType(later, 'sums')];
    expect(asked.length).toBeLessThanOrEqual(40);
  });

  it('[C13] do not ask again and again whom claims more than it gives', () => {
    const pair = pairOf(writersOf(200), 5);
    const claims: SharedDocument = {
      ...pair.ben,
      digest: () => ({ entries: pair.ben.entryCount() + 5, hash: new Uint8Array(16).fill(7) }),
      bucketSums: () => new Uint8Array(1_024 * 16).fill(7),
      updatesFor: () => [],
    };
    const room = createSimulatedRoom(8);
    joinBare(room, 'ana', pair.ana, nearestPeer);
    joinBare(room, 'ben', claims, nearestPeer);
    room.clock.advance(600_000);
    const asked = catchingUp(room.trace).filter(
      ({ from, frame }) => from === 'ana' && frame.type !== 'digest',
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(80);
  });
});
