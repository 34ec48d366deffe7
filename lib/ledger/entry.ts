/**
 * The entries of a journal: their form on the wire, what makes one well-formed, and how they name versions.
 * It does not know Yjs, other entries, or what a record's fields mean.
 *
 * An entry is a tuple, because tuples are the smallest and fastest form that Yjs keeps in one run:
 *
 *     birth   [1, time, 0, by, at, id,  kind,  ...values of the kind's layout, { other fields }?]
 *     change  [1, time, 1, by, at, id,  field, value, ...(time, writer) of each version that it replaces]
 *
 * `time` is Lamport's, rising within a journal. `by` is the device that wrote it, null while none is known. `at` is the
 * wall clock in seconds since 2020, for people. The `id` 0 of a birth stands for the record named by the entry itself.
 * Versions from 2 on keep the first two places; this program keeps such entries, passes them on and does not fold them.
 */

import { fail, ok, type Result } from './result';
import { checkValue, type Value } from './value';

export type Entry = readonly Value[];

const ENTRY_VERSION = 1;

/** One version of a field, or a birth: (Lamport time, writer) is unique, as times rise within a journal. */
export interface Head {
  readonly time: number;
  readonly writer: number;
}

/**
 * All births of a record whose id is its content's (a line from a bank, the settings) are one version, at time 0:
 * members who import the same statement while apart agree, and nothing that a person did is ever overwritten.
 */
export const SHARED_BIRTH: Head = { time: 0, writer: 0 };

/** How far one entry may be ahead of the latest time known: no honest ledger has so many entries. */
export const MAX_TIME_JUMP = 2 ** 31;
const MAX_TIME = 2 ** 52;

/** Seconds between the Unix epoch and 2020-01-01T00:00Z, the origin of `at`. */
const EPOCH_SECONDS = 1_577_836_800;

export interface EntryError {
  readonly kind: 'malformed-entry';
  readonly message: string;
}

const malformed = (message: string): Result<never, EntryError> => fail({ kind: 'malformed-entry', message });

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 64;

const BIRTH = 0;
const CHANGE = 1;

/** Places in the tuple. */
const P = {
  version: 0,
  time: 1,
  form: 2,
  by: 3,
  at: 4,
  id: 5,
  kind: 6,
  values: 7,
  field: 6,
  value: 7,
  heads: 8,
} as const;

const checkHeads = (entry: readonly unknown[], time: number): Result<null, EntryError> => {
  if ((entry.length - P.heads) % 2 !== 0) return malformed('half of a version that it replaces');
  for (let place = P.heads; place < entry.length; place += 2) {
    const named = entry[place];
    if (!isCount(named) || !isCount(entry[place + 1])) return malformed('a replaced version that is none');
    // What was seen is older: this keeps the order of versions free of circles.
    if (named >= time) return malformed('a replaced version that is not older');
  }
  return ok(null);
};

const checkBody = (entry: readonly unknown[], time: number): Result<null, EntryError> => {
  const by = entry[P.by];
  if (by !== null && !isId(by)) return malformed('the device is no id');
  if (!isCount(entry[P.at])) return malformed('the time of day is no count of seconds');
  const name = entry[P.kind];
  if (typeof name !== 'string' || name.length === 0 || name.length > 64) return malformed('no kind or field');
  const id = entry[P.id];
  if (entry[P.form] === BIRTH) return id === 0 || isId(id) ? ok(null) : malformed('the record is no id');
  if (entry[P.form] !== CHANGE) return malformed('neither a birth nor a change');
  if (!isId(id)) return malformed('the record is no id');
  if (entry.length < P.heads) return malformed('a change without a value');
  return checkHeads(entry, time);
};

/** Whether something decoded from outside is an entry. Sound entries of later versions are. */
export const checkEntry = (candidate: unknown): Result<Entry, EntryError> => {
  if (!Array.isArray(candidate)) return malformed('not a tuple');
  const version = candidate[P.version];
  const time = candidate[P.time];
  if (!isCount(version) || version < 1) return malformed('no version');
  if (!isCount(time) || time < 1 || time > MAX_TIME) return malformed('no time');
  const values = checkValue(candidate);
  if (!values.ok) return malformed(values.error.message);
  if (version === ENTRY_VERSION) {
    const body = checkBody(candidate, time);
    if (!body.ok) return body;
  }
  return ok(candidate as Entry);
};

