import { describe, expect, it } from 'vitest';
import { sizeOf } from '@/lib/ledger/book-size';
import { balanceOn, planCleanBook, writeCleanBook } from '@/lib/ledger/clean-book';
import { addDays } from '@/lib/ledger/dates';
import { importIds } from '@/lib/ledger/import-id';
import { createDice } from '../random';
import { createReplica, found, line, must, type Replica } from './household';

const today = '2026-06-15';
const now = Date.UTC(2026, 5, 15, 12);

const clean = (old: Replica, openSince: string) => {
  const fresh = createReplica('clean', createDice(4242));
  const plan = planCleanBook(old.ledger, { today, openSince });
  const { device } = old.ledger.identity() ?? { device: null };
  writeCleanBook(fresh.journal, old.ledger, plan, old.ledger.devices(), {
    by: device?.id ?? '',
    wallTime: now,
  });
  fresh.ledger.identify(device?.id ?? null);
  return { fresh, plan };
};

/** A book with several accounts and currencies, ticked and not, past and to come, deleted and moved. */
const drawBook = (seed: number) => {
  const dice = createDice(seed);
  const [ana, ben] = [createReplica('Ana', dice), createReplica('Ben', dice)];
  const { account } = found([ana, ben]);
  const { ledger } = ana;
  const other = must(
    ledger.create('account', { name: 'Cash', kind: 'cash', currency: 'JPY', opening: dice.below(10_000) }),
  );
  const category = must(ledger.create('category', { name: 'Groceries', flow: 'out' }));
  for (let step = 0; step < 80; step++) {
    const made = must(
      ledger.create('transaction', {
        ...line(dice.pick([account, other]), `payee ${dice.below(12)}`, dice.below(20_000) - 10_000),
        date: addDays(today, dice.below(500) - 400),
        cleared: dice.chance(0.6),
        category: dice.chance(0.5) ? category : null,
      }),
    );
    if (dice.chance(0.1)) must(ledger.remove(made));
    else if (dice.below(9) === 0) must(ledger.change('transaction', made, { account, amount: 7 }));
  }
  return { ana, dice, account };
};

describe('a clean book', () => {
  for (let seed = 1; seed <= 30; seed++)
    it(`has every balance that the old one has, on every day from today on (seed ${seed})`, () => {
      const { ana, dice } = drawBook(seed);
      const { fresh } = clean(ana, addDays(today, -dice.below(400)));
      expect(fresh.ledger.accounts().map(({ name }) => name)).toEqual(
        ana.ledger.accounts().map(({ name }) => name),
      );
      for (const account of ana.ledger.accounts())
        for (let day = 0; day <= 120; day++) {
          const date = addDays(today, day);
          const heir = fresh.ledger.account(account.id);
          expect(heir && balanceOn(fresh.ledger, heir, date)).toBe(balanceOn(ana.ledger, account, date));
        }
    });

  it('carries what is open and nothing else, and knows people, categories and payees', () => {
    const { ana } = drawBook(77);
    const openSince = addDays(today, -90);
    const { fresh, plan } = clean(ana, openSince);
    const lines = fresh.ledger.accounts().flatMap(({ id }) => {
      const register = fresh.ledger.register(id);
      return register.window(0, register.length).map(({ transaction }) => transaction);
    });
    expect(lines).toHaveLength(plan.lines);
    expect(lines.length).toBeGreaterThan(3);
    for (const { date, cleared } of lines) expect(date > today || (!cleared && date >= openSince)).toBe(true);
    expect(fresh.ledger.members()).toEqual(ana.ledger.members());
    expect(fresh.ledger.devices()).toEqual(ana.ledger.devices());
    expect(fresh.ledger.categories()).toEqual(ana.ledger.categories());
    expect(fresh.ledger.settings()).toEqual(ana.ledger.settings());
    expect(fresh.ledger.identity()).toEqual(ana.ledger.identity());
    expect(fresh.ledger.canUndo()).toBe(false);
    expect(fresh.journal.entryCount()).toBeLessThan(ana.journal.entryCount());
    const known = (replica: Replica) =>
      replica.ledger
        .payees('', 99)
        .map(({ payee }) => payee)
        .sort();
    expect(known(fresh)).toEqual(known(ana));
  });

  it('knows a line from a bank again that it has carried over', () => {
    const { ana, account } = drawBook(3);
    const bank = { date: '2026-06-20', amount: -500, payee: 'Bakery', memo: '', number: '', reference: 'x' };
    const [id = ''] = importIds(account, [bank]);
    const { reference: _, ...fields } = { ...bank, account };
    must(ana.ledger.importLines([{ id, fields }]));
    const { fresh } = clean(ana, today);
    expect(fresh.ledger.standing(id)).toBe('present');
    expect(importIds(account, [bank])).toEqual([id]);
  });
});

describe('the size of a book', () => {
  it('is counted by the year of writing, and looks ahead at the pace of the last twelve months', () => {
    let clock = Date.UTC(2024, 0, 5);
    const ana = createReplica('Ana', createDice(1), () => clock);
    const { account } = found([ana]);
    const founding = ana.journal.entryCount();
    clock = Date.UTC(2025, 1, 5);
    for (let step = 0; step < 10; step++) must(ana.ledger.create('transaction', line(account, 'Bakery')));
    clock = Date.UTC(2026, 1, 5);
    for (let step = 0; step < 30; step++) must(ana.ledger.create('transaction', line(account, 'Kiosk')));
    const size = sizeOf(ana.journal, now);
    expect(size.years.map(({ year, entries }) => [year, entries])).toEqual([
      [2024, founding],
      [2025, 10],
      [2026, 30],
    ]);
    expect(size.entries).toBe(founding + 40);
    expect(size.lastTwelveMonths.entries).toBe(30);
    expect(size.inFiveYears.entries).toBe(founding + 40 + 150);
    const update = [...ana.journal.updatesSince(new Map())].reduce((sum, { length }) => sum + length, 0);
    expect(Math.abs(size.bytes - update)).toBeLessThan(update / 20);
  });
});
