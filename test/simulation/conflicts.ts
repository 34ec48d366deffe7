/**
 * Which conflicts there must be, by causality alone: from what each author had when writing, without times or named versions.
 * It does not know the fold.
 */

import { type Entry, fieldOf, isBirth, newValueOf } from '@/lib/ledger/entry';
import type { Value } from '@/lib/ledger/value';
import type { Reach } from '@/lib/sync/shared-document';
import type { Written } from './witness';

interface Write {
  readonly writer: number;
  readonly clock: number;
  readonly past: Reach;
  readonly value: Value;
}

const DELETED = 'deleted';

const hadSeen = (later: Write, { writer, clock }: Write): boolean => (later.past.get(writer) ?? 0) > clock;

const latest = (writes: readonly Write[]): readonly Write[] =>
  writes.filter((write) => !writes.some((later) => hadSeen(later, write)));

const recordOf = (change: Entry): string => change[4] as string;

/** Changes by record and field, as far as they are in `reach`. */
const changesIn = (
  written: ReadonlyMap<number, readonly Written[]>,
  reach: Reach,
): Map<string, Map<string, Write[]>> => {
  const records = new Map<string, Map<string, Write[]>>();
  for (const [writer, entries] of written)
    for (const [clock, { entry, past }] of entries.slice(0, reach.get(writer) ?? 0).entries()) {
      if (isBirth(entry)) continue;
      const fields = records.get(recordOf(entry)) ?? new Map<string, Write[]>();
      records.set(recordOf(entry), fields);
      const writes = fields.get(fieldOf(entry)) ?? [];
      fields.set(fieldOf(entry), [...writes, { writer, clock, past, value: newValueOf(entry) }]);
    }
  return records;
};

/** An edit and a delete of which neither had seen the other. */
const hasEditBesideDelete = (fields: ReadonlyMap<string, readonly Write[]>): boolean => {
  const deletes = latest(fields.get(DELETED) ?? []).filter(({ value }) => value === true);
  const edits = [...fields].filter(([field]) => field !== DELETED).flatMap(([, writes]) => latest(writes));
  return edits.some((edit) => deletes.some((hide) => !hadSeen(hide, edit) && !hadSeen(edit, hide)));
};

const conflictedFields = (fields: ReadonlyMap<string, readonly Write[]>): string[] => {
  const conflicted = [...fields]
    .filter(([, writes]) => new Set(latest(writes).map(({ value }) => JSON.stringify(value))).size > 1)
    .map(([field]) => field);
  if (!conflicted.includes(DELETED) && hasEditBesideDelete(fields)) conflicted.push(DELETED);
  return conflicted.sort();
};

/** Records in conflict and their conflicted fields, both in order, for a copy that reaches so far. */
export const conflictsIn = (
  written: ReadonlyMap<number, readonly Written[]>,
  reach: Reach,
): (readonly [record: string, fields: readonly string[]])[] =>
  [...changesIn(written, reach)]
    .map(([record, fields]) => [record, conflictedFields(fields)] as const)
    .filter(([, fields]) => fields.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1));
