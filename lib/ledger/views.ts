/**
 * Records as the screen sees them, made from folded records on demand and kept until an entry touches them.
 * It does not know registers, commands or where entries come from.
 *
 * A field that some other program filled with a value of the wrong type shows as empty: the entry stays in the history.
 */

import { isDate } from './dates';
import { DELETED, type Fold, type FoldedRecord, fieldValue, kindCode } from './fold';
import { kindOfCode } from './layout';
import { MAX_MINOR } from './money';
import {
  type Account,
  type AccountKind,
  accountKinds,
  type Category,
  type Device,
  type Member,
  type RecordId,
  type RecordKind,
  type RecordOf,
  type RememberedPayee,
  SETTINGS,
  type Settings,
  type SettledLines,
  type Successor,
  type Transaction,
} from './records';
import type { Value } from './value';

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const whole = (value: Value | undefined): number => (Number.isSafeInteger(value) ? (value as number) : 0);
/** Minor units. Beyond what anybody can enter, sums would depend on the order in which entries arrive. */
const minor = (value: Value | undefined): number => (Math.abs(whole(value)) <= MAX_MINOR ? whole(value) : 0);
const reference = (value: Value | undefined): RecordId | null => (typeof value === 'string' ? value : null);

/** A day of the calendar, or ''. */
const day = (value: Value | undefined): string => (isDate(text(value)) ? text(value) : '');

const listOfTexts = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const accountKind = (value: Value | undefined): AccountKind =>
  accountKinds.find((kind) => kind === value) ?? 'other';

type Read = (field: string) => Value | undefined;

const makers: { readonly [Kind in RecordKind]: (id: RecordId, read: Read) => RecordOf[Kind] } = {
  account: (id, read): Account => ({
    id,
    name: text(read('name')),
    kind: accountKind(read('kind')),
    currency: text(read('currency')),
    opening: minor(read('opening')),
    deleted: read(DELETED) === true,
  }),
  member: (id, read): Member => ({
    id,
    name: text(read('name')),
    color: Math.abs(whole(read('color'))) % 8,
    deleted: read(DELETED) === true,
  }),
  device: (id, read): Device => ({
    id,
    name: text(read('name')),
    member: text(read('member')),
    key: text(read('key')),
    left: day(read('left')),
    lost: day(read('lost')) || null,
    deleted: read(DELETED) === true,
  }),
  category: (id, read): Category => ({
    id,
    name: text(read('name')),
    flow: read('flow') === 'in' ? 'in' : 'out',
    deleted: read(DELETED) === true,
  }),
  transaction: (id, read): Transaction => ({
    id,
    date: text(read('date')),
    account: text(read('account')),
    amount: minor(read('amount')),
    payee: text(read('payee')),
    memo: text(read('memo')),
    category: reference(read('category')),
    number: text(read('number')),
    cleared: read('cleared') === true,
    deleted: read(DELETED) === true,
  }),
  settings: (_id, read): Settings => ({
    name: text(read('name')),
    strategy: text(read('strategy')),
    nearby: text(read('nearby')),
  }),
  payee: (id, read): RememberedPayee => ({
    id,
    payee: text(read('payee')),
    category: reference(read('category')),
    amount: minor(read('amount')),
    memo: text(read('memo')),
    deleted: read(DELETED) === true,
  }),
  settled: (id, read): SettledLines => ({
    id,
    accounts: listOfTexts(read('accounts')),
    before: day(read('before')),
    until: day(read('until')),
    lines: listOfTexts(read('lines')),
    deleted: read(DELETED) === true,
  }),
  successor: (id, read): Successor => ({
    id,
    how: read('how') === 'clean' ? 'clean' : 'without',
    from: text(read('from')),
    ledger: text(read('ledger')),
    by: text(read('by')),
    date: day(read('date')),
    without: listOfTexts(read('without')),
    devices: listOfTexts(read('devices')),
    sealed: listOfTexts(read('sealed')),
    deleted: read(DELETED) === true,
  }),
};

/** What places a transaction in its account's register, read without making a view. */
export interface RegisterFacts {
  readonly account: RecordId;
  readonly date: string;
  readonly order: number;
  readonly id: RecordId;
  readonly amount: number;
}

/** null for anything that stands in no register: another kind, deleted, or not born yet. */
export const registerFacts = (record: FoldedRecord | undefined): RegisterFacts | null => {
  if (record === undefined || kindOf(record) !== 'transaction') return null;
  if (fieldValue(record, DELETED) === true) return null;
  return {
    account: text(fieldValue(record, 'account')),
    date: text(fieldValue(record, 'date')),
    order: record.born,
    id: record.id,
    amount: minor(fieldValue(record, 'amount')),
  };
};

export const kindOf = (record: FoldedRecord): RecordKind | null => {
  const code = kindCode(record);
  return code === null ? null : kindOfCode(code);
};

type ListedKind = 'account' | 'member' | 'category' | 'device' | 'successor' | 'settled';

const nameOf = (record: object): string => ('name' in record ? String(record.name) : '');

export interface Views {
  /** null if there is no such record of this kind. Deleted ones are given, marked. The same reference until it changes. */
  get<Kind extends RecordKind>(kind: Kind, id: RecordId): RecordOf[Kind] | null;
  /** All that are not deleted, by name. The same reference until one of the kind changes. Not for transactions. */
  list<Kind extends ListedKind>(kind: Kind): readonly RecordOf[Kind][];
  settings(): Settings;
  /** To be called for each record that an entry touched. */
  touched(record: FoldedRecord): void;
}

export const createViews = (fold: Fold): Views => {
  const views = new Map<RecordId, RecordOf[RecordKind]>();
  const listed = new Map<RecordKind, Set<RecordId>>();
  const lists = new Map<RecordKind, readonly unknown[]>();
  let settings: Settings | null = null;

  const get = <Kind extends RecordKind>(kind: Kind, id: RecordId): RecordOf[Kind] | null => {
    const record = fold.record(id);
    if (record === undefined || kindOf(record) !== kind) return null;
    const known = views.get(id);
    if (known !== undefined) return known as RecordOf[Kind];
    const view = makers[kind](id, (field) => fieldValue(record, field));
    Object.freeze(view);
    views.set(id, view as RecordOf[RecordKind]);
    return view;
  };

  const makeList = <Kind extends ListedKind>(kind: Kind): RecordOf[Kind][] =>
    [...(listed.get(kind) ?? [])]
      .map((id) => get(kind, id))
      .filter((view) => view !== null && !view.deleted)
      .map((view) => view as RecordOf[Kind])
      .sort((one, other) => nameOf(one).localeCompare(nameOf(other)) || (one.id < other.id ? -1 : 1));

  return {
    get,
    list: (kind) => {
      let list = lists.get(kind) as readonly RecordOf[typeof kind][] | undefined;
      if (list === undefined) {
        list = makeList(kind);
        lists.set(kind, list);
      }
      return list;
    },
    settings: () => {
      settings ??= get('settings', SETTINGS) ?? { name: '', strategy: '', nearby: '' };
      return settings;
    },
    touched: (record) => {
      if (views.size > 0) views.delete(record.id);
      const kind = kindOf(record);
      if (kind === null || kind === 'transaction') return;
      if (kind === 'settings') settings = null;
      lists.delete(kind);
      const ids = listed.get(kind) ?? new Set();
      listed.set(kind, ids.add(record.id));
    },
  };
};
