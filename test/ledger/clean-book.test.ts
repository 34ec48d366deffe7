import { describe, expect, it } from 'vitest';
import { sizeOf } from '@/lib/ledger/book-size';
import { balanceOn, planCleanBook, writeCleanBook } from '@/lib/ledger/clean-book';
import { addDays } from '@/lib/ledger/dates';
import { importIds } from '@/lib/ledger/import-id';
import { settledBy, takenOverOn } from '@/lib/ledger/settled-lines';
import { createDice } from '../random';
import { createReplica, found, line, must, type Replica } from './household';

const today = '2026-06-15';
const now = Date.UTC(2026, 5, 15, 12);

const clean = (old: Replica, openSince: string, day = today) => {
  const fresh = createReplica('clean', createDice(4242));
  const plan = planCleanBook(old.ledger, { today: day, openSince });
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

describe('a statement in a clean book', () => {
  const bankLine = (date: string, payee: string) => ({
    date,
    amount: -500,
    payee,
    memo: '',
    number: '',
    reference: '',
  });

  const importInto = (replica: Replica, account: string, ...lines: ReturnType<typeof bankLine>[]) => {
    const ids = importIds(account, lines);
    must(
      replica.ledger.importLines(
        lines.map(({ reference: _, ...line }, index) => ({
          id: ids[index] ?? '',
          fields: { ...line, account },
        })),
      ),
    );
    return ids;
  };

  it('counts nothing twice that was in the old book, and takes what was not', () => {
    const { ana, account } = drawBook(5);
    const [ticked, deleted] = [bankLine('2026-05-02', 'Bakery'), bankLine('2026-05-03', 'Bakery')];
    const [first = '', second = ''] = importInto(ana, account, ticked, deleted);
    must(ana.ledger.change('transaction', first, { cleared: true, date: '2026-04-28' }));
    must(ana.ledger.remove(second));
    const { fresh } = clean(ana, today);
    const isSettled = settledBy(fresh.ledger.settledLines());
    expect(fresh.ledger.standing(first)).toBe('absent');
    expect(isSettled(account, first, ticked.date)).toBe(true);
    expect(isSettled(account, second, deleted.date)).toBe(true);
    const forgotten = bankLine('2026-05-04', 'Kiosk');
    expect(isSettled(account, importIds(account, [forgotten])[0] ?? '', forgotten.date)).toBe(false);
  });

  it('from longer ago than a bank tells counts as settled, but not in an account that began here', () => {
    const { ana, account } = drawBook(6);
    const { fresh } = clean(ana, today);
    const isSettled = settledBy(fresh.ledger.settledLines());
    expect(isSettled(account, 'i:any', '2025-05-14')).toBe(true);
    expect(isSettled(account, 'i:any', '2025-05-15')).toBe(false);
    expect(isSettled('acc.new', 'i:any', '2019-01-01')).toBe(false);
    expect(takenOverOn(fresh.ledger.settledLines(), account)).toBe(today);
    expect(takenOverOn(fresh.ledger.settledLines(), 'acc.new')).toBeNull();
  });

  it('is known in the clean book after that too, and forgotten once no bank tells it any more', () => {
    const { ana, account } = drawBook(7);
    const old = bankLine('2026-05-02', 'Bakery');
    const [id = ''] = importInto(ana, account, old);
    must(ana.ledger.change('transaction', id, { cleared: true }));
    const { fresh } = clean(ana, today);
    const soon = clean(fresh, today, '2026-12-31').fresh;
    expect(settledBy(soon.ledger.settledLines())(account, id, old.date)).toBe(true);
    const late = clean(fresh, today, '2028-06-15').fresh;
    expect(late.ledger.settledLines().flatMap(({ lines }) => lines)).toEqual([]);
    expect(settledBy(late.ledger.settledLines())(account, id, old.date)).toBe(true);
  });

  it('is known by thousands of lines, in portions', () => {
    const { ana, account } = drawBook(8);
    const lines = Array.from({ length: 2_500 }, (_, index) => bankLine('2026-05-02', `payee ${index}`));
    importInto(ana, account, ...lines);
    const { fresh } = clean(ana, today);
    const isSettled = settledBy(fresh.ledger.settledLines());
    expect(importIds(account, lines).every((id) => isSettled(account, id, '2026-05-02'))).toBe(true);
    expect(fresh.ledger.settledLines()).toHaveLength(3);
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
