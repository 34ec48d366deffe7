import { describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/ledger/entry';
import { createJournal } from '@/lib/ledger/journal';
import { createLedger } from '@/lib/ledger/ledger';
import type { RecordId } from '@/lib/ledger/records';
import { encodeUpdates } from '@/lib/ledger/update-codec';
import type { Value } from '@/lib/ledger/value';
import { createDice, type Dice, drawWriter } from '../random';
import { createReplica, found, line, must, pull, type Replica, settleAll } from './household';

/** A member who writes entries as it likes: any time, any names. */
const createLiar = (writer: number) => {
  const entries: Entry[] = [];
  return {
    writer,
    /** @param names times and writers */
    change: (time: number, id: RecordId, field: string, value: Value, ...names: readonly number[]): void =>
      void entries.push([1, time - entries.length, 1, null, id, field, value, ...names, 1]),
    tell: (...replicas: readonly Replica[]): void => {
      for (const update of encodeUpdates([{ writer, from: 0, entries }]))
        for (const { journal } of replicas) expect(journal.admit(update, 'mallory').refused).toEqual([]);
    },
  };
};

const setUp = (seed = 1) => {
  const dice = createDice(seed);
  const replicas = [createReplica('ana', dice), createReplica('ben', dice)] as const;
  const [ana, ben] = replicas;
  const { account } = found(replicas);
  const id = must(ana.ledger.create('transaction', line(account, 'Baker')));
  settleAll(replicas);
  return { dice, ana, ben, replicas, account, id };
};

/** Another copy that takes all entries one by one, in an order of its own. */
const elsewhere = (dice: Dice, { journal }: Replica): Replica => {
  const other = createReplica('elsewhere', dice);
  const ranges = [...journal.reach()].flatMap(([writer, to]) =>
    Array.from({ length: to }, (_, from) => ({ writer, from, to: from + 1 })),
  );
  while (other.journal.entryCount() < journal.entryCount())
    for (const range of dice.shuffle(ranges))
      for (const bytes of journal.updatesFor([range])) other.journal.admit(bytes, 'file');
  return other;
};

const shown = ({ ledger }: Replica, id: RecordId) => ({
  line: ledger.transaction(id),
  conflicts: ledger.conflicts(id),
  history: ledger.history(id),
});

describe('a liar about time', () => {
  it('[D1] makes no line of others vanish, in whatever order the entries are read back', () => {
    const { dice, ana, account } = setUp();
    const liar = createLiar(7);
    liar.change(2 ** 31, 'x.0', 'memo', 'far ahead');
    liar.tell(ana);
    for (let index = 0; index < 80; index++)
      must(ana.ledger.create('transaction', line(account, `shop ${index}`)));
    const stored = [...ana.journal.updatesSince(new Map())];
    const restarted = createReplica('restarted', dice);
    for (const update of dice.shuffle(stored))
      expect(restarted.journal.admit(update, 'storage').refused).toEqual([]);
    expect(restarted.ledger.register(account).length).toBe(81);
    expect(elsewhere(dice, ana).journal.digest()).toEqual(ana.journal.digest());
  });

  it('[D2] leaves time to everybody, and what it wrote can be replaced', () => {
    const { ana, ben, id, replicas } = setUp();
    const liar = createLiar(7);
    for (let time = 2 ** 31; time < 2 ** 52; time += 2 ** 41) liar.change(time, id, 'memo', 'mine');
    liar.tell(ana, ben);
    expect(ana.journal.latestTime()).toBeLessThan(2 ** 32);
    expect(ana.ledger.transaction(id)?.memo).toBe('mine');
    must(ana.ledger.change('transaction', id, { memo: 'flour' }));
    settleAll(replicas);
    for (const { ledger } of replicas) {
      expect(ledger.transaction(id)?.memo).toBe('flour');
      expect(ledger.openConflicts()).toEqual([]);
    }
  });

  it('gains a conflict where it writes beside somebody, which is settled like any other', () => {
    const { ana, ben, id, replicas } = setUp();
    must(ana.ledger.change('transaction', id, { memo: 'flour' }));
    const liar = createLiar(7);
    liar.change(2 ** 51, id, 'memo', 'mine');
    liar.tell(ben);
    settleAll(replicas);
    expect(ana.ledger.conflicts(id).map(({ options }) => options.map(({ value }) => value))).toEqual([
      ['mine', 'flour'],
    ]);
    must(ben.ledger.settle(id, 'memo', 'flour'));
    settleAll(replicas);
    expect(ana.ledger.transaction(id)?.memo).toBe('flour');
    expect(ana.ledger.openConflicts()).toEqual([]);
  });
});

describe('a liar about what it has seen', () => {
  it('gains a tie by naming what is yet to be written, and the next change ends it', () => {
    const { dice, ana, ben, id, replicas } = setUp();
    const writer = ana.journal.writer();
    const liar = createLiar(7);
    const foreseen = Array.from({ length: 50 }, (_, ahead) => [ana.journal.latestTime() + ahead, writer]);
    liar.change(2 ** 40, id, 'memo', 'mine', ...foreseen.flat());
    liar.tell(ben);
    must(ana.ledger.change('transaction', id, { memo: 'flour' }));
    settleAll(replicas);
    expect(ben.ledger.transaction(id)?.memo).toBe('mine');
    must(ana.ledger.change('transaction', id, { memo: 'bread' }));
    settleAll(replicas);
    for (const replica of [...replicas, elsewhere(dice, ana)]) {
      expect(replica.ledger.transaction(id)?.memo).toBe('bread');
      expect(replica.ledger.conflicts(id)).toEqual([]);
    }
  });

  it('gains a tie between all that lies on a circle, the same in every order', () => {
    const { dice, ana, id } = setUp();
    const [one, two, three] = [createLiar(7), createLiar(8), createLiar(9)];
    one.change(100, id, 'memo', 'one', 200, 8);
    two.change(200, id, 'memo', 'two', 300, 9);
    three.change(300, id, 'memo', 'three', 100, 7);
    for (const liar of [one, two, three]) liar.tell(ana);
    expect(ana.ledger.conflicts(id)[0]?.options.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['three', 'two', 'one']),
    );
    expect(shown(elsewhere(dice, ana), id).line).toEqual(shown(ana, id).line);
    must(ana.ledger.change('transaction', id, { memo: 'flour' }));
    expect(ana.ledger.transaction(id)?.memo).toBe('flour');
    expect(ana.ledger.openConflicts()).toEqual([]);
  });
});

