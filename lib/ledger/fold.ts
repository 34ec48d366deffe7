/**
 * The fold: what all entries together say, kept up to date entry by entry, whatever the order in which they arrive.
 * It does not know Yjs, the screen, or which field of a record means what, except `deleted`.
 *
 * Most records are born once and never changed, so a record keeps its birth entry as it is and grows a list of versions
 * only for the fields that changed.
 */

import {
  birthValueAt,
  contentOf,
  type Entry,
  fieldOf,
  type Head,
  headOf,
  isBirth,
  isReadable,
  kindCodeOf,
  newValueOf,
  otherFieldsOf,
  SHARED_BIRTH,
  timeOf,
} from './entry';
import {
  addVersion,
  type FieldVersions,
  namedByWriter,
  namesLaterOf,
  newFieldVersions,
  openChanges,
  replacesBirth,
  shownChange,
  standingValues,
} from './field-versions';
import { fieldsOfCode } from './layout';
import { createRecordTable } from './record-table';
import type { Value } from './value';
import { valueKey } from './value-key';
import { isLater, type PlacedEntry, placeOf, versionKey, versionOf } from './version';

/** The field that hides a record; it stands in no layout. */
export const DELETED = 'deleted';

/** A version of a field that no other version replaces. */
export interface OpenVersion extends Head {
  readonly value: Value;
  readonly placed: PlacedEntry;
}

/** One record as the fold keeps it. Read it through the functions below. */
export interface FoldedRecord {
  readonly id: string;
  /** null while only changes of it have arrived. */
  birth: Entry | null;
  /** Where its birth stands in the journals: here and not in an object of its own, as there are 100,000 of them. */
  writer: number;
  clock: number;
  /** Lamport time of its earliest birth, for the order of entering; 0 while unborn. */
  born: number;
  changed: Map<string, FieldVersions> | null;
  /** Further births of an id that is its content's. */
  otherBirths: PlacedEntry[] | null;
}

const birthOf = ({ birth, writer, clock }: FoldedRecord): PlacedEntry | null =>
  birth === null ? null : { entry: birth, writer, clock };

/** The version that the record's birth makes; null while unborn. */
export const birthVersion = ({ birth, writer, clock }: FoldedRecord): Head | null =>
  birth === null ? null : headOf(birth, writer, clock);

const newRecord = (id: string): FoldedRecord => ({
  id,
  birth: null,
  writer: 0,
  clock: 0,
  born: 0,
  changed: null,
  otherBirths: null,
});

/** The code of the record's kind; null while unborn. */
export const kindCode = (record: FoldedRecord): string | null =>
  record.birth === null ? null : kindCodeOf(record.birth);

const birthValue = (birth: Entry, field: string): Value | undefined => {
  const layout = fieldsOfCode(kindCodeOf(birth));
  const place = layout.indexOf(field);
  if (place >= 0) return birthValueAt(birth, place);
  const others = otherFieldsOf(birth, layout.length);
  return Object.hasOwn(others, field) ? others[field] : undefined;
};

/** What the birth says of a field, while it stands; undefined where it says nothing, or was replaced. */
const standingBirth = (
  record: FoldedRecord,
  field: string,
): { readonly head: Head; readonly value: Value; readonly placed: PlacedEntry } | undefined => {
  const placed = birthOf(record);
  const value = placed === null ? undefined : birthValue(placed.entry, field);
  if (placed === null || value === undefined) return undefined;
  const head = versionOf(placed);
  const known = record.changed?.get(field);
  return known !== undefined && replacesBirth(known, head) ? undefined : { head, value, placed };
};

const asOpen = (placed: PlacedEntry): OpenVersion => ({
  ...versionOf(placed),
  value: newValueOf(placed.entry),
  placed,
});

