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
  replacedBy,
  replaces,
  SHARED_BIRTH,
  timeOf,
} from './entry';
import { fieldsOfCode } from './layout';
import { createRecordTable } from './record-table';
import { sameValue, type Value } from './value';

/** The field that hides a record; it stands in no layout. */
export const DELETED = 'deleted';

/** An entry and where it stands in the journals. */
export interface PlacedEntry {
  readonly entry: Entry;
  readonly writer: number;
  readonly clock: number;
}

/** A version of a field that no other version replaces. */
export interface OpenVersion extends Head {
  readonly value: Value;
  readonly placed: PlacedEntry;
}

/** What is known of one changed field: every change of it, and every version that some change has replaced. */
interface ChangedField {
  readonly changes: PlacedEntry[];
  /** null while there is but one change, as in most: it is asked itself. */
  replaced: Set<string> | null;
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
  changed: Map<string, ChangedField> | null;
  /** Further births of an id that is its content's. */
  otherBirths: PlacedEntry[] | null;
}

const keyOf = ({ time, writer }: Head): string => `${time}/${writer}`;

const isLater = (one: Head, other: Head): boolean =>
  one.time > other.time || (one.time === other.time && one.writer > other.writer);

/** When and by whom an entry was written, whatever version it makes. */
const placeOf = ({ entry, writer, clock }: PlacedEntry): Head => ({ time: timeOf(entry, clock), writer });

/** The version that an entry makes. */
export const versionOf = ({ entry, writer, clock }: PlacedEntry): Head => headOf(entry, writer, clock);

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

const isReplaced = ({ changes, replaced }: ChangedField, head: Head): boolean =>
  replaced === null ? changes.some(({ entry }) => replaces(entry, head)) : replaced.has(keyOf(head));

/** The versions of a field that none replaces, the shown one first. More than one with different values: a conflict. */
export const openVersions = (record: FoldedRecord, field: string): OpenVersion[] => {
  const known = record.changed?.get(field);
  const open: OpenVersion[] = [];
  for (const placed of known?.changes ?? []) {
    const head = versionOf(placed);
    if (known === undefined || !isReplaced(known, head))
      open.push({ ...head, value: newValueOf(placed.entry), placed });
  }
  const birth = birthOf(record);
  const value = birth === null ? undefined : birthValue(birth.entry, field);
  if (birth !== null && value !== undefined) {
    const head = versionOf(birth);
    if (known === undefined || !isReplaced(known, head)) open.push({ ...head, value, placed: birth });
  }
  return open.sort((one, other) => (isLater(one, other) ? -1 : 1));
};

/** The value that the book shows; undefined for a field that nobody has set. */
export const fieldValue = (record: FoldedRecord, field: string): Value | undefined => {
  if (record.changed?.has(field)) return openVersions(record, field)[0]?.value;
  return record.birth === null ? undefined : birthValue(record.birth, field);
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
      heads.set(keyOf({ time, writer }), { time, writer });
  return [...heads.values()];
};

/** The open versions of the record's fields that somebody changed after its birth, the latest first. */
export const changesThatCount = (record: FoldedRecord): OpenVersion[] =>
  [...(record.changed?.keys() ?? [])]
    .flatMap((field) => openVersions(record, field))
    .filter(({ placed }) => !isBirth(placed.entry))
    .sort((one, other) => (isLater(one, other) ? -1 : 1));

const names = ({ entry }: PlacedEntry, head: Head): boolean => !isBirth(entry) && replaces(entry, head);

/** Edits that a standing delete has not seen, and that have not seen it. */
export const editsBesideDelete = (record: FoldedRecord): OpenVersion[] => {
  if (record.changed === null || !record.changed.has(DELETED)) return [];
  const deletes = openVersions(record, DELETED).filter(({ value }) => value === true);
  if (deletes.length === 0) return [];
  return changesThatCount(record).filter(
    (edit) =>
      fieldOf(edit.placed.entry) !== DELETED &&
      deletes.some((hide) => !names(hide.placed, edit) && !names(edit.placed, hide)),
  );
};

/** As most changes are: the only one of its field, by somebody who saw the birth. */
const isPlainEdit = (record: FoldedRecord, { changes }: ChangedField): boolean => {
  const [only] = changes;
  const born = birthVersion(record);
  return changes.length === 1 && only !== undefined && born !== null && names(only, born);
};

/** Fields whose open versions differ, and `deleted` where an edit stands beside a delete. */
export const conflictedFields = (record: FoldedRecord): string[] => {
  const fields: string[] = [];
  for (const [field, known] of record.changed ?? []) {
    if (isPlainEdit(record, known)) continue;
    const [shown, ...others] = openVersions(record, field);
    if (others.some(({ value }) => !sameValue(value, shown?.value))) fields.push(field);
  }
  if (!fields.includes(DELETED) && editsBesideDelete(record).length > 0) fields.push(DELETED);
  return fields.sort();
};

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
  if (keyOf(heads[0]) !== keyOf(heads[1])) return isLater(...heads);
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
  if (known === undefined) {
    record.changed.set(field, { changes: [placed], replaced: null });
    return;
  }
  known.changes.push(placed);
  const news = known.replaced === null ? known.changes : [placed];
  known.replaced ??= new Set();
  for (const { entry } of news) for (const head of replacedBy(entry)) known.replaced.add(keyOf(head));
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
  return born !== null && keyOf(born) === keyOf(SHARED_BIRTH);
};
