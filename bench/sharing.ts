/**
 * What sharing costs on the wire: how often a change crosses a room, how far it goes, and what it takes two copies to find
 * out that they agree or where they differ. It does not know how replicas do it.
 */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createReplica } from '@/lib/sync/replica';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import type { PeerId } from '@/lib/sync/transport';
import { createSimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { type CrowdCosts, type CrowdPlan, runCrowd, seeded } from './crowd';
import { atMost, type Figure, plain } from './figures';
import { drawWriter } from './models';

/** A full mesh in which whoever learns something tells everyone, as y-webrtc does: messages for one update. */
const tellEveryone = (peers: number): number => {
  const heard = new Set([0]);
  let messages = 0;
  for (const peer of heard)
    for (let other = 0; other < peers; other++) {
      if (other === peer) continue;
      messages++;
      heard.add(other);
    }
  return messages;
};

const nearest = (plan: Omit<CrowdPlan, 'seed' | 'strategy'>): CrowdCosts => {
  const costs = runCrowd({ ...plan, seed: 1, strategy: nearestPeer });
  if (!costs.agreed) throw new Error(`${plan.peers} peers do not agree`);
  return costs;
};

const crowdFigures = (peers: number): Figure[] => {
  const name = `${peers} peers, 2 updates a second`;
  const { payloads, frames, bytes, hops } = nearest({ peers, perSecond: 2, seconds: 10 });
  return [
    atMost(`${name}: payloads per update and other peer`, payloads, '', 1.1),
    plain(`${name}: by y-webrtc’s rule in a full mesh`, tellEveryone(peers) / (peers - 1), ''),
    plain(`${name}: all messages per update and other peer`, frames, ''),
    plain(`${name}: all bytes per update and other peer`, bytes, 'bytes'),
    (peers === 100 ? atMost : plain)(
      `${name}: hops to the last peer, the median of all updates`,
      hops,
      'hops',
      6,
    ),
  ];
};

const strainFigures = (): Figure[] => {
  const busy = nearest({ peers: 50, perSecond: 30, seconds: 4 });
  const restless = nearest({ peers: 50, perSecond: 2, seconds: 10, churn: true });
  const thirty = nearest({ peers: 30, perSecond: 2, seconds: 60 });
  return [
    atMost('50 peers, 30 updates a second: payloads per update and other peer', busy.payloads, '', 1.4),
    atMost(
      '50 peers, a link breaks each second: payloads per update and other peer',
      restless.payloads,
      '',
      2,
    ),
    plain('30 peers: simulated time over real time', thirty.pace, 'times'),
  ];
};

interface Counted {
  frames: number;
  bytes: number;
}

/** Greetings, plans, signs of life and presence are the same whatever the book. */
const BESIDES = new Set([64, 69, 70, 71, 72, 73, 89, 90]);

/** Copies that meet on a network, and what they say to catch up. */
const meet = (copies: readonly { readonly peer: PeerId; readonly journal: Journal }[], ms: number) => {
  const random = seeded(5);
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
    ...[20, 50, 100].flatMap(crowdFigures),
    ...strainFigures(),
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