/** The versions of a field that none replaces, the shown one first. More than one with different values: a conflict. */
export const openVersions = (record: FoldedRecord, field: string): OpenVersion[] => {
  const known = record.changed?.get(field);
  const open = known === undefined ? [] : [...openChanges(known)].map(asOpen);
  const birth = standingBirth(record, field);
  if (birth !== undefined) open.push({ ...birth.head, value: birth.value, placed: birth.placed });
  return open.sort((one, other) => (isLater(one, other) ? -1 : 1));
};

/** The value that the book shows; undefined for a field that nobody has set. */
export const fieldValue = (record: FoldedRecord, field: string): Value | undefined => {
  const known = record.changed?.get(field);
  if (known === undefined) return record.birth === null ? undefined : birthValue(record.birth, field);
  const birth = standingBirth(record, field);
  const change = shownChange(known);
  if (change === null || (birth !== undefined && isLater(birth.head, versionOf(change)))) return birth?.value;
  return newValueOf(change.entry);
};

export const isDeleted = (record: FoldedRecord): boolean => fieldValue(record, DELETED) === true;

/** Every field that some entry of the record has set, `deleted` included. */
const fieldsOf = (record: FoldedRecord): string[] => {
  const names = new Set<string>(record.changed?.keys());
  if (record.birth !== null) {
    const layout = fieldsOfCode(kindCodeOf(record.birth));
    for (const field of [...layout, ...Object.keys(otherFieldsOf(record.birth, layout.length))])
      names.add(field);
  }
  return [...names];
};

/** What a new change of this field must name: all that its author sees of it and, on a deleted record, the deletes. */
export const headsOfField = (record: FoldedRecord, field: string): Head[] => {
  const heads: Head[] = openVersions(record, field);
  const deletes =
    field === DELETED ? [] : openVersions(record, DELETED).filter(({ value }) => value === true);
  return [...heads, ...deletes].map(({ time, writer }) => ({ time, writer }));
};

/** What a delete must name: every version of the whole record, so that an edit beside it is seen. */
export const headsOfRecord = (record: FoldedRecord): Head[] => {
  const heads = new Map<string, Head>();
  for (const field of fieldsOf(record))
    for (const { time, writer } of openVersions(record, field))
      heads.set(versionKey({ time, writer }), { time, writer });
  return [...heads.values()];
};

/** The open versions of the record's fields that somebody changed after its birth, the latest first. */
export const changesThatCount = (record: FoldedRecord): OpenVersion[] =>
  [...(record.changed?.keys() ?? [])]
    .flatMap((field) => openVersions(record, field))
    .filter(({ placed }) => !isBirth(placed.entry))
    .sort((one, other) => (isLater(one, other) ? -1 : 1));

const standingDeletes = (record: FoldedRecord): OpenVersion[] =>
  record.changed?.has(DELETED) ? openVersions(record, DELETED).filter(({ value }) => value === true) : [];

/** Edits that a standing delete has not seen, and that have not seen it, one after the other. */
function* findEditsBesideDelete(record: FoldedRecord): Generator<OpenVersion> {
  const deletes = standingDeletes(record);
  const hides = record.changed?.get(DELETED);
  if (deletes.length === 0 || hides === undefined) return;
  const seenByDeletes = namedByWriter(hides);
  for (const [field, known] of record.changed ?? []) {
    if (field === DELETED) continue;
    const seenByEdits = namedByWriter(known);
    const areApart = (edit: OpenVersion, hide: OpenVersion): boolean =>
      edit.writer !== hide.writer &&
      !seenByDeletes.get(hide.writer)?.has(versionKey(edit)) &&
      !seenByEdits.get(edit.writer)?.has(versionKey(hide));
    for (const placed of openChanges(known)) {
      const edit = asOpen(placed);
      if (deletes.some((hide) => areApart(edit, hide))) yield edit;
    }
  }
}

/** The latest first. */
export const editsBesideDelete = (record: FoldedRecord): OpenVersion[] =>
  [...findEditsBesideDelete(record)].sort((one, other) => (isLater(one, other) ? -1 : 1));

const hasTwoValues = (record: FoldedRecord, field: string, known: FieldVersions): boolean => {
  const values = standingValues(known);
  if (values.size > 1) return true;
  const birth = standingBirth(record, field);
  return birth !== undefined && values.size > 0 && !values.has(valueKey(birth.value));
};

