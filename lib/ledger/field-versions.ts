/**
 * The changes of one field of one record: which of them stand, kept in step by the work of one entry.
 * It does not know births, records or what a field means.
 *
 * A change is replaced by a change that names it, whichever time either has, and by a later one of its own writer, named or
 * not: so a field has at most as many open versions as writers. Changes that name only what is earlier cannot form a circle;
 * where one names something later, the whole field is looked at again when it is next read (circles.ts).
 */

import { standing } from './circles';
import { type Head, newValueOf, replacedBy, replaces } from './entry';
import { valueKey } from './value-key';
import { isLater, type PlacedEntry, placeOf, versionKey } from './version';

interface VersionIndex {
  /** The last change by each writer. */
  readonly latest: Map<number, PlacedEntry>;
  /** Every version that some change names. */
  readonly replaced: Set<string>;
  /** The changes that stand, by version. */
  readonly open: Map<string, PlacedEntry>;
  /** How many of those that stand have each value. */
  readonly values: Map<string, number>;
  /** The latest of those that stand. */
  shown: PlacedEntry | null;
  /** Whether some change names a version that is not earlier, so that there may be circles. */
  namesLater: boolean;
  /** Whether `open`, `values` and `shown` have to be worked out anew. */
  stale: boolean;
}

export interface FieldVersions {
  readonly changes: PlacedEntry[];
  /** Kept only where there are many changes: of a few it is made when asked for, and of the only one of most never. */
  index: VersionIndex | null;
}

const MANY = 8;

const open = (index: VersionIndex, placed: PlacedEntry): void => {
  index.open.set(versionKey(placeOf(placed)), placed);
  const value = valueKey(newValueOf(placed.entry));
  index.values.set(value, (index.values.get(value) ?? 0) + 1);
  if (index.shown === null || isLater(placeOf(placed), placeOf(index.shown))) index.shown = placed;
};

const latestOf = (changes: Iterable<PlacedEntry>): PlacedEntry | null => {
  let latest: PlacedEntry | null = null;
  for (const placed of changes)
    if (latest === null || isLater(placeOf(placed), placeOf(latest))) latest = placed;
  return latest;
};

const close = (index: VersionIndex, key: string): void => {
  const placed = index.open.get(key);
  if (placed === undefined) return;
  index.open.delete(key);
  const value = valueKey(newValueOf(placed.entry));
  const left = (index.values.get(value) ?? 1) - 1;
  if (left > 0) index.values.set(value, left);
  else index.values.delete(value);
  // While no change names a later one, what replaces the shown version is later and was opened before: this is not reached.
  if (index.shown === placed) index.shown = latestOf(index.open.values());
};

const addToIndex = (index: VersionIndex, placed: PlacedEntry): void => {
  const place = placeOf(placed);
  const before = index.latest.get(placed.writer);
  const isLatest = before === undefined || isLater(place, placeOf(before));
  if (isLatest) index.latest.set(placed.writer, placed);
  const named = replacedBy(placed.entry);
  index.namesLater ||= named.some(({ time }) => time >= place.time);
  const keys = named.map(versionKey);
  for (const key of keys) index.replaced.add(key);
  if (index.namesLater) {
    index.stale = true;
    return;
  }
  if (isLatest && !index.replaced.has(versionKey(place))) open(index, placed);
  if (isLatest && before !== undefined) close(index, versionKey(placeOf(before)));
  for (const key of keys) close(index, key);
};

/** Which writers' last changes each writer has replaced, by whichever of its own. */
const graphOf = (changes: readonly PlacedEntry[], nodes: readonly PlacedEntry[]): number[][] => {
  const byWriter = new Map(nodes.map(({ writer }, node) => [writer, node]));
  const byVersion = new Map(nodes.map((placed, node) => [versionKey(placeOf(placed)), node]));
  const graph: number[][] = nodes.map(() => []);
  for (const { entry, writer } of changes) {
    const node = byWriter.get(writer) as number;
    for (const head of replacedBy(entry)) {
      const target = byVersion.get(versionKey(head));
      if (target !== undefined && target !== node) graph[node]?.push(target);
    }
  }
  return graph;
};

const workOut = (index: VersionIndex, changes: readonly PlacedEntry[]): void => {
  index.stale = false;
  index.open.clear();
  index.values.clear();
  index.shown = null;
  const nodes = [...index.latest.values()];
  const stands = standing(graphOf(changes, nodes));
  for (const [node, placed] of nodes.entries()) if (stands[node]) open(index, placed);
};

const createIndex = (changes: readonly PlacedEntry[]): VersionIndex => {
  const index: VersionIndex = {
    latest: new Map(),
    replaced: new Set(),
    open: new Map(),
    values: new Map(),
    shown: null,
    namesLater: false,
    stale: false,
  };
  for (const placed of changes) addToIndex(index, placed);
  return index;
};

/** null for a field with but one change, which is asked itself. */
const indexOf = (field: FieldVersions): VersionIndex | null => {
  if (field.changes.length === 1) return null;
  const index = field.index ?? createIndex(field.changes);
  if (index.stale) workOut(index, field.changes);
  return index;
};

export const newFieldVersions = (first: PlacedEntry): FieldVersions => ({ changes: [first], index: null });

/** Takes in a change, once each, in any order. */
export const addVersion = (field: FieldVersions, placed: PlacedEntry): void => {
  field.changes.push(placed);
  if (field.index !== null) addToIndex(field.index, placed);
  else if (field.changes.length > MANY) field.index = createIndex(field.changes);
};

/** The changes that stand, in no order. */
export const openChanges = (field: FieldVersions): Iterable<PlacedEntry> =>
  indexOf(field)?.open.values() ?? field.changes;

/** The latest of the changes that stand. */
export const shownChange = (field: FieldVersions): PlacedEntry | null => {
  const index = indexOf(field);
  return index === null ? (field.changes[0] ?? null) : index.shown;
};

/** How many different values the changes that stand have, and whether this is one of them. */
export const standingValues = (
  field: FieldVersions,
): { readonly size: number; readonly has: (key: string) => boolean } => {
  const index = indexOf(field);
  if (index !== null) return index.values;
  const [only] = field.changes;
  return { size: 1, has: (key) => only !== undefined && valueKey(newValueOf(only.entry)) === key };
};

/** Whether some change replaces a birth of this version. */
export const replacesBirth = ({ index, changes }: FieldVersions, birth: Head): boolean => {
  if (index?.replaced.has(versionKey(birth))) return true;
  if (index === null && changes.some(({ entry }) => replaces(entry, birth))) return true;
  // Time 0 is that of a birth that several may give: it is nobody's own.
  if (birth.time === 0) return false;
  const isOwnLater = (placed: PlacedEntry | undefined): boolean =>
    placed !== undefined && placed.writer === birth.writer && placeOf(placed).time > birth.time;
  return index === null ? changes.some(isOwnLater) : isOwnLater(index.latest.get(birth.writer));
};

/** What each writer names in any of its changes of this field. */
export const namedByWriter = ({ changes }: FieldVersions): ReadonlyMap<number, ReadonlySet<string>> => {
  const named = new Map<number, Set<string>>();
  for (const { entry, writer } of changes) {
    const known = named.get(writer) ?? new Set();
    named.set(writer, known);
    for (const head of replacedBy(entry)) known.add(versionKey(head));
  }
  return named;
};

/** Whether a change names versions of this writer later than `time`: such as cannot have been there to be seen. */
export const namesLaterOf = ({ changes }: FieldVersions, writer: number, time: number): boolean =>
  changes.some(({ entry }) => replacedBy(entry).some((head) => head.writer === writer && head.time > time));
