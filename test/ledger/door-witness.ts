/** What must hold after every update that knocked at a journal's door, whatever became of it. */

import { expect } from 'vitest';
import * as Y from 'yjs';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createDice, drawWriter } from '../random';
import { journalOf } from './wire';

/** Everything that a journal holds, as text. */
export type Photograph = ReadonlyMap<number, readonly string[]>;

export const photograph = (journal: Journal): Photograph =>
  new Map(
    [...journal.reach()].map(([writer, to]) => [
      writer,
      journal.read(writer, 0, to).map((entry) => JSON.stringify(entry)),
    ]),
  );

interface Range {
  readonly writer: number;
  readonly from: number;
  readonly to: number;
}

const lengthsOf = (photo: Photograph): Map<number, number> =>
  new Map([...photo].map(([writer, entries]) => [writer, entries.length]));

const predicted = (before: Photograph, accepted: readonly Range[]): Map<number, number> => {
  const clocks = lengthsOf(before);
  for (const { writer, from, to } of accepted) {
    expect(from).toBe(clocks.get(writer) ?? 0);
    expect(to).toBeGreaterThan(from);
    clocks.set(writer, to);
  }
  return clocks;
};

/** The own full encode is admissible by a newcomer, and says the same to it and to plain Yjs. */
const expectAdmissible = (journal: Journal, photo: Photograph): void => {
  const newcomer = createJournal(drawWriter(createDice(2 ** 31)));
  const plain = new Y.Doc();
  for (const update of journal.updatesSince(new Map())) {
    expect(newcomer.admit(update, 'journal')).toMatchObject({ refused: [], gaps: [] });
    Y.applyUpdate(plain, update);
  }
  expect(newcomer.digest()).toEqual(journal.digest());
  expect(plain.store.pendingStructs).toBeNull();
  for (const [writer, entries] of photo)
    expect(
      plain
        .getArray(journalOf(writer))
        .toArray()
        .map((entry) => JSON.stringify(entry)),
    ).toEqual(entries);
};

export const expectUntouched = (journal: Journal, before: Photograph, accepted: readonly Range[]): void => {
  expect(journal.isSettled()).toBe(true);
  const after = photograph(journal);
  expect(lengthsOf(after)).toEqual(predicted(before, accepted));
  for (const [writer, entries] of before)
    expect(after.get(writer)?.slice(0, entries.length)).toEqual(entries);
  expect(new Map(journal.reach())).toEqual(lengthsOf(after));
  expectAdmissible(journal, after);
};
