import { describe, expect, it } from 'vitest';
import { addMonths, isDate } from '@/lib/ledger/dates';
import { createDemoHousehold, type DemoHousehold } from '@/lib/ledger/demo-household';
import { createDice } from '../random';

/** The lowest and the last balance of every account, in cents. */
function balancesOf(household: DemoHousehold) {
  return new Map(
    household.accounts.map(({ key, fields }) => {
      let balance = fields.opening;
      let lowest = balance;
      for (const { fields: line } of household.transactions) {
        if (line.account === key) balance += line.amount;
        lowest = Math.min(lowest, balance);
      }
      return [key, { lowest, last: balance }];
    }),
  );
}

describe.each([1, 2, 3, 4, 5])('the demo household of seed %i', (seed) => {
  const today = addMonths('2024-05-31', seed * 3);
  const household = createDemoHousehold(createDice(seed).next, today);
  const lines = household.transactions.map(({ fields }) => fields);

  it('has two years of lines, by date, up to today', () => {
    expect(lines.length).toBeGreaterThan(1500);
    expect(lines.length).toBeLessThan(2500);
    expect(
      lines.every((line) => isDate(line.date) && Number.isSafeInteger(line.amount) && line.amount !== 0),
    ).toBe(true);
    expect(lines.map((line) => line.date)).toEqual(lines.map((line) => line.date).sort());
    expect((lines[0]?.date ?? '') >= addMonths(today, -24)).toBe(true);
    expect((lines.at(-1)?.date ?? '') <= today).toBe(true);
  });

  it('never spends what is not there', () => {
    const balances = balancesOf(household);
    expect(balances.get('checking')?.lowest).toBeGreaterThan(-2_000_00);
    expect(balances.get('savings')?.lowest).toBeGreaterThanOrEqual(0);
    expect(balances.get('cash')?.lowest).toBeGreaterThanOrEqual(0);
    expect(balances.get('card')?.lowest).toBeGreaterThan(-4_000_00);
    expect(balances.get('savings')?.last).toBeLessThan(30_000_00);
  });

  it('names only accounts, categories and members that it has', () => {
    const keys = (records: readonly { readonly key: string }[]) => new Set(records.map(({ key }) => key));
    expect(new Set(lines.map((line) => line.account))).toEqual(keys(household.accounts));
    const categories = new Set<string | null>([...keys(household.categories), null]);
    expect(lines.every((line) => categories.has(line.category))).toBe(true);
    expect(new Set(household.transactions.map(({ by }) => by))).toEqual(keys(household.members));
  });

  it('numbers its checks one after the other', () => {
    const numbers = lines.map((line) => Number(line.number)).filter((number) => number > 0);
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1)).toBe(true);
  });

  it('buys two identical coffees on some days', () => {
    const coffees = lines.map((line) => `${line.date} ${line.payee} ${line.amount}`);
    expect(new Set(coffees).size).toBeLessThan(coffees.length);
  });
});

describe('the demo household', () => {
  it('is the same for the same draws and day, and another for others', () => {
    const one = createDemoHousehold(createDice(7).next, '2025-01-01');
    expect(createDemoHousehold(createDice(7).next, '2025-01-01')).toEqual(one);
    expect(createDemoHousehold(createDice(8).next, '2025-01-01')).not.toEqual(one);
  });
});
