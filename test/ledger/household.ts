/** A household of replicas for tests: each has its own journal and ledger, and they exchange updates when told to. */

import type { Journal } from '@/lib/ledger/journal';
import { createJournal } from '@/lib/ledger/journal';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import type { RecordId } from '@/lib/ledger/records';
import type { Result } from '@/lib/ledger/result';
import { type Dice, drawWriter } from '../random';

export interface Replica {
  readonly name: string;
  readonly journal: Journal;
  readonly ledger: Ledger;
}

export const must = <Value>(result: Result<Value, { readonly kind: string }>): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

export const createReplica = (
  name: string,
  dice: Dice,
  now: () => number = () => 1_790_000_000_000,
): Replica => {
  const journal = createJournal(drawWriter(dice));
  return { name, journal, ledger: createLedger({ journal, now }) };
};

/** `to` gets all that `from` has, through the door. */
export const pull = (to: Replica, from: Replica): void => {
  for (const update of from.journal.updatesSince(to.journal.reach())) to.journal.admit(update, from.name);
};

/** Everybody gets everything. */
export const settleAll = (replicas: readonly Replica[]): void => {
  for (const to of replicas) for (const from of replicas) if (to !== from) pull(to, from);
  for (const to of replicas) for (const from of replicas) if (to !== from) pull(to, from);
};

/** Founds a book on the first replica, with a member and a device for each, and shares it. */
export const found = (replicas: readonly Replica[]): { readonly account: RecordId } => {
  const [first] = replicas;
  if (first === undefined) throw new RangeError('a household needs somebody');
  for (const [index, replica] of replicas.entries()) {
    pull(replica, first);
    const member = must(replica.ledger.create('member', { name: replica.name, color: index % 8 }));
    const device = must(replica.ledger.create('device', { name: `${replica.name}'s phone`, member }));
    replica.ledger.identify(device);
    pull(first, replica);
  }
  must(first.ledger.configure({ name: 'Home', strategy: 'nearest-peer' }));
  const account = must(
    first.ledger.create('account', { name: 'Joint', kind: 'checking', currency: 'EUR', opening: 0 }),
  );
  settleAll(replicas);
  return { account };
};

export const line = (account: RecordId, payee: string, amount = -1000, date = '2026-03-14') => ({
  date,
  account,
  amount,
  payee,
  memo: '',
  category: null,
  number: '',
  cleared: false,
});
