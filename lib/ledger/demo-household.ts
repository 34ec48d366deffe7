/**
 * Two years of a plausible family's accounts, played day by day, so that a newcomer has a book to turn the pages of.
 * It does not know how records are created: it gives plain data whose parts name each other by local keys.
 */
import { addDays, addMonths, daysBetween, partsOf } from './dates';
import { type Bill, demoBills } from './demo-bills';
import { demoHabits, demoHolidayHabits, type Habit } from './demo-habits';
import {
  type DemoAccount,
  type DemoCategory,
  type DemoMember,
  demoAccounts,
  demoCategories,
  demoMembers,
  demoName,
} from './demo-records';
import type { Fields } from './records';

/** Records of one kind, with the key by which transactions name them. */
type Keyed<Key extends string, Content> = readonly { readonly key: Key; readonly fields: Content }[];

export interface DemoTransaction {
  /** Who enters it. */
  readonly by: DemoMember;
  /** As the ledger takes them, but for `account` and `category`, which are keys of this household. */
  readonly fields: Omit<Fields<'transaction'>, 'account' | 'category'> & {
    readonly account: DemoAccount;
    readonly category: DemoCategory | null;
  };
}

export interface DemoHousehold {
  readonly name: string;
  readonly members: Keyed<DemoMember, Fields<'member'>>;
  readonly accounts: Keyed<DemoAccount, Fields<'account'>>;
  readonly categories: Keyed<DemoCategory, Fields<'category'>>;
  /** By date. */
  readonly transactions: readonly DemoTransaction[];
}

/** Draws in [0, 1); the same draws give the same household. */
type Random = () => number;

interface Line {
  readonly account: DemoAccount;
  readonly amount: number;
  readonly payee: string;
  readonly category: DemoCategory | null;
  readonly memo?: string;
  readonly number?: string;
  readonly by: DemoMember;
}

const monday = '2024-01-01';
const firstCheck = 1041;
/** Checking is kept between these, in cents, by moves from and to the savings. */
const comfort = { low: 300_00, high: 4_200_00, move: 800_00 };

/** The household's last two years up to and including `today`: about 2,000 transactions in four accounts, in euro. */
export function createDemoHousehold(random: Random, today: string): DemoHousehold {
  const first = addMonths(today, -24);
  const life = new HouseholdLife(random, today);
  for (let date = first; date <= today; date = addDays(date, 1)) life.live(date);
  return {
    name: demoName,
    members: keyed(demoMembers),
    accounts: keyed(demoAccounts),
    categories: keyed(demoCategories),
    transactions: life.transactions,
  };
}

function keyed<Key extends string, Content>(records: Readonly<Record<Key, Content>>): Keyed<Key, Content> {
  return (Object.keys(records) as Key[]).map((key) => ({ key, fields: records[key] }));
}

/** The days as they pass: what is bought and paid, and what the accounts hold after it. */
class HouseholdLife {
  readonly transactions: DemoTransaction[] = [];
  readonly #random: Random;
  readonly #today: string;
  readonly #balances: Record<DemoAccount, number> = {
    checking: demoAccounts.checking.opening,
    savings: demoAccounts.savings.opening,
    card: demoAccounts.card.opening,
    cash: demoAccounts.cash.opening,
  };
  #nextCheck = firstCheck;
  #date = '';

  constructor(random: Random, today: string) {
    this.#random = random;
    this.#today = today;
  }

  live(date: string): void {
    this.#date = date;
    const { month, day } = partsOf(date);
    for (const bill of demoBills) {
      if (bill.day === day && (bill.months?.includes(month) ?? true)) this.#pay(bill);
    }
    const away = month === 7 && day >= 11 && day <= 24;
    for (const habit of away ? demoHolidayHabits : demoHabits) this.#perhaps(habit, month);
    if (day === 20) this.#move('checking', 'card', -this.#balances.card, 'Credit card bill');
    if (day === 2) this.#move('checking', 'savings', 300_00, 'Monthly saving');
    this.#keepComfort();
  }

  #pay(bill: Bill): void {
    const [low, high] = typeof bill.amount === 'number' ? [bill.amount, bill.amount] : bill.amount;
    const { account, payee, category, by, memo = '' } = bill;
    const number = bill.check ? String(this.#nextCheck++) : '';
    this.#write({ account, payee, category, by, memo, number, amount: this.#price(low, high, 1) });
  }

  #perhaps(habit: Habit, month: number): void {
    const weekday = ((daysBetween(monday, this.#date) % 7) + 7) % 7;
    const fits = (habit.weekdays?.includes(weekday) ?? true) && (habit.months?.includes(month) ?? true);
    if (!fits || this.#random() >= habit.chance) return;
    const { account, category, step = 1 } = habit;
    const payee = this.#pick(habit.payees);
    const memo = this.#pick(habit.memos ?? ['']);
    const amount = this.#price(habit.amount[0], habit.amount[1], step);
    const line: Line = {
      account,
      payee,
      category,
      memo,
      amount,
      by: this.#pick(['nora', 'nora', 'tom', 'tom', 'mia']),
    };
    if (account === 'cash' && this.#balances.cash + amount < 0) {
      this.#move('checking', 'cash', 100_00, 'Cash machine');
    }
    this.#write(line);
    if (this.#random() < (habit.again ?? 0)) this.#write(line);
  }

  #keepComfort(): void {
    const { checking, savings } = this.#balances;
    if (checking < comfort.low) {
      this.#move('savings', 'checking', Math.min(comfort.move, savings), 'From savings');
    } else if (checking > comfort.high) {
      this.#move('checking', 'savings', comfort.move, 'To savings');
    }
  }

  /** Money between two accounts of the house: a line in each, in no category, as nothing is earned or spent. */
  #move(from: DemoAccount, to: DemoAccount, amount: number, payee: string): void {
    if (amount <= 0) return;
    this.#write({ account: from, amount: -amount, payee, category: null, by: 'nora' });
    this.#write({ account: to, amount, payee, category: null, by: 'nora' });
  }

  #write({ account, amount, payee, category, memo = '', number = '', by }: Line): void {
    const age = daysBetween(this.#date, this.#today);
    const cleared = account === 'cash' || age > (number === '' ? 6 : 21);
    const fields = { date: this.#date, account, amount, payee, memo, category, number, cleared };
    this.#balances[account] += amount;
    this.transactions.push({ by, fields });
  }

  /** Small prices are more frequent than large ones. */
  #price(low: number, high: number, step: number): number {
    const nearZero = Math.abs(low) < Math.abs(high) ? low : high;
    const far = nearZero === low ? high : low;
    const amount = nearZero + (far - nearZero) * this.#random() ** 1.5;
    return Math.round(amount / step) * step;
  }

  #pick<Choice>(choices: readonly Choice[]): Choice {
    const choice = choices[Math.floor(this.#random() * choices.length)];
    if (choice === undefined) throw new Error('There is nothing to choose from.');
    return choice;
  }
}
