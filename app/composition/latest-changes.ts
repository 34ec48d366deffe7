/** The latest changes made on this device, and where each of them is by now. */

import { recordIdOf, wallTimeOf } from '@/lib/ledger/entry';
import type { Journal } from '@/lib/ledger/journal';
import type { RecordId } from '@/lib/ledger/records';
import type { PeerId } from '@/lib/sync/transport';
import type { LatestChange } from './contract';

/** Records that the screen has room for, and entries that are followed for their sake. */
const SHOWN = 5;
const FOLLOWED = 50;
/** Entries say their time to the minute. */
const MINUTE_MS = 60_000;

interface Followed {
  readonly writer: number;
  /** So many entries of the writer must somebody have who has this one. */
  readonly count: number;
  readonly record: RecordId;
  readonly at: number;
  onServer: boolean;
  readonly devices: Set<RecordId>;
}

/** Whose run of the program a neighbor is: the relay, a device, or one of which that is not known yet. */
export type Holder =
  | { readonly kind: 'server' | 'unknown' }
  | { readonly kind: 'device'; readonly device: RecordId };

export interface LatestChangesNeeds {
  readonly journal: Journal;
  readonly holdersOf: (writer: number, count: number) => readonly PeerId[];
  readonly whoIs: (peer: PeerId) => Holder;
  /** Devices that had everything when they were last met, and when that was. */
  readonly hadEverything: () => Iterable<readonly [device: RecordId, at: number]>;
}

export interface LatestChanges {
  /** These entries were made on this device. */
  follow(writer: number, from: number, to: number): void;
  /** The newest first. */
  look(): readonly LatestChange[];
}

export const createLatestChanges = (needs: LatestChangesNeeds): LatestChanges => {
  let followed: Followed[] = [];

  /** What is once on a disk stays there, also when whoever has it is gone. */
  const notice = (change: Followed): void => {
    for (const peer of needs.holdersOf(change.writer, change.count)) {
      const holder = needs.whoIs(peer);
      if (holder.kind === 'server') change.onServer = true;
      if (holder.kind === 'device') change.devices.add(holder.device);
    }
    for (const [device, at] of needs.hadEverything())
      if (at >= change.at + MINUTE_MS) change.devices.add(device);
  };

  return {
    follow: (writer, from, to) => {
      const start = Math.max(from, to - FOLLOWED);
      const fresh = needs.journal.read(writer, start, to).map(
        (entry, index): Followed => ({
          writer,
          count: start + index + 1,
          record: recordIdOf(entry, writer, start + index),
          at: wallTimeOf(entry),
          onServer: false,
          devices: new Set(),
        }),
      );
      followed = [...followed, ...fresh].slice(-FOLLOWED);
    },
    look: () => {
      const latest = new Map<RecordId, LatestChange>();
      for (const change of [...followed].reverse()) {
        if (latest.has(change.record)) continue;
        if (latest.size === SHOWN) break;
        notice(change);
        const { record, at, onServer, devices } = change;
        latest.set(record, { record, at, onServer, devices: [...devices] });
      }
      return [...latest.values()];
    },
  };
};