describe('[D5] a record can always be changed', () => {
  it('after 5,000 versions by one writer, of which the last counts', () => {
    const { ana, id } = setUp();
    const liar = createLiar(7);
    for (let index = 0; index < 5_000; index++) liar.change(100 + index, id, 'memo', `version ${index}`);
    liar.tell(ana);
    expect(ana.ledger.conflicts(id)[0]?.options.map(({ value }) => value)).toEqual(['version 4999', '']);
    must(ana.ledger.change('transaction', id, { memo: 'flour' }));
    expect(ana.ledger.transaction(id)?.memo).toBe('flour');
    expect(ana.ledger.openConflicts()).toEqual([]);
  });

  it('after versions by 5,000 writers, and after values as large as an entry may hold', () => {
    const { dice, ana, id } = setUp();
    for (let writer = 100; writer < 5_100; writer++) {
      const liar = createLiar(writer);
      liar.change(100, id, 'memo', writer % 2 === 0 ? 'even' : 'odd');
      liar.tell(ana);
    }
    const large = createLiar(7);
    large.change(200, id, 'memo', new Array(4_085).fill(0));
    large.tell(ana);
    must(ana.ledger.settle(id, 'memo', new Array(4_085).fill(0)));
    expect(ana.ledger.conflicts(id)).toEqual([]);
    must(ana.ledger.remove(id));
    must(ana.ledger.restore(id));
    must(ana.ledger.change('transaction', id, { memo: 'flour' }));
    expect(ana.ledger.openConflicts()).toEqual([]);
    const late = elsewhere(dice, ana);
    expect(late.ledger.transaction(id)?.memo).toBe('flour');
    expect(late.ledger.openConflicts()).toEqual([]);
  });
});

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

describe('the fold with liars among the writers', () => {
  it.each(seeds)(
    'is the same for every order and grouping, and every record can be changed, seed %i',
    (seed) => {
      const { dice, ana, ben, id } = setUp(seed);
      const liars = Array.from({ length: 4 }, (_, index) => ({ liar: createLiar(7 + index), time: 0 }));
      const someHead = (): number[] => [
        dice.pick([dice.below(60), dice.below(60), 2 ** 31 + dice.below(9), 2 ** 51]),
        dice.pick([7, 8, 9, 10, ana.journal.writer(), ben.journal.writer()]),
      ];
      for (let round = 0; round < 30; round++) {
        const member = dice.pick(liars);
        member.time += 1 + (dice.chance(0.05) ? 2 ** 31 : dice.below(20));
        const names = Array.from({ length: dice.below(4) }, someHead).flat();
        member.liar.change(
          member.time,
          id,
          dice.pick(['memo', 'amount', 'deleted']),
          dice.pick([true, 5, 'x']),
          ...names,
        );
        if (dice.chance(0.3)) member.liar.tell(dice.pick([ana, ben]));
        if (dice.chance(0.2)) pull(ana, ben);
      }
      for (const { liar } of liars) liar.tell(ana, ben);
      settleAll([ana, ben]);
      const late = elsewhere(dice, ana);
      for (const replica of [ben, late]) expect(shown(replica, id)).toEqual(shown(ana, id));
      if (ana.ledger.transaction(id)?.deleted) must(ana.ledger.restore(id));
      for (const memo of ['first', 'second', 'third']) must(ana.ledger.change('transaction', id, { memo }));
      expect(ana.ledger.transaction(id)?.memo).toBe('third');
      expect(shown(elsewhere(dice, ana), id)).toEqual(shown(ana, id));
    },
  );
});

describe('[D6] new writers', () => {
  it('are taken in one by one, 3,000 of them, and an honest edit is written beside them', () => {
    const draw = drawWriter(createDice(3));
    const journal = createJournal(draw);
    const ledger = createLedger({ journal, now: () => 0 });
    for (let index = 0; index < 3_000; index++) {
      const entries: Entry[] = [[1, 1, 0, null, 0, 'c', `category ${index}`, 'out', 1]];
      for (const update of encodeUpdates([{ writer: draw(), from: 0, entries }]))
        expect(journal.admit(update, 'mallory').accepted).toHaveLength(1);
    }
    must(ledger.create('member', { name: 'Ana', color: 0 }));
    expect([ledger.categories().length, ledger.members().length]).toEqual([3_000, 1]);
    expect(journal.isSettled()).toBe(true);
  });
});
