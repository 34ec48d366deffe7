/**
 * The entries of a journal: their form on the wire, what makes one well-formed, and how they name versions.
 * It does not know Yjs, other entries, or what a record's fields mean.
 *
 * An entry is a tuple, because tuples are the smallest and fastest form that Yjs keeps in one run:
 *
 *     birth   [1, lead, 0, by, id,  kind,  ...values of the kind's layout, { other fields }?, at]
 *     change  [1, lead, 1, by, id,  field, value, ...(time, writer) of each version that it replaces, at]
 *
 * An entry's Lamport time is `lead` + its clock, the place in its journal: times rise within a journal, so the lead never
 * falls, and is the same number over a whole run, which costs nothing once compressed. `by` is the device that wrote it,
 * null while none is known. `at` is the wall clock in minutes since 2020, for people; it stands last, so that one entry's end
 * and the next one's head are alike. The `id` 0 of a birth stands for the record named by the entry itself.
 * Versions from 2 on keep the first two places; this program keeps such entries, passes them on and does not fold them.
 */

import { fail, ok, type Result } from './result';
import { itemsIn, MAX_ITEMS, oddValueIn, type Value } from './value';

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

/** Beyond what any honest writer reaches: none follows a time that its entries cannot account for (journal.ts). */
const MAX_TIME = 2 ** 52;

/** Minutes between the Unix epoch and 2020-01-01T00:00Z, the origin of `at`. */
const EPOCH_MINUTES = 26_297_280;
const MINUTE_MS = 60_000;

