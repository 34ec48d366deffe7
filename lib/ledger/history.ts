/**
 * A record's history and its open conflicts, as lines for people.
 * It does not know how conflicts are settled, nor how lines are shown.
 */

import { authorOf, birthValueAt, fieldOf, isBirth, kindCodeOf, newValueOf, wallTimeOf } from './entry';
import {
  conflictedFields,
  DELETED,
  editsBesideDelete,
  entriesOf,
  type FoldedRecord,
  hasSharedBirth,
  type OpenVersion,
  openVersions,
  type PlacedEntry,
} from './fold';
import { fieldsOfCode } from './layout';
import type { Device, Member, RecordId } from './records';
import { sameValue, type Value } from './value';

export interface Author {
  readonly member: Member | null;
  readonly device: Device | null;
}

export interface HistoryLine extends Author {
  /** Milliseconds since the epoch by the author's clock, for people to read. */
  readonly at: number;
  readonly what: 'born' | 'imported' | 'changed' | 'deleted' | 'restored';
  readonly changes: readonly {
    readonly field: string;
    readonly from: Value | undefined;
    readonly to: Value;
  }[];
}

export interface ConflictOption extends Author {
  readonly value: Value;
  readonly at: number;
  /** The one that the book shows now. */
  readonly shown: boolean;
}

export interface Conflict {
  /** `deleted` where somebody changed what another deleted; its options are then true and false. */
  readonly field: string;
  readonly options: readonly ConflictOption[];
}

export type WhoWrote = (device: RecordId | null) => Author;

const birthLine = (record: FoldedRecord, { entry }: PlacedEntry, who: WhoWrote): HistoryLine => ({
  ...who(authorOf(entry)),
  at: wallTimeOf(entry),
  what: hasSharedBirth(record) ? 'imported' : 'born',
  changes: fieldsOfCode(kindCodeOf(entry)).map((field, place) => ({
    field,
    from: undefined,
    to: birthValueAt(entry, place),
  })),
});

/** Every entry of a record, the oldest first, each with what it changed in the eyes of the fold up to then. */
export const historyOf = (record: FoldedRecord, who: WhoWrote): HistoryLine[] => {
  const shown = new Map<string, Value>();
  return entriesOf(record).map((placed) => {
    if (isBirth(placed.entry)) {
      const line = birthLine(record, placed, who);
      for (const { field, to } of line.changes) shown.set(field, to);
      return line;
    }
    const field = fieldOf(placed.entry);
    const to = newValueOf(placed.entry);
    const line: HistoryLine = {
      ...who(authorOf(placed.entry)),
      at: wallTimeOf(placed.entry),
      what: field !== DELETED ? 'changed' : to === true ? 'deleted' : 'restored',
      changes: [{ field, from: shown.get(field), to }],
    };
    shown.set(field, to);
    return line;
  });
};

const optionOf = (version: OpenVersion, value: Value, shown: boolean, who: WhoWrote): ConflictOption => ({
  ...who(authorOf(version.placed.entry)),
  value,
  at: wallTimeOf(version.placed.entry),
  shown,
});

/** One option for each different value; of equal ones the version that counts. */
const optionsOf = (versions: readonly OpenVersion[], who: WhoWrote): ConflictOption[] => {
  const different = versions.filter(
    ({ value }, index) => versions.findIndex((other) => sameValue(other.value, value)) === index,
  );
  return different.map((version, index) => optionOf(version, version.value, index === 0, who));
};

const deleteOptions = (record: FoldedRecord, who: WhoWrote): ConflictOption[] => {
  const options = optionsOf(openVersions(record, DELETED), who);
  const [edit] = editsBesideDelete(record);
  if (edit === undefined || options.some(({ value }) => value === false)) return options;
  return [...options, optionOf(edit, false, false, who)];
};

export const conflictsOf = (record: FoldedRecord, who: WhoWrote): Conflict[] =>
  conflictedFields(record).map((field) => ({
    field,
    options: field === DELETED ? deleteOptions(record, who) : optionsOf(openVersions(record, field), who),
  }));
