/** Peers that hold journals of a given size and no ledger above them: for what large books cost on the wire. */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import type { FrameType } from '@/lib/sync/frames';
import { createReplica, type Replica } from '@/lib/sync/replica';
import type { SharedDocument } from '@/lib/sync/shared-document';
import type { Strategy } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import { drawWriter } from '../random';
import type { SimulatedRoom, TracedFrame } from './simulated-room';

/** Transactions by one writer, the same each time. */
export const writtenBy = (writer: number, payees: readonly string[]): Uint8Array[] => {
  const journal = createJournal(() => writer);
  journal.append(() => payees.map((payee) => [1, 1, 0, null, 0, 't', '2026-01-01', 'a', 100, payee, 1]));
  return [...journal.updatesSince(new Map())];
};

/** The updates of a book that so many writers have written, each so many entries. */
export const bookBy = (writers: readonly number[], each: number): Uint8Array[] => {
  const journal = createJournal(() => 1);
  const payees = Array.from({ length: each }, (_, index) => `shop ${index}`);
  journal.admitAll(
    writers.flatMap((writer) => writtenBy(writer, payees)),
    'storage',
  );
  return [...journal.updatesSince(new Map())];
};

export const drawWriters = ({ dice }: SimulatedRoom, count: number): number[] =>
  Array.from({ length: count }, drawWriter(dice));

export const journalOf = (room: SimulatedRoom, updates: readonly Uint8Array[]): Journal => {
  const journal = createJournal(drawWriter(room.dice));
  journal.admitAll(updates, 'storage');
  return journal;
};

export const joinBare = (
  room: SimulatedRoom,
  peer: PeerId,
  document: SharedDocument,
  strategy: Strategy,
): Replica => {
  const replica = createReplica({
    self: { peer, role: 'peer', joinedAt: room.clock.now() },
    token: '',
    document,
    transports: [room.network.attach(peer)],
    strategy,
    clock: room.clock,
    random: room.dice.next,
  });
  replica.start();
  return replica;
};

const besides = new Set(['hello', 'plan', 'ping', 'pong', 'presence', 'board', 'marks', 'bye', 'signal']);

/** What was said to catch up, without greetings and presence. */
export const catchingUp = (trace: readonly TracedFrame[]): TracedFrame[] =>
  trace.filter(({ frame }) => !besides.has(frame.type));

export const typesOf = (trace: readonly TracedFrame[]): Map<FrameType, number> => {
  const counts = new Map<FrameType, number>();
  for (const { frame } of trace) counts.set(frame.type, (counts.get(frame.type) ?? 0) + 1);
  return counts;
};

export const bytesOf = (trace: readonly TracedFrame[]): number =>
  trace.reduce((sum, { bytes }) => sum + bytes, 0);
