import { describe, expect, it } from 'vitest';
import { createDice } from '../random';
import { createReplica, found, line, must, type Replica, settleAll } from './household';

const setUp = () => {
  const dice = createDice(9);
  const [ana, ben] = [createReplica('ana', dice), createReplica('ben', dice)];
  const { account } = found([ana, ben]);
  const id = must(ana.ledger.create('transaction', line(account, 'Bakery')));
  settleAll([ana, ben]);
  return { dice, ana, ben, account, id };
};

/** What a later version of this program might write. */
const writeFromTheFuture = ({ journal }: Replica, id: string): void => {
  const lead = journal.latestTime() + 1;
  const stamp = (form: number) => [1, lead, form, null];
  const birth = [...stamp(0), 0, 't', '2026-06-01', 'acc', -500, 'Kiosk', '', null, '', false];
  journal.append(() => [
    [...birth, { receipt: ['photo', 7], toString: 'a field like any other' }, 1],
    [...stamp(0), 'budget-2027', 'budget', { months: [1, 2] }, 1],
    [...stamp(1), id, 'tags', ['weekend'], 1],
    [7, lead, 'a form', { of: 'its own' }],
  ]);
};

describe('what this version does not know', () => {
  it('is kept, passed on and counted, and takes nothing from the rest', () => {
    const { ana, ben, id } = setUp();
    const before = ben.ledger.transaction(id);
    writeFromTheFuture(ana, id);
    settleAll([ana, ben]);
    expect(ben.ledger.transaction(id)).toEqual(before);
    expect(ben.ledger.unreadableEntries()).toBe(1);
    const late = createReplica('late', createDice(2));
    for (const update of ben.journal.updatesSince(new Map())) late.journal.admit(update, 'ben');
    expect(late.journal.digest()).toEqual(ana.journal.digest());
    const writer = ana.journal.writer();
    const to = ana.journal.reach().get(writer) ?? 0;
    expect(late.journal.read(writer, to - 4, to)).toEqual(ana.journal.read(writer, to - 4, to));
  });

  it('is shown in the history by name, and survives that the record is edited', () => {
    const { ana, ben, id } = setUp();
    writeFromTheFuture(ana, id);
    settleAll([ana, ben]);
    must(ben.ledger.change('transaction', id, { memo: 'edited' }));
    settleAll([ana, ben]);
    const changes = ana.ledger.history(id).flatMap((entry) => entry.changes);
    expect(changes).toContainEqual({ field: 'tags', from: undefined, to: ['weekend'] });
    expect(ana.ledger.openConflicts()).toEqual([]);
  });

  it('shows as empty where a known field holds a value of the wrong type', () => {
    const { ana, account } = setUp();
    const lead = ana.journal.latestTime() + 1;
    const odd = [1, lead, 0, null, 0, 't', 20260314, account, 'ten', { text: 1 }, 5, 7, 8, 'yes', 1];
    const { writer, from } = ana.journal.append(() => [odd]);
    expect(ana.ledger.transaction(`${writer.toString(36)}.${from.toString(36)}`)).toMatchObject({
      date: '',
      amount: 0,
      payee: '',
      category: null,
      cleared: false,
    });
  });
});

describe('settling', () => {
  it('takes one of the values, or another, and is gone everywhere once seen', () => {
    const { ana, ben, id } = setUp();
    must(ana.ledger.change('transaction', id, { payee: 'Boulangerie', amount: -1100 }));
    must(ben.ledger.change('transaction', id, { payee: 'Bäckerei', amount: -1200 }));
    settleAll([ana, ben]);
    expect(ana.ledger.conflicts(id).map(({ field }) => field)).toEqual(['amount', 'payee']);
    must(ana.ledger.settle(id, 'payee', 'Boulangerie'));
    must(ana.ledger.settle(id, 'amount', -1150));
    settleAll([ana, ben]);
    for (const { ledger } of [ana, ben]) {
      expect(ledger.openConflicts()).toEqual([]);
      expect(ledger.transaction(id)).toMatchObject({ payee: 'Boulangerie', amount: -1150 });
    }
  });

  it('decides between a deletion and an edit beside it, either way', () => {
    for (const choice of [true, false]) {
      const { ana, ben, id } = setUp();
      must(ana.ledger.remove(id));
      must(ben.ledger.change('transaction', id, { memo: 'still needed' }));
      settleAll([ana, ben]);
      expect(ben.ledger.conflicts(id).map(({ field }) => field)).toEqual(['deleted']);
      must(ben.ledger.settle(id, 'deleted', choice));
      settleAll([ana, ben]);
      for (const { ledger } of [ana, ben]) {
        expect(ledger.openConflicts()).toEqual([]);
        expect(ledger.transaction(id)).toMatchObject({ deleted: choice, memo: 'still needed' });
      }
    }
  });
});

