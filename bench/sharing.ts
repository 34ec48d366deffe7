/**
 * What sharing costs on the wire: what it takes two copies to find out that they agree or where they differ, and a newcomer
 * to catch up. It does not know how replicas do it.
 */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createReplica } from '@/lib/sync/replica';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import type { PeerId } from '@/lib/sync/transport';
import { createSimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { atMost, type Figure } from './figures';
import { drawWriter } from './models';

interface Counted {
  frames: number;
  bytes: number;
}

/** Greetings, plans, signs of life and presence are the same whatever the book. */
const BESIDES = new Set([64, 69, 70, 71, 72, 73, 89, 90]);

/** Copies that meet on a network, and what they say to catch up. */
const meet = (copies: readonly { readonly peer: PeerId; readonly journal: Journal }[], ms: number) => {
  const random = createSeededRandom(5);
  const clock = createVirtualClock();
  const received = new Map<PeerId, Counted>();
  const network = createSimulatedNetwork({
    clock,
    random,
    delay: () => 20,
    onFrame: (_from, to, frame) => {
      if (BESIDES.has(frame[0] ?? 0)) return;
      const counted = received.get(to) ?? { frames: 0, bytes: 0 };
      received.set(to, { frames: counted.frames + 1, bytes: counted.bytes + frame.length });
    },
  });
  for (const { peer, journal } of copies)
    createReplica({
      self: { peer, role: 'peer', joinedAt: clock.now() },
      token: '',
      document: journal,
      transports: [network.attach(peer)],
      strategy: nearestPeer,
      clock,
      random,
    }).start();
  clock.advance(ms);
  return received;
};

const bytesOf = (received: ReadonlyMap<PeerId, Counted>): number =>
  [...received.values()].reduce((sum, { bytes }) => sum + bytes, 0);

const copyOf = (updates: readonly Uint8Array[]): Journal => {
  const journal = createJournal(drawWriter);
  journal.admitAll(updates, 'storage');
  return journal;
};

const sizeOf = (updates: Iterable<Uint8Array>): number => {
  let bytes = 0;
  for (const update of updates) bytes += update.length;
  return bytes;
};

const addRecord = (journal: Journal): number => {
  const time = journal.latestTime() + 1;
  const range = journal.append((_, clock) => [
    [1, time - clock, 0, null, 0, 't', '2026-01-01', 'a', 100, 'one more', 1],
  ]);
  return sizeOf(journal.updatesFor([range]));
};

const SETTLED_MS = 10_000;

/** @param updates the book of 100,000 records by 2,000 writers. */
export const measureSharing = (updates: readonly Uint8Array[]): Figure[] => {
  const [ana, ben] = [copyOf(updates), copyOf(updates)];
  const pair = [
    { peer: 'ana', journal: ana },
    { peer: 'ben', journal: ben },
  ];
  const inSync = bytesOf(meet(pair, SETTLED_MS));
  const record = addRecord(ben);
  const found = bytesOf(meet(pair, SETTLED_MS));
  const six = Array.from({ length: 6 }, (_, index) => ({ peer: `peer${index}`, journal: copyOf(updates) }));
  const newcomer = { peer: 'zoe', journal: createJournal(drawWriter) };
  const received = meet([...six, newcomer], 6 * SETTLED_MS).get('zoe')?.bytes ?? 0;
  if (newcomer.journal.entryCount() !== copyOf(updates).entryCount())
    throw new Error('the newcomer lacks something');
  return [
    atMost('2,000 sessions: bytes by which two copies know that they agree, both ways', inSync, 'bytes', 64),
    atMost(
      '2,000 sessions: bytes to find and hand over one missing record, beside it',
      found - record,
      'bytes',
      1_024,
    ),
    atMost(
      'a newcomer with six neighbors, 100,000 records: bytes received over those of the book',
      received / sizeOf(copyOf(updates).updatesSince(new Map())),
      'times',
      1.05,
    ),
  ];
};
