import { describe, expect, it } from 'vitest';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createDice, drawWriter } from '../random';

const newJournal = (seed = 1): Journal => createJournal(drawWriter(createDice(seed)));

const birth = (lead: number, text = 'x') => [1, lead, 0, null, 0, 't', text, 1];

const append = (journal: Journal, count: number, text?: string) =>
  journal.append((_, clock) =>
    Array.from({ length: count }, () => birth(journal.latestTime() + 1 - clock, text)),
  );

describe('a journal', () => {
  it('of which nothing is written is the same as an empty one', () => {
    const journal = newJournal();
    journal.append(() => []);
    expect(journal.digest()).toEqual(newJournal(2).digest());
    expect([...journal.reach()]).toEqual([]);
  });

  it('goes on under a new writer after a long run, as Yjs copies a run that grows', () => {
    const journal = newJournal();
    const first = append(journal, 5_000).writer;
    const second = append(journal, 1).writer;
    expect(second).not.toBe(first);
    expect([...journal.reach()]).toEqual([
      [first, 5_000],
      [second, 1],
    ]);
  });

  it('throws at a programmer who writes what is no entry, and stays as it was', () => {
    const journal = newJournal();
    for (const odd of [[], birth(0), birth(Number.NaN), [1, 1, 1, null, 'id', 'memo', undefined, 1]])
      expect(() => journal.append(() => [odd as never])).toThrow(TypeError);
    expect(journal.entryCount()).toBe(0);
    append(journal, 1);
    expect(journal.isSettled()).toBe(true);
  });

  it('holds what was written, not what becomes of it in the hands of its author', () => {
    const journal = newJournal();
    const list = [1, 2];
    const { writer } = journal.append(() => [[1, 1, 0, null, 0, 't', list, 1]]);
    list.push(3);
    expect(journal.read(writer, 0, 1)[0]?.[6]).toEqual([1, 2]);
    expect(Object.isFrozen(journal.read(writer, 0, 1)[0]?.[6])).toBe(true);
  });

  it('hands out updates of bounded size, in any cut, that say together what it says', () => {
    const journal = newJournal();
    append(journal, 3_000, 'a payee of usual length');
    append(journal, 700);
    const whole = [...journal.updatesSince(new Map())];
    expect(whole.length).toBeGreaterThan(1);
    for (const update of whole) expect(update.length).toBeLessThan(64 * 1024);
    const [[writer] = [0]] = journal.reach();
    const other = newJournal(3);
    for (const update of journal.updatesFor([{ writer, from: 0, to: 1_234 }])) other.admit(update, 'first');
    for (const update of journal.updatesSince(other.reach())) other.admit(update, 'first');
    expect(other.digest()).toEqual(journal.digest());
  });

  it('prints equal beginnings alike, and different ones differently', () => {
    const [one, other] = [newJournal(4), newJournal(5)];
    const { writer } = append(one, 10);
    for (const update of one.updatesFor([{ writer, from: 0, to: 6 }])) other.admit(update, 'one');
    expect(other.printOf(writer, 6)).toEqual(one.printOf(writer, 6));
    expect(other.printOf(writer, 7)).toBeNull();
    expect(one.printOf(writer, 5)).not.toEqual(one.printOf(writer, 6));
    expect(other.digest().hash).not.toEqual(one.digest().hash);
    expect(other.digest(new Set([writer]))).toEqual(one.digest(new Set([writer])));
  });
});
