/**
 * A record's history and its open conflicts, as lines for people.
 * It does not know how conflicts are settled, nor how lines are shown.
 */

import {
  authorOf,
  birthValueAt,
  type Entry,
  fieldOf,
  type Head,
  isBirth,
  kindCodeOf,
  newValueOf,
  otherFieldsOf,
  replacedBy,
  wallTimeOf,
} from './entry';
import {
  birthVersion,
  conflictedFields,
  DELETED,
  editsBesideDelete,
  entriesOf,
  type FoldedRecord,
  hasSharedBirth,
  type OpenVersion,
  openVersions,
} from './fold';
import { fieldsOfCode } from './layout';
import type { Device, Member, RecordId } from './records';
import { sameValue, type Value } from './value';
import { type PlacedEntry, versionOf } from './version';

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

const birthFields = (birth: Entry): (readonly [string, Value])[] => {
  const layout = fieldsOfCode(kindCodeOf(birth));
  const others = Object.entries(otherFieldsOf(birth, layout.length));
  return [...layout.map((field, place) => [field, birthValueAt(birth, place)] as const), ...others];
};

const birthLine = (record: FoldedRecord, { entry }: PlacedEntry, who: WhoWrote): HistoryLine => ({
  ...who(authorOf(entry)),
  at: wallTimeOf(entry),
  what: hasSharedBirth(record) ? 'imported' : 'born',
  changes: birthFields(entry).map(([field, to]) => ({ field, from: undefined, to })),
});

/** What each version of a record set, so that a change can say what its author saw, not what others wrote meanwhile. */
const createSeen = (record: FoldedRecord) => {
  const values = new Map<string, Value>();
  const keyOf = (field: string, { time, writer }: Head): string => `${field} ${time}/${writer}`;
  const birthKey = (field: string): string => `${field} birth`;
  const birthHead = birthVersion(record);
  const isBirthOf = (head: Head): boolean =>
    birthHead !== null && head.time === birthHead.time && head.writer === birthHead.writer;
  return {
    noteBirth: (field: string, value: Value): void => void values.set(birthKey(field), value),
    noteChange: (field: string, head: Head, value: Value): void => void values.set(keyOf(field, head), value),
    /** The latest of the versions that a change names as seen. */
    before: (field: string, named: readonly Head[]): Value | undefined => {
      const latestFirst = [...named].sort((one, other) => other.time - one.time || other.writer - one.writer);
      for (const head of latestFirst) {
        const value =
          values.get(keyOf(field, head)) ?? (isBirthOf(head) ? values.get(birthKey(field)) : undefined);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
};

const whatChanged = (field: string, to: Value): HistoryLine['what'] => {
  if (field !== DELETED) return 'changed';
  return to === true ? 'deleted' : 'restored';
};

/** Every entry of a record, the oldest first, each with what its author saw and what it made of it. */
export const historyOf = (record: FoldedRecord, who: WhoWrote): HistoryLine[] => {
  const seen = createSeen(record);
  return entriesOf(record).map((placed) => {
    if (isBirth(placed.entry)) {
      const line = birthLine(record, placed, who);
      for (const { field, to } of line.changes) seen.noteBirth(field, to);
      return line;
    }
    const field = fieldOf(placed.entry);
    const to = newValueOf(placed.entry);
    const from = seen.before(field, replacedBy(placed.entry));
    seen.noteChange(field, versionOf(placed), to);
    return {
      ...who(authorOf(placed.entry)),
      at: wallTimeOf(placed.entry),
      what: whatChanged(field, to),
      changes: [{ field, from, to }],
    };
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