export interface EntryError {
  readonly kind: 'malformed-entry';
  readonly message: string;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 64;

const BIRTH = 0;
const CHANGE = 1;

/** Places in the tuple. */
const P = {
  version: 0,
  lead: 1,
  form: 2,
  by: 3,
  id: 4,
  kind: 5,
  values: 6,
  field: 5,
  value: 6,
  heads: 7,
} as const;

/** The place of `at`. */
const endOf = (entry: readonly unknown[]): number => entry.length - 1;

// As in value.ts these answer with the complaint alone, or null: they run for each entry of a whole ledger at load.

// A version may name one of a later time: nobody follows an implausible time, but anybody may replace what bears one.
const oddHeads = (entry: readonly unknown[]): string | null => {
  if ((endOf(entry) - P.heads) % 2 !== 0) return 'half of a version that it replaces';
  for (let place = P.heads; place < endOf(entry); place++)
    if (!isCount(entry[place])) return 'a replaced version that is none';
  return null;
};

const oddBody = (entry: readonly unknown[]): string | null => {
  const by = entry[P.by];
  if (by !== null && !isId(by)) return 'the device is no id';
  if (!isCount(entry[endOf(entry)])) return 'the time of day is no count of minutes';
  const name = entry[P.kind];
  if (typeof name !== 'string' || name.length === 0 || name.length > 64) return 'no kind or field';
  const id = entry[P.id];
  if (entry[P.form] === BIRTH) return id === 0 || isId(id) ? null : 'the record is no id';
  if (entry[P.form] !== CHANGE) return 'neither a birth nor a change';
  if (!isId(id)) return 'the record is no id';
  if (endOf(entry) < P.heads) return 'a change without a value';
  return oddHeads(entry);
};

/** What is wrong with something that claims to be the entry at this place in a journal; null if it is one. */
export const oddEntry = (candidate: unknown, clock: number): string | null => {
  if (!Array.isArray(candidate)) return 'not a tuple';
  const version = candidate[P.version];
  const lead = candidate[P.lead];
  if (!isCount(version) || version < 1) return 'no version';
  if (!isCount(lead) || lead < 1 || lead + clock > MAX_TIME) return 'no time';
  return oddValueIn(candidate) ?? (version === ENTRY_VERSION ? oddBody(candidate) : null);
};

/** Whether something decoded from outside is an entry for this place in a journal. Sound ones of later versions are. */
export const checkEntry = (candidate: unknown, clock: number): Result<Entry, EntryError> => {
  const message = oddEntry(candidate, clock);
  return message === null ? ok(candidate as Entry) : fail({ kind: 'malformed-entry', message });
};

/** The Lamport time of the entry at this place in its journal. */
export const timeOf = (entry: Entry, clock: number): number => (entry[P.lead] as number) + clock;

/** Whether this program can fold it; entries of later versions are kept unread. */
export const isReadable = (entry: Entry): boolean => entry[P.version] === ENTRY_VERSION;

export const isBirth = (entry: Entry): boolean => entry[P.form] === BIRTH;

/** The device that wrote the entry, null for the first entries of a ledger. */
export const authorOf = (entry: Entry): string | null => entry[P.by] as string | null;

/** Milliseconds since the Unix epoch, as the author's clock said. */
export const wallTimeOf = (entry: Entry): number =>
  ((entry[endOf(entry)] as number) + EPOCH_MINUTES) * MINUTE_MS;

/** Whether it is the birth of a record that is named by the entry itself. */
export const speaksOfItself = (entry: Entry): boolean => entry[P.id] === 0;

/** For births with the id 0 the record is named by writer and clock of the entry itself. */
export const recordIdOf = (entry: Entry, writer: number, clock: number): string => {
  const id = entry[P.id];
  return typeof id === 'string' ? id : ownId(writer, clock);
};

// Base 36 of 53 bits is slow, and ids are made in long runs of one writer.
let named = { writer: 0, name: '0', stem: '0.' };

const nameOf = (writer: number): typeof named => {
  if (named.writer === writer) return named;
  const name = writer.toString(36);
  named = { writer, name, stem: `${name}.` };
  return named;
};

export const ownId = (writer: number, clock: number): string => nameOf(writer).stem + clockName(clock);

/** As it stands in ids and in the names of journals. */
export const writerName = (writer: number): string => nameOf(writer).name;

const clockNames: string[] = Array.from({ length: 2_048 }, (_, clock) => clock.toString(36));

export const clockName = (clock: number): string => clockNames[clock] ?? clock.toString(36);

export const kindCodeOf = (birth: Entry): string => birth[P.kind] as string;
export const fieldOf = (change: Entry): string => change[P.field] as string;
export const newValueOf = (change: Entry): Value => change[P.value] as Value;

/** The value of a birth at this place of the kind's layout; null where the author left it out. */
export const birthValueAt = (birth: Entry, place: number): Value =>
  place < endOf(birth) - P.values ? (birth[P.values + place] ?? null) : null;

/** Fields of a birth that its layout does not name: those of a later version, kept by name. */
export const otherFieldsOf = (birth: Entry, layoutLength: number): { readonly [field: string]: Value } => {
  const other = birth[P.values + layoutLength];
  return typeof other === 'object' && other !== null && !Array.isArray(other)
    ? (other as { readonly [field: string]: Value })
    : {};
};

/** All that a birth says of its record, as text: kind and values, and not by whom or when. */
export const contentOf = (birth: Entry): string => JSON.stringify(birth.slice(P.kind, endOf(birth)));

/** The versions that a change names as seen and replaced. */
export const replacedBy = (change: Entry): Head[] => {
  const heads: Head[] = [];
  for (let place = P.heads; place < endOf(change); place += 2)
    heads.push({ time: change[place] as number, writer: change[place + 1] as number });
  return heads;
};

/** Whether a change names this version as seen and replaced. */
export const replaces = (change: Entry, { time, writer }: Head): boolean => {
  for (let place = P.heads; place < endOf(change); place += 2)
    if (change[place] === time && change[place + 1] === writer) return true;
  return false;
};

/** The version that an entry makes. */
export const headOf = (entry: Entry, writer: number, clock: number): Head =>
  isBirth(entry) && entry[P.id] !== 0 ? SHARED_BIRTH : { time: timeOf(entry, clock), writer };

/** Who writes, at which place of the journal, and when by the wall clock in ms since the Unix epoch. */
export interface Stamp {
  readonly time: number;
  readonly clock: number;
  readonly by: string | null;
  readonly wallTime: number;
}

const headPlaces = ({ time, clock, by }: Stamp, form: number): Value[] => [
  ENTRY_VERSION,
  time - clock,
  form,
  by,
];

const minuteOf = ({ wallTime }: Stamp): number =>
  Math.max(0, Math.floor(wallTime / MINUTE_MS) - EPOCH_MINUTES);

/** `id` null: the record is named by the entry. Nulls at the end of `values` are left out. */
export const birthEntry = (
  stamp: Stamp,
  id: string | null,
  kindCode: string,
  values: readonly Value[],
  others: { readonly [field: string]: Value } = {},
): Entry => {
  const entry = [...headPlaces(stamp, BIRTH), id ?? 0, kindCode, ...values];
  if (Object.keys(others).length > 0) return [...entry, others, minuteOf(stamp)];
  while (entry.length > P.values && entry[entry.length - 1] === null) entry.pop();
  return [...entry, minuteOf(stamp)];
};

/** Of as few versions as fit into one entry: see `changeDrafts`. */
export const changeEntry = (
  stamp: Stamp,
  id: string,
  field: string,
  value: Value,
  replaces: readonly Head[],
): Entry => [
  ...headPlaces(stamp, CHANGE),
  id,
  field,
  value,
  ...replaces.flatMap(({ time, writer }) => [time, writer]),
  minuteOf(stamp),
];

/** A change's own items beside its value and the versions that it names. */
const CHANGE_ITEMS = P.value + 2;

/** Versions in one entry at most. */
const MOST_NAMED = 1_000;

/**
 * A change as drafts of one entry or more, to be written one behind the other: however many versions it replaces, each entry
 * keeps its bounds. A later change of a writer replaces its earlier ones, so the last of them is the one that stands.
 */
export const changeDrafts = (
  id: string,
  field: string,
  value: Value,
  replaces: readonly Head[],
): ((stamp: Stamp) => Entry)[] => {
  const room = Math.min(MOST_NAMED, Math.floor((MAX_ITEMS - CHANGE_ITEMS - itemsIn(value)) / 2));
  const last = replaces.slice(Math.max(0, replaces.length - room));
  const drafts = [(stamp: Stamp) => changeEntry(stamp, id, field, value, last)];
  for (let to = replaces.length - last.length; to > 0; to -= MOST_NAMED) {
    const named = replaces.slice(Math.max(0, to - MOST_NAMED), to);
    // A value that leaves no room stands in the last entry alone.
    const carried = room < named.length ? null : value;
    drafts.unshift((stamp) => changeEntry(stamp, id, field, carried, named));
  }
  return drafts;
};
