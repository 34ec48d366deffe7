/** Says fields and their values as people do: in the notes about what others did, and in a line's history. */

import { formatDate, isDate } from '@/lib/ledger/dates';
import type { Ledger } from '@/lib/ledger/ledger';
import { formatAmount } from '@/lib/ledger/money';
import type { RecordId } from '@/lib/ledger/records';
import type { Value } from '@/lib/ledger/value';

const names: ReadonlyMap<string, string> = new Map([
  ['date', 'the date'],
  ['account', 'the account'],
  ['amount', 'the amount'],
  ['payee', 'the payee'],
  ['memo', 'the memo'],
  ['category', 'the category'],
  ['number', 'the number'],
  ['cleared', 'the tick'],
  ['deleted', 'the line'],
]);

export const fieldName = (field: string): string => names.get(field) ?? field;

/** `account` is the line's own: it says which currency an amount is in. */
export function describeValue(
  ledger: Ledger,
  account: RecordId,
  field: string,
  value: Value | undefined,
  locale: string,
): string {
  switch (field) {
    case 'amount':
      return typeof value === 'number'
        ? formatAmount(value, ledger.account(account)?.currency ?? '', locale)
        : 'nothing';
    case 'date':
      return typeof value === 'string' && isDate(value) ? formatDate(value, locale, 'long') : String(value);
    case 'category':
      return typeof value === 'string' ? (ledger.category(value)?.name ?? 'a category not here yet') : 'none';
    case 'account':
      return typeof value === 'string' ? (ledger.account(value)?.name ?? 'an account not here yet') : 'none';
    case 'cleared':
      return value === true ? 'ticked' : 'not ticked';
    case 'deleted':
      return value === true ? 'deleted' : 'kept';
    default:
      return typeof value === 'string' && value !== '' ? `“${value}”` : 'empty';
  }
}
