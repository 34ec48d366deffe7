import { describe, expect, it } from 'vitest';
import { createJournal } from '@/lib/ledger/journal';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import { createSimulatedRoom } from './simulated-room';

const WRITER = 4711;

/** An update by one writer's name with content of one's own, as a restored old browser profile would write it. */
const updateOf = (payees: readonly string[]): Uint8Array => {
  const journal = createJournal(() => WRITER);
  journal.append(() => payees.map((payee) => [1, 1, 0, null, 0, 't', '2026-01-01', 'a', 100, payee, 1]));
  const [update] = journal.updatesSince(new Map());
  if (update === undefined) throw new Error('nothing was written');
  return update;
};

describe('two journals under one writer', () => {
  it.each([
    ['of one length', ['left', 'one'], ['right', 'one']],
    ['of two lengths', ['left'], ['right', 'one', 'two']],
  ])('[C6] are found, named at both ends, and not asked for again: %s', (_, left, right) => {
    const room = createSimulatedRoom(5);
    const ana = room.join('ana', nearestPeer);
    const ben = room.join('ben', nearestPeer);
    ana.journal.admit(updateOf(left), 'storage');
    ben.journal.admit(updateOf(right), 'storage');
    room.clock.advance(40_000);
    for (const { replica } of [ana, ben]) expect(replica.status().forks).toEqual([WRITER]);

    room.trace.length = 0;
    room.write(ana, 3);
    room.clock.advance(60_000);
    const counts = new Map<string, number>();
    for (const { frame } of room.trace) counts.set(frame.type, (counts.get(frame.type) ?? 0) + 1);
    expect(counts.get('want') ?? 0).toBe(0);
    expect(counts.get('fingerprints') ?? 0).toBe(0);
    for (const { replica } of [ana, ben]) expect(replica.status().peers).toMatchObject([{ agreed: true }]);
    const others = ({ journal }: typeof ana) =>
      [...journal.reach()].filter(([writer]) => writer !== WRITER).sort();
    expect(others(ben)).toEqual(others(ana));
  });
});
