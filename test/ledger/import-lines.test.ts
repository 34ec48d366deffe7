import { describe, expect, it } from 'vitest';
import type { ImportedLine } from '@/lib/ledger/commands';
import { importIds } from '@/lib/ledger/import-id';
import type { RecordId } from '@/lib/ledger/records';
import { createDice } from '../random';
import { createReplica, found, must, pull, type Replica, settleAll } from './household';

const coffee = { date: '2026-05-04', amount: -320, payee: 'Café Nord', memo: '', number: '', reference: '' };
const rent = { ...coffee, amount: -90_000, payee: 'Rent' };

/** A statement with two identical coffees of one day. */
const statement = (account: RecordId): ImportedLine[] => {
  const said = [coffee, rent, coffee];
  const ids = importIds(account, said);
  return said.map(({ reference: _, ...fields }, index) => ({
    id: ids[index] ?? '',
    fields: { ...fields, account },
  }));
};

const setUp = () => {
  const dice = createDice(4);
  const [ana, ben] = [createReplica('ana', dice), createReplica('ben', dice)];
  const { account } = found([ana, ben]);
  const category = must(ana.ledger.create('category', { name: 'Treats', flow: 'out' }));
  settleAll([ana, ben]);
  return { ana, ben, account, category, lines: statement(account) };
};

const coffees = ({ ledger }: Replica, account: RecordId) =>
  ledger
    .register(account)
    .window(0, 100)
    .filter(({ transaction }) => transaction.payee === coffee.payee);

describe('lines from a bank', () => {
  it('come in once, however often they are imported, and equal ones stay two', () => {
    const { ana, account, lines } = setUp();
    expect(must(ana.ledger.importLines(lines))).toEqual({ added: 3 });
    expect(must(ana.ledger.importLines(lines))).toEqual({ added: 0 });
    expect(coffees(ana, account)).toHaveLength(2);
    expect(ana.ledger.register(account).balance).toBe(-90_640);
  });

  it('imported by two while apart are the same lines, without conflict', () => {
    const { ana, ben, account, lines } = setUp();
    must(ana.ledger.importLines(lines));
    must(ben.ledger.importLines([...lines].reverse()));
    settleAll([ana, ben]);
    for (const { ledger } of [ana, ben]) {
      expect(ledger.register(account).balance).toBe(-90_640);
      expect(ledger.register(account).length).toBe(3);
      expect(ledger.openConflicts()).toEqual([]);
    }
    expect(ben.ledger.register(account).window(0, 9)).toEqual(ana.ledger.register(account).window(0, 9));
    expect(ben.journal.digest()).toEqual(ana.journal.digest());
  });

  it('keep the category that a person set, here and where they come in later', () => {
    const { ana, ben, account, category, lines } = setUp();
    must(ana.ledger.importLines(lines));
    const id = lines[0]?.id ?? '';
    must(ana.ledger.change('transaction', id, { category, payee: 'Coffee with Ben' }));
    must(ana.ledger.importLines(lines));
    must(ben.ledger.importLines(lines));
    settleAll([ana, ben]);
    for (const { ledger } of [ana, ben]) {
      expect(ledger.transaction(id)).toMatchObject({ category, payee: 'Coffee with Ben' });
      expect(ledger.openConflicts()).toEqual([]);
      expect(ledger.register(account).length).toBe(3);
    }
  });

  it('are taken back in one step, stay away when imported again, and can be put back', () => {
    const { ana, account, lines } = setUp();
    must(ana.ledger.importLines(lines));
    expect(ana.ledger.undo()).toMatchObject({ done: 3, kept: 0 });
    expect(ana.ledger.register(account).length).toBe(0);
    expect(lines.map(({ id }) => ana.ledger.standing(id))).toEqual(['deleted', 'deleted', 'deleted']);
    expect(must(ana.ledger.importLines(lines))).toEqual({ added: 0 });
    must(ana.ledger.restore(...lines.map(({ id }) => id)));
    expect(ana.ledger.register(account).balance).toBe(-90_640);
    ana.ledger.undo();
    expect(ana.ledger.register(account).length).toBe(0);
  });

  it('are not taken back where another has worked on them', () => {
    const { ana, ben, account, category, lines } = setUp();
    must(ana.ledger.importLines(lines));
    settleAll([ana, ben]);
    must(ben.ledger.change('transaction', lines[1]?.id ?? '', { category }));
    pull(ana, ben);
    expect(ana.ledger.undo()).toMatchObject({ done: 2, kept: 1 });
    expect(ana.ledger.register(account).balance).toBe(-90_000);
  });

  it('come in where so far only a change of them has arrived', () => {
    const { ana, ben, account, category, lines } = setUp();
    const cleo = createReplica('cleo', createDice(8));
    must(ben.ledger.importLines(lines));
    pull(cleo, ben);
    cleo.ledger.identify(ben.ledger.identity()?.device.id ?? null);
    const id = lines[0]?.id ?? '';
    must(cleo.ledger.change('transaction', id, { category }));
    for (const update of cleo.journal.updatesFor([{ writer: cleo.journal.writer(), from: 0, to: 1 }]))
      ana.journal.admit(update, 'cleo');
    expect(ana.ledger.standing(id)).toBe('absent');
    expect(must(ana.ledger.importLines(lines))).toEqual({ added: 3 });
    expect(ana.ledger.transaction(id)?.category).toBe(category);
    settleAll([ana, ben, cleo]);
    expect(ben.ledger.register(account).window(0, 9)).toEqual(ana.ledger.register(account).window(0, 9));
  });
});