export const timeOf = (entry: Entry): number => entry[P.time] as number;

/** Whether this program can fold it; entries of later versions are kept unread. */
export const isReadable = (entry: Entry): boolean => entry[P.version] === ENTRY_VERSION;

export const isBirth = (entry: Entry): boolean => entry[P.form] === BIRTH;

/** The device that wrote the entry, null for the first entries of a ledger. */
export const authorOf = (entry: Entry): string | null => entry[P.by] as string | null;

/** Milliseconds since the Unix epoch, as the author's clock said. */
export const wallTimeOf = (entry: Entry): number => ((entry[P.at] as number) + EPOCH_SECONDS) * 1000;

/** For births with the id 0 the record is named by writer and clock of the entry itself. */
export const recordIdOf = (entry: Entry, writer: number, clock: number): string => {
  const id = entry[P.id];
  return typeof id === 'string' ? id : ownId(writer, clock);
};

export const ownId = (writer: number, clock: number): string => `${nameOf(writer)}.${clockName(clock)}`;

// Base 36 of 53 bits is slow, and ids are made in long runs of one writer.
let named = { writer: 0, name: '0' };

const nameOf = (writer: number): string => {
  if (named.writer !== writer) named = { writer, name: writer.toString(36) };
  return named.name;
};

const clockNames: string[] = Array.from({ length: 2_048 }, (_, clock) => clock.toString(36));

const clockName = (clock: number): string => clockNames[clock] ?? clock.toString(36);

export const kindCodeOf = (birth: Entry): string => birth[P.kind] as string;
export const fieldOf = (change: Entry): string => change[P.field] as string;
export const newValueOf = (change: Entry): Value => change[P.value] as Value;

/** The value of a birth at this place of the kind's layout; null where the author left it out. */
export const birthValueAt = (birth: Entry, place: number): Value => birth[P.values + place] ?? null;

/** Fields of a birth that its layout does not name: those of a later version, kept by name. */
export const otherFieldsOf = (birth: Entry, layoutLength: number): { readonly [field: string]: Value } => {
  const other = birth[P.values + layoutLength];
  return typeof other === 'object' && other !== null && !Array.isArray(other)
    ? (other as { readonly [field: string]: Value })
    : {};
};

/** The versions that a change names as seen and replaced. */
export const replacedBy = (change: Entry): Head[] => {
  const heads: Head[] = [];
  for (let place = P.heads; place < change.length; place += 2)
    heads.push({ time: change[place] as number, writer: change[place + 1] as number });
  return heads;
};

/** The version that an entry makes. */
export const headOf = (entry: Entry, writer: number): Head =>
  isBirth(entry) && entry[P.id] !== 0 ? SHARED_BIRTH : { time: timeOf(entry), writer };

/** Who writes, and when by the wall clock in ms since the Unix epoch. */
export interface Stamp {
  readonly time: number;
  readonly by: string | null;
  readonly wallTime: number;
}

const stampOf = ({ time, by, wallTime }: Stamp, form: number): Value[] => [
  ENTRY_VERSION,
  time,
  form,
  by,
  Math.max(0, Math.floor(wallTime / 1000) - EPOCH_SECONDS),
];

/** `id` null: the record is named by the entry. Nulls at the end of `values` are left out. */
export const birthEntry = (
  stamp: Stamp,
  id: string | null,
  kindCode: string,
  values: readonly Value[],
  others: { readonly [field: string]: Value } = {},
): Entry => {
  const entry = [...stampOf(stamp, BIRTH), id ?? 0, kindCode, ...values];
  if (Object.keys(others).length > 0) return [...entry, others];
  while (entry.length > P.values && entry[entry.length - 1] === null) entry.pop();
  return entry;
};

export const changeEntry = (
  stamp: Stamp,
  id: string,
  field: string,
  value: Value,
  replaces: readonly Head[],
): Entry => [
  ...stampOf(stamp, CHANGE),
  id,
  field,
  value,
  ...replaces.flatMap(({ time, writer }) => [time, writer]),
];
