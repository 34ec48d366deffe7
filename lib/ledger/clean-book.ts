/**
 * A clean book from today: what of a ledger goes on into an empty one, so that every balance from today on stays the same.
 * It does not know how the new ledger is stored, shared or named to the others.
 *
 * Open items (dated later than today, or not ticked and young enough) are carried over as lines; all others become part of
 * the opening balance. Accounts, categories, members and devices keep their ids, and with them lines from a bank theirs: all
 * that were in the old book are known again when the same statement is read.
 */

import { isImportId } from './import-id';
import type { Journal } from './journal';
import type { Ledger } from './ledger';
import { MAX_MINOR } from './money';
import { birthMove } from './moves';
import type { PayeeHint } from './payees';
import type { Account, Device, Fields, RecordId, RecordKind, Transaction } from './records';
import { SETTINGS } from './records';
import { settle } from './settled-lines';
import type { Value } from './value';

/** Payees that autocomplete goes on to know. */
const PAYEES = 500;

export interface CleanAccount {
  readonly account: Account;
  /** At the end of today, in the book as it is. */
  readonly balance: number;
  /** What the account opens with in the new book. */
  readonly opening: number;
  readonly carried: readonly Transaction[];
}

export interface CleanPlan {
  readonly accounts: readonly CleanAccount[];
  readonly lines: number;
  readonly payees: readonly PayeeHint[];
  readonly settled: readonly Fields<'settled'>[];
  /** An account whose opening balance is more than an account can hold; null if there is none. */
  readonly tooLarge: Account | null;
}

export interface CleanWish {
  readonly today: string;
  /** Lines without a tick from this day on are carried over; older ones count as done. */
  readonly openSince: string;
}

const isOpen = ({ date, cleared }: Transaction, { today, openSince }: CleanWish): boolean =>
  date > today || (!cleared && date >= openSince);

/** The balance at the end of a day. */
export const balanceOn = (ledger: Ledger, account: Account, date: string): number => {
  const register = ledger.register(account.id);
  const end = register.firstAfter(date);
  return register.window(end - 1, end)[0]?.balance ?? account.opening;
};

const planAccount = (ledger: Ledger, account: Account, wish: CleanWish): CleanAccount => {
  const register = ledger.register(account.id);
  const lines = register.window(0, register.length).map(({ transaction }) => transaction);
  const carried = lines.filter((line) => isOpen(line, wish));
  const opening = register.balance - carried.reduce((sum, { amount }) => sum + amount, 0);
  return { account, balance: balanceOn(ledger, account, wish.today), opening, carried };
};

export const planCleanBook = (ledger: Ledger, wish: CleanWish): CleanPlan => {
  const accounts = ledger.accounts().map((account) => planAccount(ledger, account, wish));
  const carried = new Set(accounts.flatMap(({ carried }) => carried.map(({ id }) => id)));
  return {
    accounts,
    lines: accounts.reduce((sum, { carried }) => sum + carried.length, 0),
    payees: ledger.payees('', PAYEES),
    settled: settle({
      accounts: accounts.map(({ account }) => account.id),
      imported: ledger.importedLines(),
      carried,
      earlier: ledger.settledLines(),
      today: wish.today,
    }),
    tooLarge: accounts.find(({ opening }) => Math.abs(opening) > MAX_MINOR)?.account ?? null,
  };
};

interface Birth {
  readonly kind: RecordKind;
  readonly id: RecordId | null;
  readonly fields: Readonly<Record<string, Value>>;
}

const birth = (kind: RecordKind, id: RecordId | null, record: object): Birth => {
  const { id: _, deleted: __, ...fields } = record as Record<string, Value>;
  return { kind, id, fields };
};

const withoutEmpty = ({ key, left: _, ...device }: Device): object => (key ? { ...device, key } : device);

const birthsOf = (ledger: Ledger, plan: CleanPlan, devices: readonly Device[]): Birth[] => {
  const standing = (category: RecordId | null): RecordId | null =>
    category !== null && ledger.category(category)?.deleted === false ? category : null;
  return [
    ...ledger.members().map((member) => birth('member', member.id, member)),
    ...devices.map((device) => birth('device', device.id, withoutEmpty(device))),
    birth('settings', SETTINGS, ledger.settings()),
    ...plan.accounts.map(({ account, opening }) => birth('account', account.id, { ...account, opening })),
    ...ledger.categories().map((category) => birth('category', category.id, category)),
    ...plan.settled.map((settled) => birth('settled', null, settled)),
    // The one that was used last is written last.
    ...plan.payees
      .map((hint) => birth('payee', null, { ...hint, category: standing(hint.category) }))
      .reverse(),
    ...plan.accounts.flatMap(({ carried }) =>
      carried.map((line) => {
        const id = isImportId(line.id) ? line.id : null;
        return birth('transaction', id, { ...line, category: standing(line.category) });
      }),
    ),
  ];
};

export interface CleanStamp {
  /** The device that makes the book; it is among the devices. */
  readonly by: RecordId;
  readonly wallTime: number;
}

/** Writes the new book into an empty journal, in one go. */
export const writeCleanBook = (
  journal: Journal,
  ledger: Ledger,
  plan: CleanPlan,
  devices: readonly Device[],
  stamp: CleanStamp,
): void => {
  const drafts = birthsOf(ledger, plan, devices).flatMap(
    ({ kind, id, fields }) => birthMove(kind, id, fields).drafts,
  );
  journal.append((_, clock) =>
    drafts.map((draft, index) => draft({ ...stamp, time: clock + index + 1, clock: clock + index })),
  );
};
