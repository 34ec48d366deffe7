/**
 * Payee completion: for each payee the transaction that was entered with it last.
 * It does not know how completions are shown or taken over.
 */

import { DELETED, type Fold, type FoldedRecord, fieldValue } from './fold';
import type { RecordId } from './records';
import { kindOf } from './views';

export interface PayeeHint {
  readonly payee: string;
  readonly category: RecordId | null;
  readonly amount: number;
  readonly memo: string;
}

interface LastUse {
  readonly payee: string;
  readonly record: RecordId;
  /** Lamport time of the birth: "entered last" is not "dated last". */
  readonly born: number;
}

export interface Payees {
  /** Payees that begin with, or contain a word that begins with, the prefix; those used last come first. */
  find(prefix: string, limit: number): readonly PayeeHint[];
  touched(record: FoldedRecord): void;
}

/** A line, or what was taken over of one from the book before. */
const isUse = (record: FoldedRecord): boolean => {
  const kind = kindOf(record);
  return kind === 'transaction' || kind === 'payee';
};

const matches = (payee: string, prefix: string): boolean =>
  payee.startsWith(prefix) || payee.includes(` ${prefix}`);

export const createPayees = (fold: Fold): Payees => {
  /** By the payee in lower case; null: to be made anew when next asked for. */
  let lastUses: Map<string, LastUse> | null = null;

  /** Under which payee each record was noted. */
  const keys = new Map<RecordId, string>();

  const payeeOf = (record: FoldedRecord): string | null => {
    if (!isUse(record) || fieldValue(record, DELETED) === true) return null;
    const payee = fieldValue(record, 'payee');
    return typeof payee === 'string' && payee !== '' ? payee : null;
  };

  const note = (uses: Map<string, LastUse>, record: FoldedRecord): void => {
    const payee = payeeOf(record);
    if (payee === null) return;
    const key = payee.toLowerCase();
    const known = uses.get(key);
    if (known !== undefined && known.born > record.born) return;
    uses.set(key, { payee, record: record.id, born: record.born });
    keys.set(record.id, key);
  };

  /** The record was some payee's last use, and is no use of it any more: the one before it counts again. */
  const isUsedUp = (uses: Map<string, LastUse>, record: FoldedRecord): boolean => {
    const key = keys.get(record.id);
    return key !== undefined && uses.get(key)?.record === record.id && payeeOf(record)?.toLowerCase() !== key;
  };

  const build = (): Map<string, LastUse> => {
    const uses = new Map<string, LastUse>();
    keys.clear();
    for (const record of fold.records()) note(uses, record);
    return uses;
  };

  const hintOf = ({ payee, record: id }: LastUse): PayeeHint => {
    const record = fold.record(id);
    const read = (field: string) => (record === undefined ? undefined : fieldValue(record, field));
    const category = read('category');
    const amount = read('amount');
    const memo = read('memo');
    return {
      payee,
      category: typeof category === 'string' ? category : null,
      amount: typeof amount === 'number' ? amount : 0,
      memo: typeof memo === 'string' ? memo : '',
    };
  };

  return {
    find: (prefix, limit) => {
      lastUses ??= build();
      const wanted = prefix.trim().toLowerCase();
      return [...lastUses]
        .filter(([key]) => matches(key, wanted))
        .map(([, use]) => use)
        .sort((one, other) => other.born - one.born)
        .slice(0, limit)
        .map(hintOf);
    },
    touched: (record) => {
      if (lastUses === null || !isUse(record)) return;
      if (isUsedUp(lastUses, record)) lastUses = null;
      else note(lastUses, record);
    },
  };
};