/** Fields whose open versions differ, and `deleted` where an edit stands beside a delete. */
export const conflictedFields = (record: FoldedRecord): string[] => {
  const fields: string[] = [];
  for (const [field, known] of record.changed ?? [])
    if (hasTwoValues(record, field, known)) fields.push(field);
  if (!fields.includes(DELETED) && !findEditsBesideDelete(record).next().done) fields.push(DELETED);
  return fields.sort();
};

/** Whether a change of the record names versions of this writer later than `time`, which nobody can have seen. */
export const namesUnwritten = (record: FoldedRecord, writer: number, time: number): boolean =>
  [...(record.changed?.values() ?? [])].some((known) => namesLaterOf(known, writer, time));

/** All entries of a record in the order of the fold. */
export const entriesOf = (record: FoldedRecord): PlacedEntry[] => {
  const birth = birthOf(record);
  const all = [...(birth === null ? [] : [birth]), ...(record.otherBirths ?? [])];
  for (const { changes } of record.changed?.values() ?? []) all.push(...changes);
  return all.sort((one, other) => (isLater(placeOf(one), placeOf(other)) ? 1 : -1));
};

/** Between births of one id the later version counts; between those that are one version, the greater content. */
const isPreferredBirth = (one: PlacedEntry, other: PlacedEntry): boolean => {
  const heads: readonly [Head, Head] = [versionOf(one), versionOf(other)];
  if (versionKey(heads[0]) !== versionKey(heads[1])) return isLater(...heads);
  const [content, otherContent] = [contentOf(one.entry), contentOf(other.entry)];
  return content === otherContent ? isLater(placeOf(other), placeOf(one)) : content > otherContent;
};

const bear = (record: FoldedRecord, { entry, writer, clock }: PlacedEntry): void => {
  record.birth = entry;
  record.writer = writer;
  record.clock = clock;
};

const addBirth = (record: FoldedRecord, placed: PlacedEntry): void => {
  const time = timeOf(placed.entry, placed.clock);
  if (record.born === 0 || time < record.born) record.born = time;
  const birth = birthOf(record);
  if (birth === null) return bear(record, placed);
  const preferred = isPreferredBirth(placed, birth);
  record.otherBirths = [...(record.otherBirths ?? []), preferred ? birth : placed];
  if (preferred) bear(record, placed);
};

const addChange = (record: FoldedRecord, placed: PlacedEntry): void => {
  record.changed ??= new Map();
  const field = fieldOf(placed.entry);
  const known = record.changed.get(field);
  if (known === undefined) record.changed.set(field, newFieldVersions(placed));
  else addVersion(known, placed);
};

export interface Fold {
  record(id: string): FoldedRecord | undefined;
  records(): Iterable<FoldedRecord>;
  /** Entries of later versions, kept and passed on but not read. */
  unreadable(): number;
  /** The record that an entry will touch, made if it is the first; null if this program cannot read the entry. */
  locate(placed: PlacedEntry): FoldedRecord | null;
  /** Takes in an entry, once each, in any order. */
  add(record: FoldedRecord, placed: PlacedEntry): void;
}

export const createFold = (): Fold => {
  const records = createRecordTable(newRecord);
  let unreadable = 0;
  return {
    record: records.get,
    records: records.all,
    unreadable: () => unreadable,
    locate: ({ entry, writer, clock }) => {
      if (isReadable(entry)) return records.of(entry, writer, clock);
      unreadable++;
      return null;
    },
    add: (record, placed) => {
      if (isBirth(placed.entry)) addBirth(record, placed);
      else addChange(record, placed);
    },
  };
};

/** Whether a record's birth is one that several members may give: a line from a bank, the settings. */
export const hasSharedBirth = (record: FoldedRecord): boolean => {
  const born = birthVersion(record);
  return born !== null && versionKey(born) === versionKey(SHARED_BIRTH);
};
