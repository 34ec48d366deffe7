/**
 * The journals that go along into a book that goes on without somebody: as they are, under the same writers and clocks.
 * It does not know secrets, stores, or who chooses whom.
 */

import { authorOf, isReadable, timeOf } from './entry';
import type { Journal } from './journal';
import type { Ledger } from './ledger';
import type { RecordId, Successor } from './records';
import type { Section } from './update-codec';

export interface Cut {
  /** The devices of those who were left out. */
  readonly devices: ReadonlySet<RecordId>;
  /** The Lamport time at which the book went on: what they wrote after they could know of it stays behind. */
  readonly after: number;
}

/** The Lamport time of a birth that is named by its writer and clock; null if it is not here. */
export const timeOfBirth = (journal: Journal, record: RecordId): number | null => {
  const [writer = '', place = ''] = record.split('.');
  const clock = Number.parseInt(place, 36);
  const [birth] = journal.read(Number.parseInt(writer, 36), clock, clock + 1);
  return birth === undefined ? null : timeOf(birth, clock);
};

const leftBehind = (journal: Journal, ledger: Ledger, { id, without }: Successor): RecordId[] => {
  const then = timeOfBirth(journal, id) ?? 0;
  // Who was let in again writes with a device that was born later; one that a clean book has taken over is older than it.
  const isOlder = (device: RecordId): boolean => (timeOfBirth(journal, device) ?? 0) < then;
  return ledger
    .devices()
    .filter((device) => without.includes(device.member) && isOlder(device.id))
    .map((device) => device.id);
};

/** The devices that are in this book's records and not in this book: others went on without them, to here. */
export const stayedBehind = (journal: Journal, ledger: Ledger, book: string): ReadonlySet<RecordId> => {
  const behind = new Set<RecordId>();
  const waysHere = [...ledger.successors()];
  let here = [book];
  while (here.length > 0 && waysHere.length > 0) {
    const before: string[] = [];
    for (const way of waysHere.filter((one) => here.includes(one.ledger))) {
      for (const device of leftBehind(journal, ledger, way)) behind.add(device);
      before.push(way.from);
      waysHere.splice(waysHere.indexOf(way), 1);
    }
    here = before;
  }
  return behind;
};

/** A journal is cut before the first entry that stays behind, as none of it may have a hole. */
export function* carriedSections(journal: Journal, { devices, after }: Cut): Generator<Section> {
  for (const { writer, entries } of journal.sections()) {
    const end = entries.findIndex((entry, clock) => {
      if (!isReadable(entry) || timeOf(entry, clock) <= after) return false;
      const author = authorOf(entry);
      return author !== null && devices.has(author);
    });
    const carried = end < 0 ? entries : entries.slice(0, end);
    if (carried.length > 0) yield { writer, from: 0, entries: carried };
  }
}