describe('commands', () => {
  it('refuse what no field may hold, and write nothing', () => {
    const { ana, id, account } = setUp();
    const before = ana.journal.entryCount();
    const { ledger } = ana;
    const invalid = { ok: false, error: { kind: 'invalid-field' } };
    expect(ledger.change('transaction', id, { date: '2026-02-30' })).toMatchObject(invalid);
    expect(ledger.change('transaction', id, { amount: 1.5 })).toMatchObject(invalid);
    expect(ledger.change('transaction', id, { amount: Number.NaN })).toMatchObject(invalid);
    expect(ledger.change('transaction', id, { payee: 'half \ud800' })).toMatchObject(invalid);
    expect(ledger.change('transaction', id, { category: account })).toMatchObject(invalid);
    expect(ledger.change('transaction', id, { account: 'nowhere' })).toMatchObject(invalid);
    expect(ledger.change('transaction', 'nobody', { memo: '' })).toMatchObject({
      ok: false,
      error: { kind: 'no-such-record' },
    });
    expect(ana.journal.entryCount()).toBe(before);
  });

  it('write nothing where nothing changes, and one entry for each field that does', () => {
    const { ana, id } = setUp();
    const before = ana.journal.entryCount();
    must(ana.ledger.change('transaction', id, { payee: 'Bakery', amount: -1000 }));
    expect(ana.journal.entryCount()).toBe(before);
    must(ana.ledger.change('transaction', id, { payee: 'Baker', amount: -1000, memo: 'bread' }));
    expect(ana.journal.entryCount()).toBe(before + 2);
  });

  it('take a zero with a sign for the zero that it is', () => {
    const { ana, ben, id } = setUp();
    must(ana.ledger.change('transaction', id, { amount: -0 }));
    settleAll([ana, ben]);
    for (const { ledger } of [ana, ben]) expect(ledger.transaction(id)?.amount).toBe(0);
    expect(ben.journal.digest()).toEqual(ana.journal.digest());
  });

  it('need somebody who writes', () => {
    const { ana, id } = setUp();
    ana.ledger.identify(null);
    expect(ana.ledger.change('transaction', id, { memo: 'x' })).toMatchObject({ error: { kind: 'nobody' } });
  });
});

describe('payee completion', () => {
  it('offers what was entered last, which is not what is dated last', () => {
    const { ana, account } = setUp();
    const { ledger } = ana;
    const category = must(ledger.create('category', { name: 'Food', flow: 'out' }));
    must(ledger.create('transaction', line(account, 'Grocer', -900, '2026-12-01')));
    const entered = { ...line(account, 'Grocer', -1234, '2026-01-05'), category, memo: 'apples' };
    must(ledger.create('transaction', entered));
    expect(ledger.payees('gro', 5)).toEqual([{ payee: 'Grocer', category, amount: -1234, memo: 'apples' }]);
  });

  it('finds words inside, the last used first, no payee twice, and none that is gone', () => {
    const { ana, account } = setUp();
    const { ledger } = ana;
    ledger.payees('', 1);
    must(ledger.create('transaction', line(account, 'Blue Bakery')));
    const gone = must(ledger.create('transaction', line(account, 'Bakery of yesterday')));
    must(ledger.create('transaction', line(account, 'BAKERY')));
    must(ledger.remove(gone));
    expect(ledger.payees('bak', 9).map(({ payee }) => payee)).toEqual(['BAKERY', 'Blue Bakery']);
    expect(ledger.payees('bak', 1)).toHaveLength(1);
  });

  it('falls back to the one before when the last entered is deleted or renamed', () => {
    const { ana, account } = setUp();
    const { ledger } = ana;
    must(ledger.create('transaction', line(account, 'Grocer', -100)));
    const last = must(ledger.create('transaction', line(account, 'Grocer', -200)));
    expect(ledger.payees('gro', 1)[0]?.amount).toBe(-200);
    must(ledger.change('transaction', last, { payee: 'Market' }));
    expect(ledger.payees('gro', 1)[0]?.amount).toBe(-100);
    must(ledger.remove(last));
    expect(ledger.payees('mar', 1)).toEqual([]);
  });
});
