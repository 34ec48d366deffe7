/**
 * The book as this program keeps it: journals, loaded through the door and folded, with the registers built.
 * It does not know what it is compared with.
 */

import { birthEntry, changeEntry, type Entry, type Head, ownId, type Stamp } from '@/lib/ledger/entry';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { layouts } from '@/lib/ledger/layout';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import type { RecordKind } from '@/lib/ledger/records';
import { encodeUpdates, type Section } from '@/lib/ledger/update-codec';
import type { Value } from '@/lib/ledger/value';
import { ACCOUNTS, CATEGORIES, type Fields, type Workload } from './workload';

const FOUNDER = 12_345_678_901;
/** Before the first session. */
const FOUNDED = Date.UTC(2020, 0, 1);

export interface OpenBook {
  readonly journal: Journal;
  readonly ledger: Ledger;
}

const birthOf = (stamp: Stamp, kind: RecordKind, fields: Readonly<Record<string, Value>>): Entry => {
  const { code, fields: names } = layouts[kind];
  return birthEntry(
    stamp,
    null,
    code,
    names.map((name) => fields[name] ?? null),
  );
};

/** A member, a device, the accounts and categories: the ids are by place. */
const founding = (): Section => {
  const entries: Entry[] = [];
  const add = (kind: RecordKind, fields: Readonly<Record<string, Value>>): void => {
    entries.push(
      birthOf({ time: entries.length + 1, clock: entries.length, by: null, wallTime: FOUNDED }, kind, fields),
    );
  };
  add('member', { name: 'Ana', color: 0 });
  add('device', { name: 'Laptop', member: ownId(FOUNDER, 0) });
  for (let account = 0; account < ACCOUNTS; account++)
    add('account', { name: `Account ${account}`, kind: 'checking', currency: 'EUR', opening: 0 });
  for (let category = 0; category < CATEGORIES; category++)
    add('category', { name: `Category ${category}`, flow: 'out' });
  return { writer: FOUNDER, from: 0, entries };
};

export const device = ownId(FOUNDER, 1);
export const accountId = (account: number): string => ownId(FOUNDER, 2 + account);
const categoryId = (category: number): string => ownId(FOUNDER, 2 + ACCOUNTS + category);

const valuesOf = (fields: Fields): Readonly<Record<string, Value>> => ({
  ...fields,
  number: '',
  account: accountId(fields.account),
  category: categoryId(fields.category),
});

/** What a newcomer is sent and a device stores: legal updates of bounded size. */
export const encodeJournals = ({ sessions }: Workload): Uint8Array[] => {
  const ids: string[] = [];
  const heads = new Map<string, Head>();
  const sections = [founding()];
  let time = sections[0]?.entries.length ?? 0;
  for (const { writer, began, deeds } of sessions) {
    let wallTime = began;
    const entries: Entry[] = [];
    for (const deed of deeds) {
      time++;
      wallTime += deed.after * 1_000;
      const stamp = { time, clock: entries.length, by: device, wallTime };
      if (deed.kind === 'birth') {
        const id = ownId(writer, entries.length);
        ids[deed.record] = id;
        heads.set(id, { time, writer });
        entries.push(birthOf(stamp, 'transaction', valuesOf(deed.fields)));
      } else {
        const id = ids[deed.record] ?? '';
        const seen = heads.get(`${id} ${deed.field}`) ?? heads.get(id);
        entries.push(changeEntry(stamp, id, deed.field, deed.value, seen === undefined ? [] : [seen]));
        heads.set(`${id} ${deed.field}`, { time, writer });
      }
    }
    sections.push({ writer, from: 0, entries });
  }
  return [...encodeUpdates(sections)];
};

/** From stored bytes to balances: every register is built, and the last page of one is read. */
export const openJournals = (updates: readonly Uint8Array[], drawWriter: () => number): OpenBook => {
  const journal = createJournal(drawWriter);
  journal.admitAll(updates, 'storage');
  const ledger = createLedger({ journal, now: () => FOUNDED });
  ledger.identify(device);
  for (const { id } of ledger.accounts()) {
    const register = ledger.register(id);
    register.window(register.length - 50, register.length);
  }
  return { journal, ledger };
};

export const balancesOf = ({ ledger }: OpenBook): number[] =>
  Array.from({ length: ACCOUNTS }, (_, account) => ledger.register(accountId(account)).balance);
