/**
 * What a person may put into each field, checked before anything is written.
 * It does not know how entries look, and is not asked about entries of others: those are shown as they are.
 */

import { isDate } from './dates';
import { MAX_MINOR } from './money';
import { accountKinds, type RecordKind, successions } from './records';
import type { Value } from './value';
import { checkValue } from './value';

/** Says what is wrong with a value, in words for the person who typed it; null if nothing is. */
type Rule = (value: Value, exists: (kind: RecordKind, id: string) => boolean) => string | null;

/** Longer than any payee or memo that a bank sends; a field is a line, not a letter. */
const MAX_TEXT = 1_000;

const line: Rule = (value) => {
  if (typeof value !== 'string') return 'This needs to be a text.';
  return value.length > MAX_TEXT ? `This is too long: at most ${MAX_TEXT} letters.` : null;
};

const name: Rule = (value, exists) => {
  const complaint = line(value, exists);
  if (complaint !== null) return complaint;
  return (value as string).trim() === '' ? 'This needs a name.' : null;
};

const amount: Rule = (value) => {
  if (!Number.isSafeInteger(value)) return 'This needs to be an amount.';
  return Math.abs(value as number) > MAX_MINOR ? 'This amount is too large.' : null;
};

const date: Rule = (value) =>
  typeof value === 'string' && isDate(value) ? null : 'This needs to be a day of the calendar.';

const flag: Rule = (value) => (typeof value === 'boolean' ? null : 'This is either yes or no.');

const oneOf =
  (options: readonly string[]): Rule =>
  (value) =>
    typeof value === 'string' && options.includes(value) ? null : `This is one of: ${options.join(', ')}.`;

const existing =
  (kind: RecordKind): Rule =>
  (value, exists) =>
    typeof value === 'string' && exists(kind, value) ? null : `There is no such ${kind} in this book.`;

const optional =
  (rule: Rule): Rule =>
  (value, exists) =>
    value === null ? null : rule(value, exists);

const currency: Rule = (value) =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? null : 'A currency has three letters, such as EUR.';

/** References to what another copy may not have yet, and sealed texts: any list of texts. */
const texts: Rule = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? null : 'This is a list of texts.';

const rules: { readonly [Kind in RecordKind]: Readonly<Record<string, Rule>> } = {
  transaction: {
    date,
    account: existing('account'),
    amount,
    payee: line,
    memo: line,
    category: optional(existing('category')),
    number: line,
    cleared: flag,
  },
  account: { name, kind: oneOf(accountKinds), currency, opening: amount },
  member: { name, color: amount },
  device: { name, member: existing('member'), key: line, left: line, lost: optional(date) },
  category: { name, flow: oneOf(['in', 'out']) },
  settings: { name, strategy: line, nearby: line },
  payee: { payee: line, amount, memo: line, category: optional(existing('category')) },
  settled: { accounts: texts, before: date, until: date, lines: texts },
  successor: {
    how: oneOf(successions),
    from: name,
    ledger: name,
    by: existing('device'),
    date,
    without: texts,
    devices: texts,
    sealed: texts,
  },
};

export interface FieldComplaint {
  readonly field: string;
  readonly message: string;
}

/** The first field whose value breaks its rule, or null. */
export const complaintAbout = (
  kind: RecordKind,
  fields: Readonly<Record<string, Value>>,
  exists: (kind: RecordKind, id: string) => boolean,
): FieldComplaint | null => {
  for (const [field, value] of Object.entries(fields)) {
    const rule = rules[kind][field];
    if (rule === undefined) return { field, message: `A ${kind} has no field of this name.` };
    const sound = checkValue(value);
    const message = sound.ok ? rule(value, exists) : `This cannot be kept: ${sound.error.message}.`;
    if (message !== null) return { field, message };
  }
  return null;
};
