/**
 * The moves that an action is made of: one entry each, together with what is needed to take it back.
 * It does not know when entries are written, nor whether what they say is allowed.
 */

import { authorOf, birthEntry, changeDrafts, type Entry, type Head, type Stamp } from './entry';
import {
  changesThatCount,
  DELETED,
  type FoldedRecord,
  fieldValue,
  headsOfField,
  headsOfRecord,
  isDeleted,
  openVersions,
} from './fold';
import { layouts } from './layout';
import type { RecordId, RecordKind } from './records';
import type { StepItem } from './undo';
import type { Value } from './value';

/** An entry still without its place in time. */
type Draft = (stamp: Stamp) => Entry;

/** What is to be written, and how to take it back. */
export interface Move {
  /** Mostly one. The version that stands is made by the last. */
  readonly drafts: readonly Draft[];
  /** The record that it changes; null for one that it gives birth to. */
  readonly record: FoldedRecord | null;
  readonly field: string;
  readonly before: Value;
  /** The one version that it replaces; null if there is none or there are several. */
  readonly replaced: Head | null;
}

const onlyVersion = (record: FoldedRecord, field: string): Head | null => {
  const [only, ...others] = openVersions(record, field);
  return only === undefined || others.length > 0 ? null : { time: only.time, writer: only.writer };
};

export const changeMove = (
  record: FoldedRecord,
  field: string,
  value: Value,
  heads: readonly Head[],
): Move => ({
  drafts: changeDrafts(record.id, field, value, heads),
  record,
  field,
  before: fieldValue(record, field) ?? null,
  replaced: onlyVersion(record, field),
});

export const deleteMove = (record: FoldedRecord): Move => ({
  ...changeMove(record, DELETED, true, headsOfRecord(record)),
  before: false,
});

export const restoreMove = (record: FoldedRecord): Move => ({
  ...changeMove(record, DELETED, false, headsOfField(record, DELETED)),
  before: true,
});

export const birthMove = (
  kind: RecordKind,
  id: RecordId | null,
  fields: Readonly<Record<string, Value>>,
): Move => ({
  drafts: [
    (stamp) => {
      const layout = layouts[kind];
      const others = Object.entries(fields).filter(
        ([field, value]) => !layout.fields.includes(field) && value !== '',
      );
      return birthEntry(
        stamp,
        id,
        layout.code,
        layout.fields.map((field) => fields[field] ?? null),
        Object.fromEntries(others),
      );
    },
  ],
  record: null,
  field: DELETED,
  before: true,
  replaced: null,
});

const sameHead = (one: Head, other: Head): boolean => one.time === other.time && one.writer === other.writer;

/** Whether the version that an action made is still all that stands in its field. */
const stillStands = (record: FoldedRecord, item: StepItem): boolean => {
  const open = openVersions(record, item.field);
  return open.length === 1 && open[0] !== undefined && sameHead(open[0], item.head);
};

/** Whether every change of the record that counts is by this device, so that hiding it takes nothing from others. */
const isOnlyOurs = (record: FoldedRecord, author: RecordId | null): boolean =>
  changesThatCount(record).every(({ placed }) => authorOf(placed.entry) === author);

const canHide = (record: FoldedRecord, item: StepItem, author: RecordId | null): boolean => {
  const hides = openVersions(record, DELETED);
  const untouched = hides.length === 0 || stillStands(record, item);
  return untouched && isOnlyOurs(record, author);
};

/** What takes an item of a step back; null where somebody's later work would be lost by it. */
export const revertMove = (
  record: FoldedRecord | undefined,
  item: StepItem,
  author: RecordId | null,
): Move | null => {
  if (record === undefined) return null;
  if (item.field === DELETED && item.before === true)
    return canHide(record, item, author) ? deleteMove(record) : null;
  if (!stillStands(record, item)) return null;
  if (item.field === DELETED) return restoreMove(record);
  if (isDeleted(record)) return null;
  return changeMove(record, item.field, item.before, headsOfField(record, item.field));
};
